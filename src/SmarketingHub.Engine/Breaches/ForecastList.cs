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
/// <param name="Held">Who has the lead now, of whoever owes it.</param>
/// <param name="IsSure">Whoever is asked is not there in any open hour before the deadline, and nobody stands in.</param>
/// <param name="Chance">Null: too few like it are known.</param>
/// <param name="Left">Business time until the deadline.</param>
public sealed record Forecast(Clock Clock, string? LeadName, HeldBy Held, bool IsSure, BreachChance? Chance, Duration Left);

/// <summary>How many promises run.</summary>
/// <param name="Likely">Of them: sure, or more likely than not to be missed.</param>
public readonly record struct RunningCount(int All, int Likely);

/// <param name="Asked">Of those asked for: the likely ones come first, then the others.</param>
public sealed record ForecastPage(RunningCount Asked, IReadOnlyList<Forecast> Forecasts);

/// <summary>
/// The promises that run, those that will surely be missed first, then by their chance. All are judged once, for whoever asks. What is over
/// since is left out, what is new is judged beside, and what is shown is read and judged anew.
/// </summary>
public sealed class ForecastList
{
    public const double LikelyFrom = 0.5;

    private readonly PastPace pace;
    private readonly IReadOnlyList<Judged> all;

    private ForecastList(PastPace pace, IReadOnlyList<Judged> all) => (this.pace, this.all) = (pace, all);

    public static async Task<ForecastList> Judge(HubContext rows, Company company, PastPace pace, Instant now)
    {
        var running = await Read(rows.Clocks);
        var sight = new Presence(company, now);
        return new(pace, Sorted(running.Select(r => Judge(r, company, pace, sight, now))));
    }

    /// <summary>Of all that this actor may see.</summary>
    /// <param name="rows">Of what runs now.</param>
    /// <param name="company">As of now.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="now">For what is new.</param>
    public async Task<RunningCount> Count(HubContext rows, Company company, Actor actor, Instant now) =>
        Count(await Current(rows, company, actor, now));

    /// <param name="rows">Of what runs now.</param>
    /// <param name="company">As of now.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Of it, party and promise.</param>
    /// <param name="page">From 1.</param>
    /// <param name="now">For what is new, and what is shown.</param>
    public async Task<ForecastPage> Page(HubContext rows, Company company, Actor actor, BreachFilter filter, int page, Instant now)
    {
        await using var moment = rows.BeginRead();
        var current = await Current(rows, company, actor, now);
        var asked = current.Where(j => (filter.Party is null || j.Clock.OwedBy == filter.Party)
            && (filter.Promise is null || j.Clock.Promise == filter.Promise)).ToList();
        var ids = asked.Skip((page - 1) * BreachList.PageSize).Take(BreachList.PageSize).Select(j => j.Clock.Id).ToList();
        var clocks = await rows.Clocks.AsNoTracking().Where(c => ids.Contains(c.Id))
            .ToDictionaryAsync(c => c.Id);
        var leads = clocks.Values.Select(c => c.LeadId).Distinct().ToList();
        var names = await LeadNames.Of(rows, await BreachList.Seen(rows, actor, leads));
        var held = await HeldBy.Of(rows, leads);
        var sight = new Presence(company, now);
        return new(Count(asked),
            [
                .. ids.Select(id => clocks[id]).Select(clock =>
                {
                    var judged = Judge(Running.Of(clock), company, pace, sight, now);
                    return new Forecast(clock, names.GetValueOrDefault(clock.LeadId), held.In(clock.LeadId, clock.OwedBy),
                        judged.IsSure, judged.Chance, judged.Left);
                }),
            ]);
    }

    private static RunningCount Count(IReadOnlyList<Judged> judged) => new(judged.Count, judged.Count(j => j.IsLikely));

    private async Task<IReadOnlyList<Judged>> Current(HubContext rows, Company company, Actor actor, Instant now)
    {
        var party = actor.SeesOnly();
        var running = rows.Clocks.Where(c => c.State == ClockState.Running && (party == null || c.OwedBy == party));
        var left = (await running.Select(c => c.Id).ToListAsync()).ToHashSet();
        var known = all.Where(j => left.Remove(j.Clock.Id)).ToList();
        if (left.Count == 0)
            return known;
        var sight = new Presence(company, now);
        var added = await Read(running.Where(c => left.Contains(c.Id)));
        return Sorted(known.Concat(added.Select(r => Judge(r, company, pace, sight, now))));
    }

    // Their points and what was tried for them is most of a clock, and not looked at.
    private static Task<List<Running>> Read(IQueryable<Clock> clocks) => clocks.AsNoTracking().Where(c => c.State == ClockState.Running)
        .Select(c => new Running(c.Id, c.Promise, c.Agreement, c.Commitment, c.OwedBy, c.Person, c.Round, c.Calendar, c.CalendarVersion,
            c.StartedAt, c.DueAt, c.Target, c.Holds))
        .ToListAsync();

    private static List<Judged> Sorted(IEnumerable<Judged> judged) =>
    [
        .. judged.OrderByDescending(j => j.IsSure).ThenByDescending(j => j.Chance?.Value ?? -1).ThenBy(j => j.Clock.DueAt)
            .ThenBy(j => j.Clock.Id),
    ];

    private static Judged Judge(Running clock, Company company, PastPace pace, Presence sight, Instant now)
    {
        var calendar = company.Calendars[new(clock.Calendar, clock.CalendarVersion)];
        var elapsed = now <= clock.StartedAt ? Duration.Zero
            : calendar.Elapsed(clock.StartedAt, now, [.. clock.Holds.Select(h => new Interval(h.From, h.To))]);
        var left = now < clock.DueAt ? calendar.Elapsed(now, clock.DueAt) : Duration.Zero;
        return new(clock, !sight.HasTime(clock.Person, clock.OwedBy, calendar, clock.DueAt),
            pace.Chance(clock.Kind, clock.Person, (long)elapsed.TotalSeconds, (long)clock.Target.TotalSeconds), left);
    }

    private sealed record Running(
        long Id, Promise Promise, long Agreement, string Commitment, string OwedBy, long? Person, int Round, string Calendar,
        int CalendarVersion, Instant StartedAt, Instant DueAt, Duration Target, IReadOnlyList<Hold> Holds)
    {
        internal PromiseClass Kind => new(Promise, Agreement, Commitment, OwedBy, Round > 1);

        internal static Running Of(Clock c) => new(c.Id, c.Promise, c.Agreement, c.Commitment, c.OwedBy, c.Person, c.Round, c.Calendar,
            c.CalendarVersion, c.StartedAt, c.DueAt, c.Target, c.Holds);
    }

    private sealed record Judged(Running Clock, bool IsSure, BreachChance? Chance, Duration Left)
    {
        internal bool IsLikely => IsSure || Chance?.Value >= LikelyFrom;
    }
}
