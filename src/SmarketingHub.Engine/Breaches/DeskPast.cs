using System.Globalization;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Leads.Rules;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Breaches;

/// <summary>What the past says at the breach desk: how fast who is, whether that foretells anything, and where breaches pile up.</summary>
/// <param name="Promises">Of the past 90 days, whatever became of them.</param>
public sealed record DeskPast(PastPace Pace, Calibration Calibration, IReadOnlyList<Pattern> Patterns, int Promises)
{
    /// <summary>How far it looks back, by the promises' start.</summary>
    public static readonly Duration Looks = Duration.FromDays(90);

    /// <summary>
    /// The forecast is tried on the promises of this time, fitted on those before: cut as they stood when it began, by what is known now.
    /// </summary>
    public static readonly Duration TriedOn = Duration.FromDays(30);

    /// <summary>Reads them once for all three.</summary>
    public static DeskPast Read(ReportMoment moment)
    {
        var (now, company) = (moment.KnownAt, moment.Company);
        var cut = now - TriedOn;
        var from = cut - Looks;
        var (pace, fitted, tried, patterns) = (new List<PastPromise>(), new List<PastPromise>(), new List<TriedPromise>(),
            new List<PatternPromise>());
        var pauses = moment.Pauses.Ask(rows => rows.Select(p => new { p.LeadId, p.Party, p.From, p.To }))
            .ToLookup(p => p.LeadId, p => new Paused(p.Party, p.From, p.To));
        PastPromise Until(Row row, WorkCalendar calendar, Instant at) => row.Until(calendar, at, row.WasHeld ? pauses[row.LeadId] : []);
        foreach (var row in Rows(moment, from))
        {
            if (row.CalendarIn(company) is not { } calendar)
                continue;
            if (row.StartedAt >= now - Looks)
            {
                pace.Add(Until(row, calendar, now));
                if (row.IsDecided && !row.Excused)
                    patterns.Add(row.InPatterns(calendar));
            }
            if (row.StartedAt < cut)
                fitted.Add(Until(row, calendar, cut));
            else if (Until(row, calendar, now) is var last && last.Time > row.TargetSeconds / 2)
                tried.Add(new(row.Kind, row.Person, row.TargetSeconds, row.WasMissed(now)));
        }
        return new(PastPace.Of(pace), Calibration.Of(PastPace.Of(fitted), tried), PatternSearch.Find(patterns), pace.Count);
    }

    /// <summary>The clocks of the breaches behind a pattern, without the excused.</summary>
    public static IReadOnlyList<long> BreachesOf(ReportMoment moment, PatternKey key) =>
    [
        .. Rows(moment, moment.KnownAt - Looks).Where(row => row.State == ClockState.Breached && !row.Excused
            && row.CalendarIn(moment.Company) is { } calendar && key.Includes(row.InPatterns(calendar))).Select(row => row.Clock),
    ];

    private static IEnumerable<Row> Rows(ReportMoment moment, Instant from)
    {
        var now = moment.KnownAt;
        return moment.Promises.Ask(promises => promises
            .Where(p => p.Clock != null && p.StartedAt >= from && p.StartedAt < now)
            .Select(p => new Row(
                p.Clock!.Value, p.LeadId, p.State!.Value, p.Promise, p.Agreement, p.Commitment, p.OwedBy, p.Person, p.Round, p.Source,
                p.Grade, p.Country, p.Calendar, p.CalendarVersion, p.StartedAt, p.Target, p.DueAt, p.DoneAt, p.Excuse != null,
                p.WasHeld)));
    }

    private sealed record Paused(string By, Instant From, Instant? To);

    private sealed record Row(
        long Clock, long LeadId, ClockState State, Promise Promise, long? Agreement, string? Commitment, string OwedBy, long? Person,
        int Round, string? Source, string? Grade, string? Country, string? Calendar, int CalendarVersion, Instant StartedAt,
        Duration Target, Instant? DueAt, Instant? DoneAt, bool Excused, bool WasHeld)
    {
        internal PromiseClass Kind => new(Promise, Agreement ?? 0, Commitment ?? "", OwedBy, Round > 1);

        internal bool IsDecided => State is ClockState.Met or ClockState.Breached;

        /// <summary>
        /// Null: its time is not up yet, or it is held. What is decided early is mostly met: counted at once it would make the rest look
        /// better than it is.
        /// </summary>
        internal bool? WasMissed(Instant now) => State == ClockState.Breached ? true
            : DueAt <= now && State is ClockState.Met or ClockState.Void ? false : null;

        internal long TargetSeconds => (long)Target.TotalSeconds;

        internal WorkCalendar? CalendarIn(Company company) =>
            Calendar is { } id ? company.Calendars.GetValueOrDefault(new(id, CalendarVersion)) : null;

        /// <summary>As it stood at a moment: over by then, or not yet. What a pause held of it is no time of the promise.</summary>
        /// <param name="pauses">Of the lead, by whomever.</param>
        internal PastPromise Until(WorkCalendar calendar, Instant moment, IEnumerable<Paused> pauses)
        {
            var isOver = DoneAt <= moment;
            var end = Instant.Max(StartedAt, Instant.Min(DoneAt ?? moment, moment));
            var time = calendar.Elapsed(StartedAt, end,
                [.. pauses.Where(p => ClockRules.IsHeldByPause(Promise, OwedBy, p.By)).Select(p => new Interval(p.From, p.To))]);
            return new(Kind, Person, (long)time.TotalSeconds, isOver);
        }

        // In the order of PatternBy.
        internal PatternPromise InPatterns(WorkCalendar calendar) => new(
            PatternKey.HourOfWeek(StartedAt.InZone(calendar.Zone)),
            [
                Source ?? "", Grade ?? "", Country ?? "", Person?.ToString(CultureInfo.InvariantCulture) ?? "",
                string.Create(CultureInfo.InvariantCulture, $"{Agreement}/{Commitment}"),
            ],
            State == ClockState.Breached);
    }
}
