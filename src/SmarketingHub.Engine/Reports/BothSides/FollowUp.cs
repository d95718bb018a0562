using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Pace;
using SmarketingHub.Engine.Reports.Compliance;
using SmarketingHub.Engine.Reports.Reading;
using Period = SmarketingHub.Domain.Agreements.Period;

namespace SmarketingHub.Engine.Reports.BothSides;

/// <summary>Which promises of a follow-up a figure counts.</summary>
public enum FollowUpFigure
{
    /// <summary>All that started.</summary>
    Started,

    /// <summary>Of them, those that are held against it: met, breached or running.</summary>
    Judged,

    /// <summary>Of those, due by the moment,</summary>
    Due,

    /// <summary>… and met.</summary>
    Met,

    /// <summary>Those that are not: excused, paused and void.</summary>
    Beside,
    Excused,
    Paused,
    Void,
}

/// <summary>
/// How the receiver of an agreement follows up in a period: of the promises that started in it, how many are due day by day, and how many
/// of those were met. Excused, paused and void ones are in neither, and stand beside. What is met ahead of time counts on the day it is
/// due, so that it does not hide what was missed.
/// </summary>
/// <param name="At">The moment; what started later is not counted.</param>
/// <param name="Counts">What became of all that started so far.</param>
/// <param name="Due">Due by the moment: so many should be met.</param>
/// <param name="Met">Of them.</param>
/// <param name="Days">Day by day; after the moment only what is due of them.</param>
/// <param name="Zone">Whose days.</param>
public sealed record FollowUp(
    Agreement Agreement, int Version, PeriodSpan Span, Instant At, PromiseCounts Counts, int Due, int Met, IReadOnlyList<BurnUpPoint> Days,
    DateTimeZone Zone)
{
    /// <summary>Null: nothing is due yet.</summary>
    public bool? OnPace => Due == 0 ? null : Met >= Due;

    /// <summary>Held against it, due or not.</summary>
    public int All => Counts.Decided + Counts.Running;

    /// <summary>All that started, whatever became of them.</summary>
    public int Started => Counts.Promises;

    /// <summary>How many a figure counts.</summary>
    public int Of(FollowUpFigure figure) => figure switch
    {
        FollowUpFigure.Started => Started,
        FollowUpFigure.Judged => All,
        FollowUpFigure.Due => Due,
        FollowUpFigure.Met => Met,
        FollowUpFigure.Beside => Started - All,
        FollowUpFigure.Excused => Counts.Excused,
        FollowUpFigure.Paused => Counts.Paused,
        _ => Counts.Void,
    };

    /// <summary>The promises behind a figure, the earliest first.</summary>
    /// <param name="moment">As it was read.</param>
    /// <param name="request">As it was asked.</param>
    /// <param name="figure">Which of them.</param>
    /// <param name="by">Of those due, and met: by then; the moment itself is in it.</param>
    public IReadOnlyList<ReportedPromise> Behind(ReportMoment moment, ReportRequest request, FollowUpFigure figure, Instant by) =>
    [
        .. Ask(moment, request, Agreement, Span, At, rows => rows).Where(row => (Followed.Of(row), figure) switch
        {
            (var p, FollowUpFigure.Due) => p.IsJudged && p.DueAt <= by,
            (var p, FollowUpFigure.Met) => p.MetAt <= by,
            (var p, FollowUpFigure.Judged) => p.IsJudged,
            (var p, FollowUpFigure.Beside) => !p.IsJudged,
            (var p, FollowUpFigure.Excused) => p is { State: ClockState.Breached, IsExcused: true },
            (var p, FollowUpFigure.Paused) => p.State == ClockState.Paused,
            (var p, FollowUpFigure.Void) => p.State == ClockState.Void,
            _ => true,
        }).OrderBy(p => p.StartedAt).ThenBy(p => p.Sequence),
    ];

    /// <param name="request">Of whom, and of which leads.</param>
    /// <param name="agreement">Whose promises.</param>
    /// <param name="version">In force at the moment: its calendar says what a day and a month are.</param>
    /// <param name="at">The moment; the period is counted up to it.</param>
    /// <param name="chosen">In which the promises started; null: in the month of the moment.</param>
    internal static FollowUp Read(
        ReportMoment moment, ReportRequest request, Agreement agreement, AgreementVersion version, Instant at, PeriodSpan? chosen)
    {
        var zone = moment.Company.Calendars[moment.Company.CalendarFor(version.Calendar, at)].Zone;
        var span = chosen ?? PeriodSpan.Of(Period.Month, at, zone);
        var to = Instant.Min(at, span.To);
        var promises = Ask(moment, request, agreement, span, at,
            rows => rows.Select(p => new Followed(p.State, p.Excuse != null, p.DueAt, p.DoneAt))).ToList();
        var due = promises.Where(p => p.IsJudged).Select(p => p.DueAt).OfType<Instant>().Order().ToList();
        var met = promises.Select(p => p.MetAt).OfType<Instant>().Order().ToList();
        return new(agreement, version.Number, span, at, CountsOf(promises), UpTo(due, to), UpTo(met, to),
            [
                .. BurnUp.Ends(span, to, zone).Select(end => new BurnUpPoint(end, UpTo(due, end), end > to ? null : UpTo(met, end))),
            ], zone);
    }

    private static IEnumerable<T> Ask<T>(
        ReportMoment moment, ReportRequest request, Agreement agreement, PeriodSpan span, Instant at,
        Func<IQueryable<ReportedPromise>, IQueryable<T>> question) =>
        new PromiseFilter(moment, request with { From = span.From, To = span.To, Agreement = agreement.Id, Party = agreement.Receiver })
            .Ask(rows => question(rows.Where(p => p.StartedAt <= at)));

    private static PromiseCounts CountsOf(List<Followed> promises)
    {
        int Count(ClockState state, bool isExcused = false) =>
            promises.Count(p => p.State == state && (state != ClockState.Breached || p.IsExcused == isExcused));
        return new()
        {
            Met = Count(ClockState.Met),
            Breached = Count(ClockState.Breached),
            Excused = Count(ClockState.Breached, isExcused: true),
            Paused = Count(ClockState.Paused),
            Void = Count(ClockState.Void),
            Running = Count(ClockState.Running),
        };
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

    private readonly record struct Followed(ClockState? State, bool IsExcused, Instant? DueAt, Instant? DoneAt)
    {
        internal static Followed Of(ReportedPromise p) => new(p.State, p.Excuse is not null, p.DueAt, p.DoneAt);

        internal bool IsJudged => State is ClockState.Met or ClockState.Running || State == ClockState.Breached && !IsExcused;

        // Not before it is due.
        internal Instant? MetAt =>
            State == ClockState.Met && DueAt is { } due && DoneAt is { } done ? Instant.Max(due, done) : null;
    }
}
