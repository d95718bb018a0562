using System.Globalization;
using Microsoft.Extensions.Localization;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Engine.Pace;
using SmarketingHub.Engine.Reports.BothSides;
using SmarketingHub.Web.Features.Agreements.Goals;
using SmarketingHub.Web.Features.Agreements.Wording;
using SmarketingHub.Web.Features.Reports.Compliance;
using SmarketingHub.Web.Features.Reports.Shared;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Reports.Pace;

/// <summary>The tables of the page of both sides' pace.</summary>
internal static class PaceTables
{
    /// <summary>In files every day stands; on the screen the ends of weeks.</summary>
    internal static IReadOnlyList<ReportTable> All(IStringLocalizer<Texts> l, ReportSeen<PaceSeen> seen) =>
    [
        Summary(l, seen),
        .. seen.Now.Report.Items.Select(item => Days(l, seen.Asked, item, item.Pace.BurnUp)),
        .. seen.Now.Report.FollowUps.Select(f => Days(l, seen.Asked, f, f.Days)),
    ];

    internal static ReportTable Summary(IStringLocalizer<Texts> l, ReportSeen<PaceSeen> seen)
    {
        var (asked, currency) = (seen.Asked, seen.Asked.Known.Currency);
        var before = seen.Before?.Report;
        return new(l["Both sides' promises"],
            [
                new(l["Promise"]), new(l["Agreement"]), new(l["Told of"], Definition: PeriodDefinition(l)), new(l["Promised"]),
                new(l["Should be (now)"], Definition: l["What was promised × the part of the business time that has passed, by the "
                    + "agreement's calendar; of a share all the time what was promised."]),
                new(l["Is (now)"]),
                new(l["Will end at"], Definition: l["What is ÷ the part of the business time that has passed; not said in the first half "
                    + "business day, nor of a share."]),
                new(l["Pace"]),
                new(l["In the chosen period"], Definition: l["What came in the chosen period itself, whatever period the promise is for."]),
                .. before is null ? [] : new[] { new ReportColumn(l["In the period before"]) },
                new(l["Not counted"], ColumnKind.Count,
                    l["What fell into the promise's period, and why it is not counted stands below; of a follow-up the excused, paused and "
                        + "void promises."]),
            ],
            [
                .. seen.Now.Report.Items.Select(item => new ReportRow(
                    [
                        Title(l, item, asked), item.Agreement.Name, Span(item.Pace.Span, item.Zone),
                        Figure(item.Pace, item.Pace.Commitment.Amount), Figure(item.Pace, item.Pace.ShouldBe),
                        Cell(item, item.Pace.Reached, Of(item, PaceFigure.Counted), asked.Here),
                        Figure(item.Pace, item.Pace.Projected), OnPace(item.Pace.OnPace),
                        Cell(item, item.Pace.Beside?.Reached, Of(item, PaceFigure.Chosen), asked.Here),
                        .. before is null ? [] : new[]
                        {
                            Cell(item, Same(before, item)?.Pace.Beside?.Reached, Of(item, PaceFigure.Chosen), asked.Earlier!),
                        },
                        Count(item.Pace.NotCounted.Count(lead => PaceSeen.IsTold(asked, lead.Why)), Of(item, PaceFigure.LeftOut),
                            asked.Here),
                    ])),
                .. seen.Now.Report.FollowUps.Select(f => new ReportRow(
                    [
                        Title(l, f, asked), f.Agreement.Name, Span(f.Span, f.Zone), Promises(f, FollowUpFigure.Judged, asked.Here),
                        Promises(f, FollowUpFigure.Due, asked.Here), Promises(f, FollowUpFigure.Met, asked.Here),
                        (string?)null, OnPace(f.OnPace), Promises(f, FollowUpFigure.Started, asked.Here),
                        .. before is null ? [] : new[]
                        {
                            before.FollowUps.FirstOrDefault(b => b.Agreement.Id == f.Agreement.Id) is { } earlier
                                ? Promises(earlier, FollowUpFigure.Started, asked.Earlier!) : default,
                        },
                        Count(f.Started - f.All, Of(f, FollowUpFigure.Beside), asked.Here),
                    ])),
            ],
            Sortable: false);

        string? OnPace(bool? isOn) => isOn is not { } known ? null : known ? l["On pace"].Value : l["Behind pace"].Value;

        string? Figure(PaceOf pace, decimal? amount) => amount is null ? null : PaceWords.Figure(pace, amount, currency);

        // Nothing is behind a nought.
        ReportCell Cell(AgreementPace item, decimal? amount, PaceShown shown, ReportAddress address) =>
            new(Figure(item.Pace, amount), amount is null or 0 ? null : shown.Href(address));

        ReportCell Promises(FollowUp f, FollowUpFigure figure, ReportAddress address) =>
            new(ReportWords.Count(f.Of(figure)), f.Of(figure) == 0 ? null : Of(f, figure).Href(address));

        ReportCell Count(int count, PaceShown shown, ReportAddress address) => new((long)count, count == 0 ? null : shown.Href(address));
    }

    /// <summary>What is behind the figure that was chosen; null: none was.</summary>
    internal static FigureList? Behind(IStringLocalizer<Texts> l, ReportSeen<PaceSeen> seen)
    {
        if (seen.Now.Shown is not { } shown)
            return null;
        var (asked, report) = (seen.Asked, seen.Now.Report);
        if (shown.FollowUp is { } figure)
        {
            var followUp = report.FollowUps.FirstOrDefault(f => f.Agreement.Id == shown.Agreement);
            return PromiseList.Of(l, asked, $"{(followUp is null ? "" : Title(l, followUp, asked) + ", ")}{l.Name(figure)}{By(shown)}",
                seen.Now.Promises);
        }
        var item = report.Items.FirstOrDefault(i => i.Agreement.Id == shown.Agreement && i.Pace.Commitment.Id == shown.Commitment);
        var title = $"{(item is null ? shown.Commitment : Title(l, item, asked))} {l.Name(shown.Figure!.Value)}{By(shown)}";
        var isShare = item?.Pace.Commitment.Kind == PeriodKind.Quality;
        return FigureList.Make(isShare ? Listed.Handoffs : Listed.Leads, title,
            [
                new(l["Came at"], ColumnKind.Instant),
                shown.Figure == PaceFigure.LeftOut ? new(l["Why it is not counted"]) : new(isShare ? l["Answer"] : l["Counts as"]),
            ],
            seen.Now.Leads, lead => lead.LeadId,
            lead => [lead.At, lead.Why is { } why ? l.Name(why) : isShare ? l.Name(lead.Answers) : Worth(item, lead)]);

        string By(PaceShown of) => of.By is { } by ? $", {l["up to {0}", Said(by, asked.Zone)]}" : "";

        string? Worth(AgreementPace? of, PeriodLead lead) =>
            of is null ? null : PaceWords.Figure(of.Pace, lead.Amount, asked.Known.Currency);
    }

    /// <summary>What "told of" means.</summary>
    internal static string PeriodDefinition(IStringLocalizer<Texts> l) =>
        l["Each promise is told of the week, month or quarter in which the last moment of the chosen period lies."];

    private static PaceShown Of(AgreementPace item, PaceFigure figure, Instant? by = null) =>
        new(figure, null, item.Agreement.Id, item.Pace.Commitment.Id, by);

    private static PaceShown Of(FollowUp f, FollowUpFigure figure, Instant? by = null) => new(null, figure, f.Agreement.Id, By: by);

    private static AgreementPace? Same(BothSidesReport before, AgreementPace item) => before.Items.FirstOrDefault(
        b => b.Agreement.Id == item.Agreement.Id && b.Pace.Commitment.Id == item.Pace.Commitment.Id);

    /// <summary>"1 Nov 2026 – 30 Nov 2026".</summary>
    internal static string Span(PeriodSpan span, DateTimeZone zone) => $"{Said(span.From.InZone(zone).Date)} – {Said(span.To, zone)}";

    /// <summary>"Marketing: Hand off 80 leads each month. March".</summary>
    internal static string Title(IStringLocalizer<Texts> l, AgreementPace item, ReportAsked asked)
    {
        var words = string.Concat(l.Parts(item.Pace.Commitment, asked.Known.Currency).Select(part => part.Text));
        return $"{(item.Pace.Commitment.OwedBy is { } party ? l.Party(asked.Known, party) : l["Together"].Value)}: {words}";
    }

    internal static string Title(IStringLocalizer<Texts> l, FollowUp followUp, ReportAsked asked) =>
        l["{0}: follow-up", l.Party(asked.Known, followUp.Agreement.Receiver)];

    internal static ReportTable Weeks(IStringLocalizer<Texts> l, AgreementPace item, ReportAsked asked) =>
        Days(l, asked, item, Few(item.Pace.BurnUp, item.Zone));

    internal static ReportTable Weeks(IStringLocalizer<Texts> l, FollowUp followUp, ReportAsked asked) =>
        Days(l, asked, followUp, Few(followUp.Days, followUp.Zone));

    private static ReportTable Days(IStringLocalizer<Texts> l, ReportAsked asked, AgreementPace item, IReadOnlyList<BurnUpPoint> points)
    {
        var (kind, scale) = (KindOf(item.Pace), Scale(item.Pace));
        return Days(l, Title(l, item, asked), kind, item.Zone, points, p =>
            [
                Cell(p.ShouldBe, kind, scale),
                // Where each source must reach it, the day tells of all of them.
                Cell(p.Actual, kind, scale).To(p.Actual is null or 0 ? null : Of(item, PaceFigure.Counted, p.At).Href(asked.Here)),
            ]);
    }

    private static ReportTable Days(IStringLocalizer<Texts> l, ReportAsked asked, FollowUp followUp, IReadOnlyList<BurnUpPoint> points) =>
        Days(l, Title(l, followUp, asked), ColumnKind.Count, followUp.Zone, points, p =>
        [
            Cell(p.ShouldBe, ColumnKind.Count, 1)
                .To(p.ShouldBe is null or 0 ? null : Of(followUp, FollowUpFigure.Due, p.At).Href(asked.Here)),
            Cell(p.Actual, ColumnKind.Count, 1).To(p.Actual is null or 0 ? null : Of(followUp, FollowUpFigure.Met, p.At).Href(asked.Here)),
        ]);

    private static ReportTable Days(
        IStringLocalizer<Texts> l, string title, ColumnKind kind, DateTimeZone zone, IReadOnlyList<BurnUpPoint> points,
        Func<BurnUpPoint, IReadOnlyList<ReportCell>> figures) => new(
        title, [new(l["By the end of"], ColumnKind.Day), new(l["should be"], kind), new(l["is"], kind)],
        [.. points.Select(p => new ReportRow([Day(p.At, zone), .. figures(p)]))],
        Sortable: false);

    private static ReportCell Cell(decimal? amount, ColumnKind kind, decimal scale) => amount is not { } known ? default
        : kind == ColumnKind.Count ? new ReportCell((long)decimal.Round(known)) : new ReportCell(known * scale);

    // Weeks' ends, today, and the last day; not the beginning, at which nothing can be yet.
    private static List<BurnUpPoint> Few(IReadOnlyList<BurnUpPoint> points, DateTimeZone zone)
    {
        var now = points.LastOrDefault(p => p.Actual is not null);
        return [.. points.Where((p, at) => at > 0 && (p == now || at == points.Count - 1
            || p.At.InZone(zone) is { DayOfWeek: IsoDayOfWeek.Monday, Hour: 0, Minute: 0 }))];
    }

    // A day ends at the first instant of the next; today has not ended yet.
    private static ReportCell Day(Instant end, DateTimeZone zone) =>
        end.InZone(zone) is { TimeOfDay: var time, Date: var day } && time == LocalTime.Midnight ? (LocalDate?)day.PlusDays(-1) : end;

    private static string Said(Instant end, DateTimeZone zone) => end.InZone(zone).TimeOfDay == LocalTime.Midnight
        ? Said(end.InZone(zone).Date.PlusDays(-1)) : ReportWords.Moment(end, zone);

    private static string Said(LocalDate day) => day.ToDateTimeUnspecified().ToString("d MMM yyyy", CultureInfo.CurrentCulture);

    private static ColumnKind KindOf(PaceOf pace) => MeasureKind.Of(pace.Commitment.Measure).Unit switch
    {
        Unit.Money => ColumnKind.Money,
        Unit.Percent => ColumnKind.Share,
        _ => ColumnKind.Number,
    };

    private static decimal Scale(PaceOf pace) => MeasureKind.Of(pace.Commitment.Measure).Unit == Unit.Percent ? 0.01m : 1;
}
