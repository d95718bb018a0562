using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.DueTimes;

/// <summary>What somebody owes until when: a clock that runs, or is past its deadline and still counts.</summary>
/// <param name="Company">Null: the lead has none.</param>
/// <param name="Promise">As it was promised when it began, or by the version that timed it again.</param>
/// <param name="Changes">Rises whenever the deadline is another.</param>
/// <param name="ChangedAt">When something happened at the lead last.</param>
/// <param name="Warnings">The warn points to come.</param>
public sealed record DueTime(
    long Clock, long Lead, string? Company, WhichPromise Promise, Instant DueAt, int Changes, Instant ChangedAt,
    IReadOnlyList<Instant> Warnings)
{
    private const int Most = 2_000;

    /// <summary>
    /// Those of a person, by when they are due. What is held has no deadline for the time being, and is not among them.
    /// </summary>
    public static async Task<IReadOnlyList<DueTime>> Of(HubContext rows, Person person, CancellationToken stopping)
    {
        var actor = Actor.Of(person);
        var offered = rows.Handoffs.Where(h => h.State == HandoffState.Offered && h.ToPerson == person.Id).Select(h => h.LeadId);
        var leads = await rows.Leads.AsNoTracking().Include(l => l.Handoffs).Include(l => l.Clocks).AsSplitQuery()
            .Where(l => l.ClosedAt == null && (l.Owner == person.Id || offered.Contains(l.Id))).OrderBy(l => l.Id).Take(Most)
            .ToListAsync(stopping);
        var accounts = leads.Select(l => l.AccountId).OfType<long>().Distinct().ToArray();
        var names = await rows.Accounts.Where(a => EF.Parameter(accounts).Contains(a.Id))
            .ToDictionaryAsync(a => a.Id, a => a.Name, stopping);
        return
        [
            .. from lead in leads
               where actor.Sees(lead)
               from clock in lead.Clocks
               where clock.Person == person.Id && clock.IsLive && clock.HeldAt is null
               orderby clock.DueAt, clock.Id
               select new DueTime(
                   clock.Id, lead.Id, lead.AccountId is { } account ? names.GetValueOrDefault(account) : null, WhichPromise.Of(clock),
                   clock.DueAt,
                   clock.AgreementVersion + clock.Holds.Count, lead.LastAt,
                   [.. clock.Points.Where(p => p is { Kind: PointKind.Warn, Fired: false }).Select(p => p.At)]),
        ];
    }
}
