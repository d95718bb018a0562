using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Breaches;

public enum BreachStatus
{
    /// <summary>Still counting.</summary>
    Open,

    /// <summary>Done at last, or ended with the lead.</summary>
    Stopped,
    Excused,

    /// <summary>Late evidence took it back.</summary>
    Corrected,
}

/// <summary>Which breaches; null asks nothing.</summary>
public sealed record BreachFilter(string? Party = null, Promise? Promise = null, BreachStatus? Status = null);

/// <summary>One missed deadline.</summary>
/// <param name="Steps">What its ladder did.</param>
public sealed record Breach(Clock Clock, string LeadName, IReadOnlyList<LadderStepped> Steps)
{
    public BreachStatus Status => Clock.Corrected ? BreachStatus.Corrected
        : Clock.Excuse is not null ? BreachStatus.Excused
        : Clock.StoppedAt is null ? BreachStatus.Open : BreachStatus.Stopped;
}

/// <param name="Counts">Of all that the actor may see, whatever the filter.</param>
public sealed record BreachPage(int Total, IReadOnlyList<Breach> Breaches, IReadOnlyDictionary<BreachStatus, int> Counts);

/// <summary>The open breaches, and those of the past 30 days.</summary>
public static class BreachList
{
    public const int PageSize = 50;

    private static readonly Duration Past = Duration.FromDays(30);

    /// <param name="page">From 1.</param>
    public static async Task<BreachPage> Read(HubContext rows, Actor actor, BreachFilter filter, int page, Instant now)
    {
        var since = now - Past;
        var visible = Visible(rows, actor).Where(c => c.BreachedAt != null && (c.BreachedAt >= since || c.State == ClockState.Breached && c.StoppedAt == null));
        var counts = await visible.GroupBy(c => new { c.Corrected, Excused = c.Excuse != null, Open = c.StoppedAt == null })
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync();
        var asked = visible.Where(c => (filter.Party == null || c.OwedBy == filter.Party) && (filter.Promise == null || c.Promise == filter.Promise));
        asked = filter.Status switch
        {
            BreachStatus.Corrected => asked.Where(c => c.Corrected),
            BreachStatus.Excused => asked.Where(c => !c.Corrected && c.Excuse != null),
            BreachStatus.Open => asked.Where(c => c.StoppedAt == null && c.Excuse == null),
            BreachStatus.Stopped => asked.Where(c => !c.Corrected && c.Excuse == null && c.StoppedAt != null),
            _ => asked,
        };
        var clocks = await asked.OrderBy(c => c.StoppedAt != null).ThenByDescending(c => c.BreachedAt).ThenBy(c => c.Id)
            .Skip((page - 1) * PageSize).Take(PageSize).AsNoTracking().ToListAsync();
        var leads = clocks.Select(c => c.LeadId).Distinct().ToList();
        var (names, steps) = (await LeadNames.Of(rows, leads), await Steps(rows, leads));
        return new(
            await asked.CountAsync(),
            [.. clocks.Select(c => new Breach(c, names[c.LeadId], [.. steps[c.Id]]))],
            counts.GroupBy(c => c.Key.Corrected ? BreachStatus.Corrected : c.Key.Excused ? BreachStatus.Excused : c.Key.Open ? BreachStatus.Open : BreachStatus.Stopped)
                .ToDictionary(g => g.Key, g => g.Sum(c => c.Count)));
    }

    // A partner sees what it owes, on leads that are its own.
    private static IQueryable<Clock> Visible(HubContext rows, Actor actor) => actor.SeesAll() ? rows.Clocks : rows.Clocks.Where(c =>
        c.OwedBy == actor.Party && (rows.Leads.Any(l => l.Id == c.LeadId && l.Holder == actor.Party)
            || rows.Handoffs.Any(h => h.LeadId == c.LeadId && h.To == actor.Party && (h.State == HandoffState.Offered || h.State == HandoffState.Returned))));

    private static async Task<ILookup<long, LadderStepped>> Steps(HubContext rows, List<long> leads)
    {
        var lines = await rows.Ledger.Where(e => e.Type == "ladderStepped" && e.LeadId != null && leads.Contains(e.LeadId.Value))
            .OrderBy(e => e.Sequence).Select(e => e.Body).ToListAsync();
        return lines.Select(body => LedgerJson.Read("ladderStepped", body)).OfType<LadderStepped>().ToLookup(step => step.Clock);
    }
}
