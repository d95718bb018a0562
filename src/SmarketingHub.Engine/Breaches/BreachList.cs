using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Breaches;

/// <summary>The open breaches, and those of the past 30 days.</summary>
public static class BreachList
{
    public const int PageSize = 50;

    private static readonly Duration Recently = Duration.FromDays(30);

    /// <param name="page">From 1.</param>
    public static async Task<BreachPage> Read(HubContext rows, Actor actor, BreachFilter filter, int page, Instant now)
    {
        // Counts and rows of one moment.
        await using var moment = rows.BeginRead();
        var since = now - Recently;
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
        var owed = Owed(rows, actor);
        var asked = Of(owed, visible, filter, now).Where(c => (filter.Party == null || c.OwedBy == filter.Party)
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
        var held = await HeldBy.Of(rows, leads);
        var (names, events) = (await LeadNames.Of(rows, await Seen(rows, actor, leads)), await Events(rows, leads));
        var excuses = events.OfType<BreachExcused>().ToLookup(e => e.Clock);
        var causes = events.OfType<BreachCaused>().Where(_ => actor.SeesAll()).ToLookup(e => e.Clock);
        var steps = events.OfType<LadderStepped>().ToLookup(e => e.Clock);
        var texts = await Texts(rows,
            [
                .. clocks.Where(c => names.ContainsKey(c.LeadId))
                    .SelectMany(c => new[] { excuses[c.Id].LastOrDefault()?.Words?.Id, causes[c.Id].LastOrDefault()?.Words?.Id })
                    .OfType<long>(),
            ]);
        string? Said(TextRef? words) => words is null ? null : texts.GetValueOrDefault(words.Id);
        return new(
            await asked.CountAsync(),
            [.. clocks.Select(c => new Breach(c, names.GetValueOrDefault(c.LeadId), held.In(c.LeadId, c.OwedBy), [.. steps[c.Id]],
                Said(excuses[c.Id].LastOrDefault()?.Words), Said(causes[c.Id].LastOrDefault()?.Words)))],
            counts.GroupBy(c => c.Key.Corrected ? BreachStatus.Corrected : c.Key.Excused ? BreachStatus.Excused
                : c.Key.Open ? BreachStatus.Open : BreachStatus.Stopped)
                .ToDictionary(g => g.Key, g => g.Sum(c => c.Count)),
            counts.Where(c => c.Key.Recent && !c.Key.Corrected).Sum(c => c.Count),
            counts.Where(c => c.Key is { Recent: true, Corrected: false, Excused: true }).Sum(c => c.Count),
            await ToSettle(owed, now).CountAsync());
    }

    private static IQueryable<Clock> Of(IQueryable<Clock> owed, IQueryable<Clock> visible, BreachFilter filter, Instant now)
    {
        if (filter.Clocks is { } clocks)
            return owed.Where(c => c.State == ClockState.Breached && clocks.Contains(c.Id));
        if (filter.Cause is { } cause)
            return Past(owed, now).Where(c => c.Cause == (cause == "" ? null : cause));
        return filter.Part switch
        {
            BreachPart.Now => owed.Where(c => c.State == ClockState.Breached && c.StoppedAt == null && c.Excuse == null),
            BreachPart.Settle => ToSettle(owed, now),
            _ => visible,
        };
    }

    private static IQueryable<Clock> ToSettle(IQueryable<Clock> owed, Instant now) =>
        Past(owed, now).Where(c => c.StoppedAt != null && c.Excuse == null && c.Cause == null);

    /// <summary>Missed in the past 90 days, and not taken back.</summary>
    internal static IQueryable<Clock> Past(IQueryable<Clock> owed, Instant now)
    {
        var since = now - DeskPast.Looks;
        return owed.Where(c => c.BreachedAt >= since && c.State == ClockState.Breached);
    }

    /// <summary>Those of the leads that the actor may know of.</summary>
    internal static async Task<List<long>> Seen(HubContext rows, Actor actor, List<long> leads) => actor.SeesAll()
        ? leads : await rows.Leads.SeenBy(actor).Where(l => leads.Contains(l.Id)).Select(l => l.Id).ToListAsync();

    // A partner answers for what it owed, wherever the lead is now; whose lead it was stays hidden once it went on.
    private static IQueryable<Clock> Owed(HubContext rows, Actor actor) =>
        actor.SeesAll() ? rows.Clocks : rows.Clocks.Where(c => c.OwedBy == actor.Party);

    private static async Task<List<LeadEvent>> Events(HubContext rows, List<long> leads)
    {
        string[] told = [.. new[] { typeof(LadderStepped), typeof(BreachExcused), typeof(BreachCaused) }.Select(LedgerJson.NameOf)];
        var lines = await rows.Ledger.Where(e => e.LeadId != null && leads.Contains(e.LeadId.Value) && told.Contains(e.Type))
            .OrderBy(e => e.Sequence).Select(e => new { e.Type, e.Body }).ToListAsync();
        return [.. lines.Select(line => LedgerJson.Read(line.Type, line.Body)).OfType<LeadEvent>()];
    }

    private static Task<Dictionary<long, string>> Texts(HubContext rows, List<long> ids) =>
        rows.Texts.Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Text);
}
