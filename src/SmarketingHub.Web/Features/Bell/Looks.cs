using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Notices;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Web.Features.Forms;

namespace SmarketingHub.Web.Features.Bell;

/// <summary>
/// Who has the thing itself before them has looked, as who reads it in the bell: it is read there, too, and no message comes for it.
/// </summary>
public sealed class Looks(Door door, LiveBells bells, IDbContextFactory<HubContext> contexts)
{
    // What the breach desk shows of a lead.
    private static readonly NoticeKind[] AtTheDesk = [NoticeKind.Breach, NoticeKind.NobodyLeft, NoticeKind.Warning];

    /// <summary>Somebody opened a lead's page: all that the bell said of it until now.</summary>
    public Task AtLead(Actor actor, long lead) => Read(actor, [lead], null);

    /// <summary>Somebody has these leads before them at the breach desk: what the bell said of their deadlines.</summary>
    public Task AtDesk(Actor actor, IReadOnlyCollection<long> leads) => Read(actor, leads, AtTheDesk);

    private async Task Read(Actor actor, IReadOnlyCollection<long> leads, NoticeKind[]? kinds)
    {
        if (actor.PersonId is not { } person || leads.Count == 0)
            return;
        // A look is no change as long as nothing is unread.
        await using var rows = await contexts.CreateDbContextAsync();
        if (!await Unread(rows, person, leads, kinds).AnyAsync())
            return;
        // Refused, as when nothing can be written for a moment: it stays unread, and is told.
        if (await Submission.RefusalOf(() => door.Do(actor, write => Unread(write.Rows, person, leads, kinds)
            .ExecuteUpdate(set => set.SetProperty(n => n.ReadAt, write.Now)))) is null)
            bells.WasRead(person);
    }

    private static IQueryable<Notice> Unread(HubContext rows, long person, IReadOnlyCollection<long> leads, NoticeKind[]? kinds) =>
        rows.Notices.Where(n => n.PersonId == person && n.ReadAt == null && n.LeadId != null && leads.Contains(n.LeadId.Value)
            && (kinds == null || kinds.Contains(n.Kind)));
}
