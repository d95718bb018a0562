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
                l.Name(reason), Leads(all.Of(reason), FeedbackView.Show(reason)), Share(all.Of(reason), all.Returns),
                .. Before is null ? [] : new ReportCell[] { Before.Of(reason) },
            ])),
            new([
                l["Total"].Value, Leads(all.Returns, "returns"), null as double?,
                .. Before is null ? [] : new ReportCell[] { Before.Returns },
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
            Row(l["Accepted and kept"], Offered.Kept, c => c.Kept), Row(l["Returned by somebody"], Offered.Returned, c => c.Returned),
            Row(l["Timed out: nobody took it"], Offered.TimedOut, c => c.TimedOut),
            Row(l["Not answered yet"], Offered.Waiting, c => c.Waiting), Row(l["Ended with its lead"], Offered.Ended, c => c.Ended),
            new([
                l["Offered"].Value, Leads(all.Offered, "offered"), .. Before is null ? [] : new ReportCell[] { Before.Offered },
            ], IsTotal: true),
        ],
        Sortable: false, Note: all.Withdrawn + all.Duplicates == 0 ? null : string.Join(" ", new[]
        {
            all.Withdrawn == 0 ? null : l["Withdrawn by the giver, and not among them: {0}.", all.Withdrawn].Value,
            all.Duplicates == 0 ? null
                : l["Duplicates, which went into leads that are offered themselves, and not among them: {0}.", all.Duplicates].Value,
        }.Where(said => said is not null)));

    internal ReportTable Sources => Grouped(
        l["By source"], seen.Now.Sources.Groups, l.Source, key => seen.Asked.Address with { Source = key });

    internal ReportTable Campaigns => Grouped(
        l["By campaign"], seen.Now.Campaigns.Groups, key => key, key => seen.Asked.Address with { Campaign = key });

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
                l.Party(seen.Asked.Known, a.Party), a.Times.Events, Leads(a.Times.Censored, "unanswered"),
                a.Times.Median is { } median ? median / MillisecondsPerSecond : null as double?,
                string.Join(", ", a.Answers.Select(how => $"{l.Name(how.Answer)} {ReportWords.Count(how.Count)}")),
            ])),
        ],
        Sortable: false);

    internal IReadOnlyList<ChartBar> ReasonBars =>
        [.. Shown.Select(reason => new ChartBar(l.Name(reason), [all.Of(reason)], ReportWords.Count(all.Of(reason))))];

    private FeedbackCounts? Before => seen.Before?.All;

    private IEnumerable<ReturnReason> Shown =>
        AllReasons.Where(reason => all.Of(reason) + (Before?.Of(reason) ?? 0) > 0).OrderByDescending(all.Of);

    private ReportRow Row(string name, Offered how, Func<FeedbackCounts, long> of) => new(
        [name, Leads(of(all), FeedbackView.Show(how)), .. Before is null ? [] : new ReportCell[] { of(Before) }]);

    private ReportTable Grouped(
        string title, IReadOnlyList<FeedbackGroup> groups, Func<string, string> name, Func<string, ReportAddress> with)
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
                        .. Cells(group.Counts, reasons, with(group.Key)),
                    ], (with(group.Key) with { Show = null, Page = 1 }).Href(ReportPage.Feedback.Path))),
                .. groups.Count < 2 ? [] : new ReportRow[]
                {
                    new([l["Total"].Value, .. Cells(all, reasons, seen.Asked.Address)], IsTotal: true),
                },
            ]);
    }

    // Each figure leads to its leads: on the same page, of that source or campaign alone.
    private static IEnumerable<ReportCell> Cells(FeedbackCounts c, IEnumerable<ReturnReason> reasons, ReportAddress of) =>
    [
        Leads(c.Offered, "offered", of), Leads(c.Returned, FeedbackView.Show(Offered.Returned), of),
        Leads(c.Waiting, FeedbackView.Show(Offered.Waiting), of), c.Share?.Share, c.Share?.Low, c.Share?.High,
        Leads(c.Returns, "returns", of), Leads(c.AgainstGiver, "against", of), Leads(c.Disputed, "disputed", of),
        Leads(c.Bounced, "bounced", of), .. reasons.Select(reason => Leads(c.Of(reason), FeedbackView.Show(reason), of)),
    ];

    private ReportCell Leads(long count, string show) => Leads(count, show, seen.Asked.Address);

    private static ReportCell Leads(long count, string show, ReportAddress of) =>
        new(count, count == 0 ? null : FeedbackView.HrefOf(of, show));

    private static double? Share(long part, long whole) => whole == 0 ? null : (double)part / whole;
}
