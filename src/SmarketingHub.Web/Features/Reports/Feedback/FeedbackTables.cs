using Microsoft.Extensions.Localization;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Engine.Reports.Feedback;
using SmarketingHub.Web.Features.Reports.Charts;
using SmarketingHub.Web.Features.Reports.Shared;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Reports.Feedback;

/// <summary>Feedback as tables and bars.</summary>
internal sealed class FeedbackTables(IStringLocalizer<Texts> l, ReportSeen<FeedbackView> seen)
{
    private const double MillisecondsPerSecond = 1000;

    private static readonly ReturnReason[] AllReasons = Enum.GetValues<ReturnReason>();

    private readonly FeedbackCounts all = seen.Now.All;

    /// <summary>What is behind the figure that was chosen; null: none was.</summary>
    internal FigureList? Behind => seen.Now.Shown is not { } shown ? null
        : shown.IsOfOffers ? FigureList.Make(Listed.Handoffs, l.Title(shown, seen.Asked.Known),
            [new(l["Offered"], ColumnKind.Instant), new(l["What became of it"])], seen.Now.Offers, offer => offer.LeadId,
            offer => [offer.OfferedAt, l.Name(offer.How)])
        : FigureList.Make(Listed.Returns, l.Title(shown, seen.Asked.Known),
            [
                new(l["Came back"], ColumnKind.Instant), new(l["Reason"]), new(l["Answered"], ColumnKind.Instant), new(l["Answer"]),
            ],
            seen.Now.Returns, one => one.LeadId,
            one => [one.At, l.Name(one.Reason), one.AnsweredAt, one.Answer is { } answer ? l.Name(answer) : l["Waiting"].Value]);

    internal IReadOnlyList<ReportTable> All => [Reasons, Offers, Sources, Campaigns, Answers];

    /// <summary>Why leads came back, the most frequent reason first.</summary>
    internal ReportTable Reasons => new(
        l["Why leads came back"],
        [
            new(l["Reason"]),
            new(l["Returns"], ColumnKind.Count, l["Each time that a lead was given back in the period, whenever it had been offered."]),
            new(l["Share"], ColumnKind.Share), .. Before is null ? [] : new ReportColumn[] { new(l["Period before"], ColumnKind.Count) },
        ],
        [
            .. Shown.Select(reason => new ReportRow(
            [
                l.Name(reason), Cell(all.Of(reason), Of(reason), Here), Share(all.Of(reason), all.Returns),
                .. Before is null ? [] : new ReportCell[] { Cell(Before.Of(reason), Of(reason), Earlier) },
            ])),
            new([
                l["Total"].Value, Cell(all.Returns, Returns, Here), null as double?,
                .. Before is null ? [] : new ReportCell[] { Cell(Before.Returns, Returns, Earlier) },
            ], IsTotal: true),
        ],
        Sortable: false);

    /// <summary>What became of what was offered.</summary>
    internal ReportTable Offers => new(
        l["What was offered"],
        [
            new(l["What became of it"]), new(l["Hand-offs"], ColumnKind.Count, l["First offered in the period, and not withdrawn."]),
            .. Before is null ? [] : new ReportColumn[] { new(l["Period before"], ColumnKind.Count) },
        ],
        [
            Row(Offered.Kept, c => c.Kept), Row(Offered.Returned, c => c.Returned), Row(Offered.TimedOut, c => c.TimedOut),
            Row(Offered.Waiting, c => c.Waiting), Row(Offered.Ended, c => c.Ended),
            Row(l["Offered"], new(FeedbackFigure.Offered), c => c.Offered) with { IsTotal = true },
            // Beside them, and not among them.
            .. all.Withdrawn + (Before?.Withdrawn ?? 0) == 0 ? [] : new[] { Row(Offered.Withdrawn, c => c.Withdrawn) },
            .. all.Duplicates + (Before?.Duplicates ?? 0) == 0 ? [] : new[] { Row(Offered.Duplicate, c => c.Duplicates) },
        ],
        Sortable: false, Note: all.Withdrawn + all.Duplicates == 0 ? null : string.Join(" ", new[]
        {
            all.Withdrawn == 0 ? null : l["Withdrawn by the giver, and not among them: {0}.", all.Withdrawn].Value,
            all.Duplicates == 0 ? null
                : l["Duplicates, which went into leads that are offered themselves, and not among them: {0}.", all.Duplicates].Value,
        }.Where(said => said is not null)));

    internal ReportTable Sources => Grouped(
        l["By source"], seen.Now.Sources.Groups, l.Source, (address, key) => address with { Source = key });

    internal ReportTable Campaigns => Grouped(
        l["By campaign"], seen.Now.Campaigns.Groups, key => key, (address, key) => address with { Campaign = key });

    internal ReportTable Answers => new(
        l["How returns are answered"],
        [
            new(l["Party"]), new(l["Answered"], ColumnKind.Count), new(l["Waiting"], ColumnKind.Count),
            new(l["Median, business time"], ColumnKind.Seconds,
                l["From the return to the answer; what waits counts for as long as it has waited. Said only where half are answered."]),
            new(l["Answers"]),
        ],
        [
            .. seen.Now.Sources.Answers.Select(a => new ReportRow(
            [
                l.Party(seen.Asked.Known, a.Party), Cell(a.Times.Events, new(FeedbackFigure.Answered, Party: a.Party), Here),
                Cell(a.Times.Censored, new(FeedbackFigure.Unanswered, Party: a.Party), Here),
                a.Times.Median is { } median ? median / MillisecondsPerSecond : null as double?,
                new ReportCell(string.Join(", ", a.Answers.Select(how => $"{l.Name(how.Answer)} {ReportWords.Count(how.Count)}")))
                    .To(a.Answers.Count == 0 ? null : new FeedbackShown(FeedbackFigure.Answered, Party: a.Party).Href(Here)),
            ])),
        ],
        Sortable: false);

    internal IReadOnlyList<ChartBar> ReasonBars =>
        [.. Shown.Select(reason => new ChartBar(l.Name(reason), [all.Of(reason)], ReportWords.Count(all.Of(reason))))];

    private FeedbackCounts? Before => seen.Before?.All;

    private IEnumerable<ReturnReason> Shown =>
        AllReasons.Where(reason => all.Of(reason) + (Before?.Of(reason) ?? 0) > 0).OrderByDescending(all.Of);

    private ReportAddress Here => seen.Asked.Here;

    private ReportAddress Earlier => seen.Asked.Earlier!;

    private static FeedbackShown Returns { get; } = new(FeedbackFigure.Returns);

    private static FeedbackShown Of(ReturnReason reason) => new(FeedbackFigure.Returns, Reason: reason);

    private ReportRow Row(Offered how, Func<FeedbackCounts, long> of) => Row(l.Name(how), new(FeedbackFigure.Offered, how), of);

    private ReportRow Row(string name, FeedbackShown shown, Func<FeedbackCounts, long> of) => new(
        [name, Cell(of(all), shown, Here), .. Before is null ? [] : new ReportCell[] { Cell(of(Before), shown, Earlier) }]);

    private ReportTable Grouped(
        string title, IReadOnlyList<FeedbackGroup> groups, Func<string, string> name, Func<ReportAddress, string, ReportAddress> with)
    {
        var reasons = AllReasons.Where(reason => all.Of(reason) > 0).ToList();
        return new(title,
            [
                new(title), new(l["Offered"], ColumnKind.Count, l["First offered in the period, and not withdrawn."]),
                new(l["Returned"], ColumnKind.Count, l["Of them, given back by somebody."]),
                new(l["Not answered yet"], ColumnKind.Count),
                new(l["Share returned"], ColumnKind.Share, l["Returned, of those that somebody answered: kept or returned."]),
                new(l["Interval from"], ColumnKind.Share, l["The lower end of the 95% interval by Wilson: few leads say little."]),
                new(l["Interval to"], ColumnKind.Share, l["The upper end of the 95% interval by Wilson."]),
                new(l["Returns"], ColumnKind.Count, l["Each time that a lead was given back in the period, whenever it had been offered."]),
                new(l["Against the giver"], ColumnKind.Count, l["Of the returns, those for bad data or not our market."]),
                new(l["Disputed"], ColumnKind.Count, l["Of the returns, those after which the giver offered the lead again."]),
                new(l["Bounced"], ColumnKind.Count, l["Of the returns, those of a lead that had come back from that hand-off before."]),
                .. reasons.Select(reason => new ReportColumn(l.Name(reason), ColumnKind.Count)),
            ],
            [
                .. groups.Select(group => new ReportRow(
                    [
                        group.Key.Length == 0 ? l["report filter: none"].Value : name(group.Key),
                        .. Cells(group.Counts, reasons, with(Here, group.Key)),
                    ], with(seen.Asked.Address with { Show = null, Page = 1 }, group.Key).Href(ReportPage.Feedback.Path))),
                .. groups.Count < 2 ? [] : new ReportRow[]
                {
                    new([l["Total"].Value, .. Cells(all, reasons, Here)], IsTotal: true),
                },
            ]);
    }

    // Each figure leads to what it counts: on the same page, of that source or campaign alone. A share leads to what it is of.
    private static IEnumerable<ReportCell> Cells(FeedbackCounts c, IEnumerable<ReturnReason> reasons, ReportAddress of) =>
    [
        Cell(c.Offered, new(FeedbackFigure.Offered), of), Cell(c.Returned, new(FeedbackFigure.Offered, Offered.Returned), of),
        Cell(c.Waiting, new(FeedbackFigure.Offered, Offered.Waiting), of),
        new ReportCell(c.Share?.Share).To(c.Share is null ? null : new FeedbackShown(FeedbackFigure.Judged).Href(of)), c.Share?.Low,
        c.Share?.High, Cell(c.Returns, Returns, of), Cell(c.AgainstGiver, new(FeedbackFigure.Against), of),
        Cell(c.Disputed, new(FeedbackFigure.Disputed), of), Cell(c.Bounced, new(FeedbackFigure.Bounced), of),
        .. reasons.Select(reason => Cell(c.Of(reason), Of(reason), of)),
    ];

    private static ReportCell Cell(long count, FeedbackShown shown, ReportAddress of) =>
        new(count, count == 0 ? null : shown.Href(of));

    private static double? Share(long part, long whole) => whole == 0 ? null : (double)part / whole;
}
