using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Engine.Pace;
using SmarketingHub.Engine.Reports.Compliance;
using SmarketingHub.Engine.Reports.Reading;
using Period = SmarketingHub.Domain.Agreements.Period;

namespace SmarketingHub.Engine.Reports.BothSides;

/// <summary>
/// How the receiver of an agreement follows up in a month: of the promises that started in it, how many are due day by day, and how many
/// of those were met. Excused, paused, void and uncovered ones are in neither. What is met ahead of time counts on the day it is due, so
/// that it does not hide what was missed.
/// </summary>
/// <param name="Due">Due by the moment: so many should be met.</param>
/// <param name="Met">Of them.</param>
/// <param name="All">That started so far, due or not.</param>
/// <param name="Days">Day by day; after the moment only what is due of them.</param>
/// <param name="Zone">Whose days.</param>
public sealed record FollowUp(
    Agreement Agreement, int Version, PeriodSpan Span, int Due, int Met, int All, IReadOnlyList<BurnUpPoint> Days,
    DateTimeZone Zone)
{
    /// <summary>Null: nothing is due yet.</summary>
    public bool? OnPace => Due == 0 ? null : Met >= Due;

    /// <param name="request">Of whom, and of which leads.</param>
    /// <param name="agreement">Whose promises.</param>
    /// <param name="version">In force at the moment: its calendar says what a day and a month are.</param>
    /// <param name="at">The moment; its month is counted up to it.</param>
    internal static FollowUp Read(
        ReportMoment moment, ReportRequest request, Agreement agreement, AgreementVersion version, Instant at)
    {
        var calendar = moment.Company.Calendars[moment.Company.CalendarFor(version.Calendar, at)];
        var span = PeriodSpan.Of(Period.Month, at, calendar.Zone);
        var to = Instant.Min(at, span.To);
        var asked = request with { From = span.From, To = span.To, Agreement = agreement.Id, Party = agreement.Receiver };
        var promises = new PromiseFilter(moment, asked).Ask(rows => rows
            .Where(p => p.StartedAt <= at
                && (p.State == ClockState.Met || p.State == ClockState.Running || p.State == ClockState.Breached && p.Excuse == null))
            .Select(p => new { p.State, p.DueAt, p.DoneAt })).ToList();
        var due = promises.Where(p => p.DueAt is not null).Select(p => p.DueAt!.Value).Order().ToList();
        var met = promises.Where(p => p is { State: ClockState.Met, DueAt: not null, DoneAt: not null })
            .Select(p => Instant.Max(p.DueAt!.Value, p.DoneAt!.Value)).Order().ToList();
        return new(agreement, version.Number, span, UpTo(due, to), UpTo(met, to), promises.Count,
            [
                .. BurnUp.Ends(span, to, calendar.Zone)
                    .Select(end => new BurnUpPoint(end, UpTo(due, end), end > to ? null : UpTo(met, end))),
            ], calendar.Zone);
    }

    private static int UpTo(List<Instant> sorted, Instant end)
    {
        var found = sorted.BinarySearch(end);
        if (found < 0)
            return ~found;
        while (found < sorted.Count && sorted[found] == end)
            found++;
        return found;
    }
}
