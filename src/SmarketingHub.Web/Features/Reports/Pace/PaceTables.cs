using Microsoft.Extensions.Localization;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Engine.Pace;
using SmarketingHub.Engine.Reports.BothSides;
using SmarketingHub.Web.Features.Agreements.Goals;
using SmarketingHub.Web.Features.Agreements.Wording;
using SmarketingHub.Web.Features.Reports.Shared;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Reports.Pace;

/// <summary>The tables of the page of both sides' pace.</summary>
internal static class PaceTables
{
    /// <summary>In files every day stands; on the screen the ends of weeks.</summary>
    internal static IReadOnlyList<ReportTable> All(IStringLocalizer<Texts> l, ReportSeen<BothSidesReport> seen) =>
    [
        Summary(l, seen),
        .. seen.Now.Items.Select(item => Days(l, Title(l, item, seen.Asked), KindOf(item.Pace), item.Pace.BurnUp, Scale(item.Pace),
            item.Zone)),
        .. seen.Now.FollowUps.Select(f => Days(l, Title(l, f, seen.Asked), ColumnKind.Count, f.Days, 1, f.Zone)),
    ];

    internal static ReportTable Summary(IStringLocalizer<Texts> l, ReportSeen<BothSidesReport> seen)
    {
        var currency = seen.Asked.Known.Currency;
        return new(l["Both sides' promises"],
            [
                new(l["Promise"]), new(l["Agreement"]), new(l["Promised"]),
                new(l["Should be (now)"], Definition: l["What was promised × the part of the business time that has passed, by the "
                    + "agreement's calendar; of a share all the time what was promised."]),
                new(l["Is (now)"]),
                new(l["Will end at"], Definition: l["What is ÷ the part of the business time that has passed; not said in the first half "
                    + "business day, nor of a share."]),
                new(l["Pace"]),
            ],
            [
                .. seen.Now.Items.Select(item => new ReportRow(
                    [
                        Title(l, item, seen.Asked), item.Agreement.Name, Figure(item.Pace, item.Pace.Commitment.Amount),
                        Figure(item.Pace, item.Pace.ShouldBe), Figure(item.Pace, item.Pace.Reached),
                        Figure(item.Pace, item.Pace.Projected), OnPace(item.Pace.OnPace),
                    ])),
                .. seen.Now.FollowUps.Select(f => new ReportRow(
                    [
                        Title(l, f, seen.Asked), f.Agreement.Name, ReportWords.Count(f.All), ReportWords.Count(f.Due),
                        ReportWords.Count(f.Met), (string?)null, OnPace(f.OnPace),
                    ])),
            ],
            Sortable: false);

        string? OnPace(bool? isOn) => isOn is not { } known ? null : known ? l["On pace"].Value : l["Behind pace"].Value;

        string? Figure(PaceOf pace, decimal? amount) => amount is null ? null : PaceWords.Figure(pace, amount, currency);
    }

    /// <summary>"Marketing: Hand off 80 leads each month. March".</summary>
    internal static string Title(IStringLocalizer<Texts> l, AgreementPace item, ReportAsked asked)
    {
        var words = string.Concat(l.Parts(item.Pace.Commitment, asked.Known.Currency).Select(part => part.Text));
        return $"{(item.Pace.Commitment.OwedBy is { } party ? l.Party(asked.Known, party) : l["Together"].Value)}: {words}";
    }

    internal static string Title(IStringLocalizer<Texts> l, FollowUp followUp, ReportAsked asked) =>
        l["{0}: follow-up", l.Party(asked.Known, followUp.Agreement.Receiver)];

    internal static ReportTable Weeks(IStringLocalizer<Texts> l, AgreementPace item, ReportAsked asked) =>
        Days(l, Title(l, item, asked), KindOf(item.Pace), Few(item.Pace.BurnUp, item.Zone), Scale(item.Pace), item.Zone);

    internal static ReportTable Weeks(IStringLocalizer<Texts> l, FollowUp followUp, ReportAsked asked) =>
        Days(l, Title(l, followUp, asked), ColumnKind.Count, Few(followUp.Days, followUp.Zone), 1, followUp.Zone);

    private static ReportTable Days(
        IStringLocalizer<Texts> l, string title, ColumnKind kind, IReadOnlyList<BurnUpPoint> points, decimal scale,
        DateTimeZone zone) => new(
        title,
        [new(l["By the end of"], ColumnKind.Day), new(l["should be"], kind), new(l["is"], kind)],
        [.. points.Select(p => new ReportRow([Day(p.At, zone), Cell(p.ShouldBe, kind, scale), Cell(p.Actual, kind, scale)]))],
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

    private static ColumnKind KindOf(PaceOf pace) => MeasureKind.Of(pace.Commitment.Measure).Unit switch
    {
        Unit.Money => ColumnKind.Money,
        Unit.Percent => ColumnKind.Share,
        _ => ColumnKind.Number,
    };

    private static decimal Scale(PaceOf pace) => MeasureKind.Of(pace.Commitment.Measure).Unit == Unit.Percent ? 0.01m : 1;
}
