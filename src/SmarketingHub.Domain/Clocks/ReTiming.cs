using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Facts;

namespace SmarketingHub.Domain.Clocks;

/// <summary>What a version that re-times running clocks makes of one of them when it takes effect.</summary>
public static class ReTiming
{
    /// <summary>Only a clock that has not breached moves: a breach is taken back by evidence alone.</summary>
    public static bool Concerns(IClockFacts clock, AgreementVersion version) =>
        version is { ReTimes: true, EffectiveAt: { } at } && at >= clock.StartedAt && version.Number > clock.AgreementVersion
        && !(clock.KeptAgainst >= version.Number) && clock.State is ClockState.Running or ClockState.Paused;

    /// <summary>
    /// The clock by the new version, from the same start; null: it keeps what it has, for its new deadline has passed or no sentence fits.
    /// </summary>
    /// <param name="facts">Of the lead, as of now.</param>
    /// <param name="at">When the version takes effect. Time in which the clock was held does not count.</param>
    public static ClockReTimed? Of(Clock clock, LeadFacts facts, Agreement agreement, AgreementVersion version, Company company, Instant at)
    {
        var before = agreement.Version(clock.AgreementVersion)?.Commitment(clock.Commitment);
        var (commitment, tried) = Choose(before, facts, agreement.Id, version);
        if (commitment is null)
            return null;
        var counted = company.CalendarFor(version.Calendar, at);
        var calendar = company.Calendars[counted];
        var holds = Ended(clock.Holds);
        // Held, it stands where it stood when it was.
        var now = clock.HeldAt ?? at;
        if (DueAt(commitment, calendar, clock.StartedAt, holds, now) is not { } due)
            return null;
        var target = Timing.TargetOf(commitment, calendar, clock.StartedAt);
        var points = Timing.PointsOf(commitment, percent => Timing.DueAt(calendar, clock.StartedAt, target, percent, holds));
        return new(
            clock.Id, version.Number, commitment.Id, counted.Id, counted.Version, DateTimeZoneProviders.Tzdb.VersionId,
            commitment.Attempts, (long)target.TotalSeconds, due, Unrepeated(points, clock, now, calendar), tried);
    }

    /// <summary>When a clock that started then would be due by this commitment; null: that has passed.</summary>
    /// <param name="holds">Over, each of them.</param>
    /// <param name="now">When it is re-timed; of one that is held, since when it is.</param>
    public static Instant? DueAt(
        Commitment commitment, WorkCalendar calendar, Instant startedAt, IReadOnlyList<Interval> holds, Instant now)
    {
        var due = Timing.DueAt(calendar, startedAt, Timing.TargetOf(commitment, calendar, startedAt), 100, holds);
        return due > now ? due : null;
    }

    /// <summary>The holds that are over.</summary>
    public static IReadOnlyList<Interval> Ended(IReadOnlyList<Hold> holds) =>
        holds.Count == 0 ? [] : [.. holds.Where(h => h.To is not null).Select(h => new Interval(h.From, h.To))];

    /// <summary>The sentence of the new version for a clock that runs by another.</summary>
    /// <param name="before">By which it runs; null: unknown, and none fits.</param>
    /// <param name="facts">Of the lead, as of now.</param>
    public static (Commitment? Commitment, IReadOnlyList<Tried> Tried) Choose(
        Commitment? before, LeadFacts facts, long agreement, AgreementVersion version)
    {
        var tried = new List<Tried>();
        if (before is null)
            return (null, tried);
        var kin = version.Commitments.Where(c => (c.Promise, c.OwedBy, c.Starts) == (before.Promise, before.OwedBy, before.Starts));
        foreach (var commitment in kin)
        {
            // The sentence by which it runs fits as it did then, unless it now says something else.
            var whyNot = commitment.Id == before.Id && commitment.Condition.SetEquals(before.Condition)
                ? null : version.Scope.WhyNot(facts) ?? commitment.Condition.WhyNot(facts);
            tried.Add(new(agreement, version.Number, commitment.Id, whyNot));
            if (whyNot is null)
                return (commitment, tried);
        }
        return (null, tried);
    }

    // Of the warnings that have passed by the new time, at most the last is still given, when it is open again; none below one
    // that was given.
    private static List<ClockPoint> Unrepeated(List<ClockPoint> points, Clock clock, Instant now, WorkCalendar calendar)
    {
        var given = clock.Points.Where(p => p is { Kind: PointKind.Warn, Fired: true }).Select(p => p.Percent).DefaultIfEmpty(0).Max();
        var last = points.FindLastIndex(p => p.Kind == PointKind.Warn && p.At <= now);
        return
        [
            .. points.Select((p, i) => p.Kind == PointKind.Warn && (p.Percent <= given || i < last)
                ? p with { Fired = true } : p.InOpenTime(now, calendar)),
        ];
    }
}
