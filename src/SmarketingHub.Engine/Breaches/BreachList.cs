using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
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
/// <param name="LeadName">Null: a lead that went on, and is not this actor's to see any more.</param>
/// <param name="Steps">What its ladder did.</param>
/// <param name="ExcuseWords">What was said when it was excused.</param>
public sealed record Breach(Clock Clock, string? LeadName, IReadOnlyList<LadderStepped> Steps, string? ExcuseWords)
{
    public BreachStatus Status => Clock.Corrected ? BreachStatus.Corrected
        : Clock.Excuse is not null ? BreachStatus.Excused
        : Clock.StoppedAt is null ? BreachStatus.Open : BreachStatus.Stopped;
}

/// <param name="Counts">Of all that the actor may see, whatever the filter.</param>
/// <param name="Recent">Missed within the past 30 days, excused ones too; corrected ones were not missed.</param>
public sealed record BreachPage(int Total, IReadOnlyList<Breach> Breaches, IReadOnlyDictionary<BreachStatus, int> Counts, int Recent);

/// <summary>The open breaches, and those of the past 30 days.</summary>
public static class BreachList
{
    public const int PageSize = 50;

    private static readonly Duration Past = Duration.FromDays(30);

    /// <param name="page">From 1.</param>
    public static async Task<BreachPage> Read(HubContext rows, Actor actor, BreachFilter filter, int page, Instant now)
    {
        // Counts and rows of one moment.
        await using var moment = rows.BeginRead();
        var since = now - Past;
        var visible = Owed(rows, actor)
            .Where(c => c.BreachedAt != null && (c.BreachedAt >= since || c.State == ClockState.Breached && c.StoppedAt == null));
        var counts = await visible.GroupBy(c => new
        {
            c.Corrected,
            Excused = c.Excuse != null,
            Open = c.StoppedAt == null,
            Recent = c.BreachedAt >= since,
        })
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync();
        var asked = visible.Where(c => (filter.Party == null || c.OwedBy == filter.Party)
            && (filter.Promise == null || c.Promise == filter.Promise));
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
        var (names, events) = (await LeadNames.Of(rows, await Seen(rows, actor, leads)), await Events(rows, leads));
        var excuses = events.OfType<BreachExcused>().ToLookup(e => e.Clock);
        var steps = events.OfType<LadderStepped>().ToLookup(e => e.Clock);
        var texts = await Texts(rows,
            [.. clocks.Where(c => names.ContainsKey(c.LeadId)).Select(c => excuses[c.Id].LastOrDefault()?.Words?.Id).OfType<long>()]);
        return new(
            await asked.CountAsync(),
            [.. clocks.Select(c => new Breach(c, names.GetValueOrDefault(c.LeadId), [.. steps[c.Id]],
                excuses[c.Id].LastOrDefault()?.Words is { } words ? texts.GetValueOrDefault(words.Id) : null))],
            counts.GroupBy(c => c.Key.Corrected ? BreachStatus.Corrected : c.Key.Excused ? BreachStatus.Excused
                : c.Key.Open ? BreachStatus.Open : BreachStatus.Stopped)
                .ToDictionary(g => g.Key, g => g.Sum(c => c.Count)),
            counts.Where(c => c.Key.Recent && !c.Key.Corrected).Sum(c => c.Count));
    }

    /// <summary>Those of the leads that the actor may know of.</summary>
    internal static async Task<List<long>> Seen(HubContext rows, Actor actor, List<long> leads) => actor.SeesAll()
        ? leads : await rows.Leads.SeenBy(actor).Where(l => leads.Contains(l.Id)).Select(l => l.Id).ToListAsync();

    // A partner answers for what it owed, wherever the lead is now; whose lead it was stays hidden once it went on.
    private static IQueryable<Clock> Owed(HubContext rows, Actor actor) =>
        actor.SeesAll() ? rows.Clocks : rows.Clocks.Where(c => c.OwedBy == actor.Party);

    private static async Task<List<LeadEvent>> Events(HubContext rows, List<long> leads)
    {
        var (stepped, excused) = (LedgerJson.NameOf(typeof(LadderStepped)), LedgerJson.NameOf(typeof(BreachExcused)));
        var lines = await rows.Ledger.Where(e => e.LeadId != null && leads.Contains(e.LeadId.Value)
            && (e.Type == stepped || e.Type == excused))
            .OrderBy(e => e.Sequence).Select(e => new { e.Type, e.Body }).ToListAsync();
        return [.. lines.Select(line => LedgerJson.Read(line.Type, line.Body)).OfType<LeadEvent>()];
    }

    private static Task<Dictionary<long, string>> Texts(HubContext rows, List<long> ids) =>
        rows.Texts.Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Text);
}
