using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Leads;

namespace SmarketingHub.Web.Features.Bell;

/// <summary>One notice as the bell shows it.</summary>
/// <param name="Lead">Its lead's name; null: it is about an agreement.</param>
public sealed record NoticeLine(Notice Notice, string? Lead)
{
    public bool IsRead => Notice.ReadAt is not null;

    /// <summary>The page that it is about.</summary>
    public string Page => NoticeWords.PageOf(Notice);
}

public sealed record NoticeList(int Unread, IReadOnlyList<NoticeLine> Newest)
{
    public static readonly NoticeList Empty = new(0, []);
}

/// <summary>Reads a person's notices and marks them read.</summary>
public static class Notices
{
    private const int Shown = 30;

    public static async Task<NoticeList> Read(HubContext rows, Actor actor)
    {
        var mine = Mine(rows, actor);
        var newest = await mine.OrderByDescending(n => n.Id).Take(Shown).AsNoTracking().ToListAsync();
        var names = await LeadNames.Of(rows, [.. newest.Select(n => n.LeadId).OfType<long>().Distinct()]);
        return new(
            await mine.CountAsync(n => n.ReadAt == null),
            [.. newest.Select(n => new NoticeLine(n, n.LeadId is { } lead ? names[lead] : null))]);
    }

    /// <param name="upTo">The newest that the person saw: what came after it stays unread.</param>
    /// <param name="only">What is about the same as this; null: all.</param>
    public static Task<int> MarkRead(this Door door, Actor actor, long upTo, Notice? only) => door.Do(actor, write =>
    {
        var (all, lead, agreement, about) = (only is null, only?.LeadId, only?.Agreement, only?.About);
        return write.Rows.Notices.Where(n => n.PersonId == actor.PersonId && n.ReadAt == null && n.Id <= upTo
            && (all || n.LeadId == lead && n.Agreement == agreement && (lead != null || agreement != null || n.About == about)))
            .ExecuteUpdate(set => set.SetProperty(n => n.ReadAt, write.Now));
    });

    // Of a lead that is gone nobody is told any more, nor a partner of one that went elsewhere; its agreements stay so.
    private static IQueryable<Notice> Mine(HubContext rows, Actor actor) => rows.Notices
        .Where(n => n.PersonId == actor.PersonId && (n.LeadId == null || rows.Leads.SeenBy(actor).Any(l => l.Id == n.LeadId)));
}
