using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Seen;

/// <summary>A line of the ledger as somebody is told of it.</summary>
/// <param name="Line">As it is stored.</param>
/// <param name="Left">With it the lead left whoever reads: what it says is not theirs any more.</param>
public sealed record SeenEvent(LedgerEvent Line, bool Left = false);

/// <param name="Next">Where to go on: also after a part of the ledger with nothing in it to tell.</param>
public sealed record SeenPage(IReadOnlyList<SeenEvent> Events, long Next);

/// <summary>The ledger for those who follow it.</summary>
public static class SeenEvents
{
    /// <summary>What comes after a sequence, in commit order.</summary>
    /// <param name="rows">Read, not changed.</param>
    /// <param name="company">As of now, whole.</param>
    /// <param name="actor">
    /// A partner is told of a lead while it is with the partner, that it left, and when it comes, what is the partner's to know of its
    /// past: with the sequences of then, just before the line with which it came.
    /// </param>
    /// <param name="after">Zero: from the beginning.</param>
    /// <param name="most">So many lines are looked at; a past that is told comes on top.</param>
    public static async Task<SeenPage> Read(HubContext rows, Company company, Actor actor, long after, int most)
    {
        await using var moment = rows.BeginRead();
        var end = await rows.Head.Select(h => h.Sequence).SingleAsync();
        var lines = rows.Ledger.AsNoTracking().Where(e => e.Sequence > after);
        if (actor.SeesOnly() is { } party)
            lines = lines.Where(e => rows.PartnerLeads.Any(p => p.Party == party && p.LeadId == e.LeadId));
        var read = await lines.OrderBy(e => e.Sequence).Take(most).ToListAsync();
        var next = read.Count == most ? read[^1].Sequence : Math.Max(after, end);
        return new(actor.SeesAll() ? read.ConvertAll(line => new SeenEvent(line)) : await Told(rows, company, actor, after, read), next);
    }

    /// <summary>
    /// The ledger of a lead, and of its duplicates, as far as it is the actor's to see, who sees the lead now; the oldest first.
    /// </summary>
    public static IEnumerable<LedgerEvent> OfLead(IEnumerable<LedgerEvent> lines, Company company, Actor actor)
    {
        var spells = new Dictionary<long, PartnerSpell>();
        PartnerSpell Of(LedgerEvent line) =>
            spells.TryGetValue(line.LeadId!.Value, out var spell) ? spell : spells[line.LeadId.Value] = new(actor, company);
        return actor.SeesAll() ? lines : lines.Where(line => Of(line).Next(line) != SeenAs.Hidden);
    }

    private static async Task<List<SeenEvent>> Told(HubContext rows, Company company, Actor partner, long after, List<LedgerEvent> lines)
    {
        var spells = new Dictionary<long, (PartnerSpell Spell, List<LedgerEvent> Past)>();
        var told = new List<SeenEvent>();
        void Take(LedgerEvent line, bool isTold)
        {
            if (!spells.TryGetValue(line.LeadId!.Value, out var known))
                spells[line.LeadId.Value] = known = (new(partner, company), []);
            var seen = known.Spell.Next(line);
            if (seen == SeenAs.Past)
                known.Past.Add(line);
            if (seen == SeenAs.Came && isTold)
                told.AddRange(known.Past.Select(past => new SeenEvent(past)));
            if (seen is SeenAs.Came or SeenAs.Left)
                known.Past.Clear();
            if (isTold && seen is SeenAs.Came or SeenAs.Whole or SeenAs.Left)
                told.Add(new(line, seen == SeenAs.Left));
        }
        foreach (var ids in lines.Select(line => line.LeadId).Distinct().Chunk(HubContext.MostIds))
            await foreach (var line in rows.Ledger.AsNoTracking()
                .Where(e => e.Sequence <= after && ids.Contains(e.LeadId) && PartnerSpell.Needed.Contains(e.Type)).OrderBy(e => e.Sequence)
                .AsAsyncEnumerable())
                Take(line, isTold: false);
        foreach (var line in lines)
            Take(line, isTold: true);
        return told;
    }
}
