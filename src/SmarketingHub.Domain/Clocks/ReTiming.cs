using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Domain.Clocks;

/// <summary>What a version that re-times running clocks makes of one of them when it takes effect.</summary>
public static class ReTiming
{
    /// <summary>Only a clock that has not breached moves: a breach is taken back by evidence alone.</summary>
    public static bool Concerns(Clock clock, AgreementVersion version) =>
        version is { ReTimes: true, EffectiveAt: { } at } && at >= clock.StartedAt && version.Number > clock.AgreementVersion
        && !(clock.KeptAgainst >= version.Number) && clock.State is ClockState.Running or ClockState.Paused;

    /// <summary>The clock by the new version, from the same start; null: it keeps what it has, for its new deadline has passed or no sentence fits.</summary>
    /// <param name="facts">Of the lead, as of now.</param>
    /// <param name="at">When the version takes effect. Time in which the clock was held does not count.</param>
    public static ClockReTimed? Of(Clock clock, LeadFacts facts, Agreement agreement, AgreementVersion version, Company company, Instant at)
    {
        var (commitment, tried) = Choose(clock, facts, agreement, version);
        if (commitment is null)
            return null;
        var counted = company.CalendarFor(version.Calendar, at);
        var calendar = company.Calendars[counted];
        var target = Timing.TargetOf(commitment, calendar, clock.StartedAt);
        Interval[] holds = [.. clock.Holds.Where(h => h.To is not null).Select(h => new Interval(h.From, h.To))];
        Instant DueAt(int percent) => calendar.Due(clock.StartedAt, Timing.Share(target, percent), holds);
        // Held, it stands where it stood when it was.
        var now = clock.HeldAt ?? at;
        return DueAt(100) <= now ? null : new(
            clock.Id, version.Number, commitment.Id, counted.Id, counted.Version, DateTimeZoneProviders.Tzdb.VersionId, commitment.Attempts,
            (long)target.TotalSeconds, DueAt(100), Unrepeated(Timing.PointsOf(commitment, DueAt), clock, now), tried);
    }

    private static (Commitment? Commitment, IReadOnlyList<Tried> Tried) Choose(Clock clock, LeadFacts facts, Agreement agreement, AgreementVersion version)
    {
        var before = agreement.Version(clock.AgreementVersion)?.Commitments.FirstOrDefault(c => c.Id == clock.Commitment);
        var tried = new List<Tried>();
        if (before is null)
            return (null, tried);
        foreach (var commitment in version.Commitments.Where(c => (c.Promise, c.OwedBy, c.Starts) == (before.Promise, before.OwedBy, before.Starts)))
        {
            // The sentence by which it runs fits as it did then, unless it now says something else.
            var whyNot = commitment.Id == before.Id && commitment.Condition.Says(before.Condition)
                ? null : version.Scope.WhyNot(facts) ?? commitment.Condition.WhyNot(facts);
            tried.Add(new(agreement.Id, version.Number, commitment.Id, whyNot));
            if (whyNot is null)
                return (commitment, tried);
        }
        return (null, tried);
    }

    // Of the warnings that have passed by the new time, at most the last is still given, and none below one that was given.
    private static List<ClockPoint> Unrepeated(List<ClockPoint> points, Clock clock, Instant now)
    {
        var given = clock.Points.Where(p => p is { Kind: PointKind.Warn, Fired: true }).Select(p => p.Percent).DefaultIfEmpty(0).Max();
        var last = points.FindLastIndex(p => p.Kind == PointKind.Warn && p.At <= now);
        return [.. points.Select((p, i) => p.Kind == PointKind.Warn && (p.Percent <= given || i < last) ? p with { Fired = true } : p)];
    }
}
