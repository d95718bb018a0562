using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.BothSides;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Telling.Nightly;

/// <summary>
/// What somebody does best today, of what is as of now: what was handled is not on it. Of those in charge it is the party's; of others
/// their own and the queue's.
/// </summary>
internal sealed class ToDoList(ReportMoment moment, Person person, Instant now)
{
    /// <summary>So many are told.</summary>
    internal const int Most = 5;

    /// <summary>So far back promises without a commitment are looked for.</summary>
    internal static readonly Duration UncoveredWithin = Duration.FromDays(30);

    private readonly HubContext rows = moment.Rows;
    private readonly Company company = moment.Company;
    private readonly Actor actor = Actor.Of(person);
    private readonly long? mine = person.Role is Role.Rep or Role.Partner ? person.Id : null;

    // A lead is on the list once, for what is most urgent.
    private readonly HashSet<long> named = [];

    /// <param name="items">How the promises over periods of the person's agreements stand.</param>
    /// <param name="today">Until when what is due is due today.</param>
    internal async Task<IReadOnlyList<ToDo>> Read(IReadOnlyList<AgreementPace> items, Instant today)
    {
        var open = rows.Clocks.AsNoTracking()
            .Where(c => c.OwedBy == person.Party && (mine == null || c.Person == null || c.Person == mine));
        var all = new List<ToDo?>
        {
            await OfClocks(ToDoKind.Late, open.Where(c => c.State == ClockState.Breached && c.StoppedAt == null && c.Excuse == null)),
            await OfClocks(ToDoKind.DueToday, open.Where(c => c.State == ClockState.Running && c.DueAt < today)),
            await OfHandoffs(ToDoKind.Returned, rows.Handoffs.Where(h => h.State == HandoffState.Returned && h.From == person.Party
                && (mine == null || h.Giver == null || h.Giver == mine)), h => h.ReturnedAt),
            await OfHandoffs(ToDoKind.Disputed, rows.Handoffs.Where(h => h.State == HandoffState.Offered && h.Disputed
                && h.To == person.Party && (mine == null || h.ToPerson == null || h.ToPerson == mine)), h => h.OfferedAt),
        };
        foreach (var agreement in company.SeenBy(actor).Agreements)
            foreach (var version in agreement.Versions)
                if (version.State == VersionState.Proposed && agreement.Missing(version).Any(party => person.SignsFor(party, company)))
                    all.Add(new(ToDoKind.ToSign) { Agreement = agreement });
        all.AddRange(items
            .Where(item => item.Pace.OnPace == false && (item.Pace.Commitment.OwedBy is not { } party || party == person.Party))
            .OrderBy(item => item.Pace.ShouldBe is > 0 and var should ? item.Pace.Reached / should : 0)
            .Select(item => new ToDo(ToDoKind.Behind) { Agreement = item.Agreement, Pace = item.Pace }));
        all.Add(mine is null ? await Uncovered() : null);
        return [.. all.OfType<ToDo>().Take(Most)];
    }

    private async Task<ToDo?> OfClocks(ToDoKind kind, IQueryable<Clock> clocks)
    {
        var found = await clocks.OrderBy(c => c.DueAt).ThenBy(c => c.Id).Select(c => new { c.LeadId, c.Promise, c.DueAt }).ToListAsync();
        var leads = await Seen([.. found.Select(c => c.LeadId)]);
        return found.FirstOrDefault(c => leads.Contains(c.LeadId)) is { } first
            ? await Of(kind, leads, first.LeadId) with { Promise = first.Promise, At = first.DueAt } : null;
    }

    private async Task<ToDo?> OfHandoffs(ToDoKind kind, IQueryable<Handoff> handoffs, Func<Handoff, Instant?> since)
    {
        var found = (await handoffs.AsNoTracking().ToListAsync()).OrderBy(since).ThenBy(h => h.Id).ToList();
        var leads = await Seen([.. found.Select(h => h.LeadId)]);
        return found.Find(h => leads.Contains(h.LeadId)) is { } first
            ? await Of(kind, leads, first.LeadId) with { At = since(first) } : null;
    }

    private async Task<ToDo?> Uncovered()
    {
        var since = now - UncoveredWithin;
        var found = moment.Promises.Ask(promises => promises.Where(p => p.Clock == null && p.OwedBy == person.Party && p.StartedAt >= since)
            .Select(p => new { p.LeadId, p.StartedAt })).OrderByDescending(p => p.StartedAt).ToList();
        var leads = await Seen([.. found.Select(p => p.LeadId)]);
        return found.Find(p => leads.Contains(p.LeadId)) is { } first ? await Of(ToDoKind.Uncovered, leads, first.LeadId) : null;
    }

    // Those that are open, the person's to see, and not on the list yet.
    private async Task<HashSet<long>> Seen(IReadOnlyList<long> ids)
    {
        var seen = new HashSet<long>();
        Stage[] open = [.. Stages.Open];
        foreach (var some in ids.Where(id => !named.Contains(id)).Distinct().Chunk(HubContext.MostIds))
            seen.UnionWith(await rows.Leads.SeenBy(actor).Where(l => some.Contains(l.Id) && open.Contains(l.Stage)).Select(l => l.Id)
                .ToListAsync());
        return seen;
    }

    private async Task<ToDo> Of(ToDoKind kind, HashSet<long> leads, long first)
    {
        named.UnionWith(leads);
        return new(kind, leads.Count) { Lead = (first, (await LeadNames.Of(rows, [first]))[first]) };
    }
}
