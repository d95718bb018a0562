using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Breaches;

/// <summary>A promise that runs, and how likely it is missed.</summary>
/// <param name="LeadName">Null: not this actor's to see.</param>
/// <param name="IsSure">Whoever is asked is not there in any open hour before the deadline, and nobody stands in.</param>
/// <param name="Chance">Null: too few like it are known.</param>
/// <param name="Left">Business time until the deadline.</param>
public sealed record Forecast(Clock Clock, string? LeadName, bool IsSure, BreachChance? Chance, Duration Left);

/// <param name="Total">All that run, of those asked for.</param>
/// <param name="Likely">Sure, or more likely than not to be missed, whatever the filter.</param>
public sealed record ForecastPage(int Total, int Likely, IReadOnlyList<Forecast> Forecasts);

/// <summary>The promises that run, those that will surely be missed first, then by their chance.</summary>
public static class ForecastList
{
    public const double LikelyFrom = 0.5;

    /// <param name="page">From 1.</param>
    public static async Task<ForecastPage> Read(
        HubContext rows, Company company, PastPace pace, Actor actor, BreachFilter filter, int page, Instant now)
    {
        await using var moment = rows.BeginRead();
        var party = actor.SeesOnly();
        // Their points and what was tried for them is most of a clock, and not looked at.
        var running = await rows.Clocks.AsNoTracking().Where(c => c.State == ClockState.Running && (party == null || c.OwedBy == party))
            .Select(c => new Running(c.Id, c.Promise, c.OwedBy, c.Person, c.Calendar, c.CalendarVersion, c.StartedAt, c.DueAt, c.Target,
                c.Holds))
            .ToListAsync();
        var sight = new Presence(company, now);
        var judged = running.Select(r => Judge(r, company, pace, sight, now)).ToList();
        var asked = judged.Where(j => (filter.Party is null || j.Clock.OwedBy == filter.Party)
            && (filter.Promise is null || j.Clock.Promise == filter.Promise)).ToList();
        var shown = asked.OrderByDescending(j => j.IsSure).ThenByDescending(j => j.Chance?.Value ?? -1).ThenBy(j => j.Clock.DueAt)
            .ThenBy(j => j.Clock.Id).Skip((page - 1) * BreachList.PageSize).Take(BreachList.PageSize).ToList();
        var ids = shown.ConvertAll(j => j.Clock.Id);
        var clocks = await rows.Clocks.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
        var leads = clocks.Values.Select(c => c.LeadId).Distinct().ToList();
        var names = await LeadNames.Of(rows, await BreachList.Seen(rows, actor, leads));
        return new(asked.Count, judged.Count(j => j.IsSure || j.Chance?.Value >= LikelyFrom),
            [.. shown.Select(j => new Forecast(
                clocks[j.Clock.Id], names.GetValueOrDefault(clocks[j.Clock.Id].LeadId), j.IsSure, j.Chance, j.Left))]);
    }

    private static Judged Judge(Running clock, Company company, PastPace pace, Presence sight, Instant now)
    {
        var calendar = company.Calendars[new(clock.Calendar, clock.CalendarVersion)];
        var elapsed = now <= clock.StartedAt ? Duration.Zero
            : calendar.Elapsed(clock.StartedAt, now, [.. clock.Holds.Select(h => new Interval(h.From, h.To))]);
        var left = now < clock.DueAt ? calendar.Elapsed(now, clock.DueAt) : Duration.Zero;
        return new(clock, !sight.HasTime(clock.Person, clock.OwedBy, calendar, clock.DueAt),
            pace.Chance(clock.Promise, clock.OwedBy, clock.Person, (long)elapsed.TotalSeconds, (long)clock.Target.TotalSeconds), left);
    }

    private sealed record Running(
        long Id, Promise Promise, string OwedBy, long? Person, string Calendar, int CalendarVersion, Instant StartedAt, Instant DueAt,
        Duration Target, IReadOnlyList<Hold> Holds);

    private sealed record Judged(Running Clock, bool IsSure, BreachChance? Chance, Duration Left);
}
