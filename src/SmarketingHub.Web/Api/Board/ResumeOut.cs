using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;
using SmarketingHub.Web.Api.Json;

namespace SmarketingHub.Web.Api.Board;

/// <summary>What a client missed: the changes between two sequences, or a fresh board to put in the old one's place.</summary>
/// <param name="Board">Null unless the changes would be longer than it.</param>
public sealed record ResumeOut(
    long From, long To, IReadOnlyList<Card> Cards, IReadOnlyList<long> Gone,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BoardOut? Board)
{
    private const int MostChanged = 500;

    internal static async Task<CachedJson> Of(BoardWatch watch, long itsLast, LiveBoard live, IDbContextFactory<HubContext> contexts)
    {
        var remembered = watch.CatchUp(itsLast);
        if (remembered is not null && remembered.Cards.Count + remembered.Gone.Count <= MostChanged)
            return CachedJson.Once(remembered, change => new ResumeOut(change.From, change.To, change.Cards, change.Gone, null));
        var (view, whole) = live.Renew(watch);
        // What left a partner's view is not told by the ids of others' leads.
        var leads = remembered is null && watch.Filter.OnlyParty is null ? await Changed(contexts, itsLast, view.Sequence) : null;
        return CachedJson.Once(
            leads is null
                ? new(itsLast, view.Sequence, [], [], BoardOut.Of(view, live.Company.Currency))
                : Told(itsLast, leads, watch.Filter, whole),
            it => it);
    }

    private static ResumeOut Told(long itsLast, IReadOnlyCollection<long> leads, BoardFilter filter, WholeBoard whole)
    {
        var (cards, gone) = (new List<Card>(), new List<long>());
        foreach (var id in leads)
            if (filter.Through(whole.Cards.GetValueOrDefault(id)) is { } card)
                cards.Add(card);
            else
                gone.Add(id);
        return new(itsLast, whole.Sequence, cards, gone, null);
    }

    // Null: a fresh board says it shorter, or better; a change of the company may be seen on any card.
    private static async Task<List<long>?> Changed(IDbContextFactory<HubContext> contexts, long from, long to)
    {
        if (from < 0 || from > to)
            return null;
        await using var rows = await contexts.CreateDbContextAsync();
        var changed = await rows.Ledger.Where(e => e.Sequence > from && e.Sequence <= to).Select(e => e.LeadId).Distinct()
            .Take(MostChanged + 1).ToListAsync();
        // Others that bear a changed name are told, too.
        return changed.Count > MostChanged || changed.Contains(null) ? null : [.. (await ChangedLeads.Between(rows, from, to)).All];
    }
}
