using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;

namespace SmarketingHub.Engine.Pace;

/// <summary>How a promise over a period stood at the end of a day.</summary>
/// <param name="At">The first instant after the day, in the calendar's zone; on the last day so far, the moment asked for.</param>
/// <param name="ShouldBe">By the business time that had passed; null: the period has none.</param>
/// <param name="Actual">Null: nothing that a share could be of, or it is still to come.</param>
public sealed record BurnUpPoint(Instant At, decimal? ShouldBe, decimal? Actual);

/// <summary>A promise over a period day by day, from its first instant to its end.</summary>
internal static class BurnUp
{
    internal static IReadOnlyList<BurnUpPoint> Of(PeriodCount count, Instant at, WorkCalendar calendar)
    {
        var span = count.Span;
        var moment = Instant.Min(at, span.To);
        var counted = count.Counted.OrderBy(c => c.At).ToList();
        var isShare = count.Commitment.Kind == PeriodKind.Quality;
        var all = calendar.Elapsed(span.From, span.To);
        var (points, next, sum, answers) = (new List<BurnUpPoint>(), 0, 0m, Answers.None);
        foreach (var end in Ends(span, moment, calendar.Zone))
        {
            for (; next < counted.Count && (counted[next].At < end || end == moment); next++)
                (sum, answers) = (sum + counted[next].Amount, answers + counted[next].Answers);
            points.Add(new(end,
                isShare ? count.Commitment.Amount
                    : all == Duration.Zero ? null : count.Commitment.Amount * (decimal)(calendar.Elapsed(span.From, end) / all),
                end > moment ? null : isShare ? answers.Share : sum));
        }
        return points;
    }

    /// <summary>The beginning, the ends of all days, and the moment among them.</summary>
    internal static IEnumerable<Instant> Ends(PeriodSpan span, Instant moment, DateTimeZone zone)
    {
        yield return span.From;
        var last = span.From;
        for (var day = span.From.InZone(zone).Date.PlusDays(1); last < span.To; day = day.PlusDays(1))
        {
            var end = Instant.Min(zone.AtStartOfDay(day).ToInstant(), span.To);
            if (last < moment && moment < end)
                yield return moment;
            yield return last = end;
        }
    }
}
