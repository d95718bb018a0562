using Microsoft.Extensions.Localization;
using SmarketingHub.Engine.Reports.Compliance;
using SmarketingHub.Engine.Reports.Hours;
using SmarketingHub.Web.Features.Reports.Charts;
using SmarketingHub.Web.Features.Reports.Compliance;
using SmarketingHub.Web.Features.Reports.Hours;
using SmarketingHub.Web.Features.Reports.Shared;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Reports.Overview;

/// <summary>Monday's figures as tables and sentences; each leads to its report.</summary>
internal sealed class OverviewTables(IStringLocalizer<Texts> l, ReportSeen<OverviewView> seen)
{
    private readonly OverviewView now = seen.Now;
    private readonly OverviewView? before = seen.Before;
    private readonly ReportAddress address = seen.Asked.Address.ForOthers;

    // Figures lead to lists in other reports, of the same moment.
    private readonly ReportAddress here = seen.Asked.Here.ForOthers;
    private readonly ReportAddress? earlier = seen.Asked.Earlier?.ForOthers;

    internal IReadOnlyList<ReportTable> All => [Hours, Promises, People, Agreements];

    internal IReadOnlyList<string> Parts => [.. HoursParts.All.Select(part => l.Name(part))];

    internal IReadOnlyList<ChartBar> Bars =>
    [
        Bar(l["This period"], now.Hours.Total),
        .. before?.Hours.Total is { Total: > 0 } earlier ? [Bar(l["Period before"], earlier)] : Array.Empty<ChartBar>(),
    ];

    internal ReportTable Hours => new(
        l["Where the hours went"],
        [
            new(l["Part"]), new(l["Hours"], ColumnKind.Seconds), new(l["Share"], ColumnKind.Share),
            .. before is null ? [] : new ReportColumn[] { new(l["Period before"], ColumnKind.Share) },
        ],
        [
            .. HoursParts.All.Select(part => new ReportRow(
                [
                    l.Name(part), Of(now.Hours.Total[part], now.Hours.Total, part, here),
                    Of(Share(now.Hours.Total, part), now.Hours.Total, part, here),
                    .. before is null ? []
                        : new[] { Of(Share(before.Hours.Total, part), before.Hours.Total, part, earlier!) },
                ])),
        ],
        Sortable: false);

    internal ReportTable Promises => new(
        l["Compliance"],
        [
            new(l["Verdict"]), new(l["Promises"], ColumnKind.Count, l["They belong to the period in which they started."]),
            .. before is null ? [] : new ReportColumn[] { new(l["Period before"], ColumnKind.Count) },
        ],
        [
            .. new[]
            {
                PromiseCount.Met, PromiseCount.Breached, PromiseCount.Excused, PromiseCount.Paused, PromiseCount.Void, PromiseCount.Running,
                PromiseCount.Uncovered,
            }.Select(count => Row(l.Name(count), count)),
            Row(l["Total"], PromiseCount.All) with { IsTotal = true },
        ],
        Sortable: false);

    private ReportRow Row(string name, PromiseCount count)
    {
        ReportCell Cell(PromiseCounts counts, ReportAddress address) =>
            ComplianceTables.Cell(counts, count, address, new(count, null, null, OfPerson: false));
        return new([name, Cell(now.Promises, here), .. before is null ? [] : new[] { Cell(before.Promises, earlier!) }]);
    }

    /// <summary>In the order of names: no ranking.</summary>
    internal ReportTable People => new(
        l["Who needs help"],
        [
            new(l["Person"]), new(l["Kept"], ColumnKind.Share, l["Met, of the promises that were met or breached."]),
            new(l["Of"], ColumnKind.Count), new(l["Chance gives at least"], ColumnKind.Share, Limits),
            new(l["Chance gives at most"], ColumnKind.Share, Limits), new(l["What to do"]),
        ],
        [
            .. now.Outliers.Select(one => (Name: l.Person(seen.Asked.Known, one.Person), One: one))
                .OrderBy(row => row.Name, StringComparer.CurrentCulture).Select(row => new ReportRow(
                    [
                        row.Name, ComplianceTables.Share(row.One.Counts, here, Of(row.One)),
                        ComplianceTables.Cell(row.One.Counts, PromiseCount.Decided, here, Of(row.One)),
                        row.One.Limits.Low95, row.One.Limits.High95,
                        (row.One.IsBelow ? l["ask what is in the way"] : l["ask what others can learn"]).Value,
                    ],
                    (address with { Person = $"{row.One.Person}" }).Href(ReportPage.Hours.Path))),
        ],
        Sortable: false);

    internal ReportTable Agreements => new(
        l["Is the agreement working?"],
        [
            new(l["Agreement"]), new(l["Kept"], ColumnKind.Share, l["Met, of the promises that were met or breached."]),
            .. before is null ? [] : new ReportColumn[] { new(l["Period before"], ColumnKind.Share) },
            new(l["Decided"], ColumnKind.Count),
            new(l["On pace"], ColumnKind.Text,
                l["Of its volume, quality and goals and of the follow-up, those that can be judged: how many are where they should be by "
                    + "now."]),
        ],
        [
            .. now.Agreements.Select(one => new ReportRow(
                [
                    one.Agreement.Name, ComplianceTables.Share(one.Counts, Of(one, here), Decided),
                    .. before is null ? [] : new[]
                    {
                        ComplianceTables.Share(before.Agreements.FirstOrDefault(b => b.Agreement.Id == one.Agreement.Id)?.Counts,
                            Of(one, earlier!), Decided),
                    },
                    ComplianceTables.Cell(one.Counts, PromiseCount.Decided, Of(one, here), Decided),
                    one.OnPace.Count == 0 ? "" : new ReportCell(
                        l["{0} of {1}", one.Kept, one.OnPace.Count].Value,
                        Of(one, here).Href(ReportPage.Pace.Path)),
                ],
                (address with { Agreement = $"{one.Agreement.Id}" }).Href(ReportPage.Compliance.Path))),
        ],
        Sortable: false);

    internal string HoursSaid => string.Join(" ", l.Sentences(now.Hours, before?.Hours));

    internal string PromisesSaid
    {
        get
        {
            if (now.Promises.Share is not { } share)
                return l["No promise of this period is decided yet."];
            var said = l["{0} of {1} decided promises were kept ({2} to {3} with 95% confidence).", ReportWords.Percent(share.Share),
                ReportWords.Count(now.Promises.Decided), ReportWords.Percent(share.Low), ReportWords.Percent(share.High)].Value;
            if (now.Why is not { } why)
                return said;
            var most = why.Parts.MaxBy(part => Math.Sign(why.Difference) * part.Part)!;
            return said + " " + (Math.Abs(why.Difference) < 0.0005 ? l["That is as in the period before."].Value
                : l["That is {0} against the period before; the largest reason is “{1}”: {2}.", l.Points(why.Difference),
                    Name(most.Factor), l.Points(most.Part)].Value);
        }
    }

    internal string PeopleSaid =>
        now.People == 0 ? l["No promise of a person is decided yet."]
        : now.Outliers.Count == 0 ? l["Nobody is outside of what chance explains: {0} people.", now.People]
        : l["Outside of what chance explains: {0} of {1} people, {2} of them with fewer promises kept.", now.Outliers.Count, now.People,
            now.Outliers.Count(one => one.IsBelow)];

    internal string AgreementsSaid
    {
        get
        {
            var (on, judged) = (now.Agreements.Sum(one => one.Kept), now.Agreements.Sum(one => one.OnPace.Count));
            var said = now.Agreements.Count == 0 ? l["No agreement is in force."].Value
                : judged == 0 ? l["Nothing can be judged by its pace yet."].Value
                : seen.Asked.Request.Team is not null || seen.Asked.Request.Person is not null
                    ? l["On pace: {0} of {1}, the follow-up alone: volume, quality and goals are promises of whole parties.", on, judged]
                        .Value
                : l["On pace: {0} of {1}, of volume, quality, goals and follow-up.", on, judged].Value;
            return now.Promises.Uncovered == 0 ? said
                : said + " " + l["No commitment covers {0} promises that were called for.", ReportWords.Count(now.Promises.Uncovered)];
        }
    }

    private string Limits => l["Between these limits a share of so many promises falls 95 times of 100, if all keep them alike."];

    private ChartBar Bar(string label, HoursParts parts) => new(label, [.. HoursParts.All.Select(part => (double)parts[part])]);

    private string Name(ChangeFactor factor) => l[factor switch
    {
        ChangeFactor.Mix => "Mix",
        ChangeFactor.Version => "Version of the agreement",
        ChangeFactor.Load => "Volume against capacity",
        _ => "Rate",
    }];

    private static ShownFigure Decided { get; } = new(PromiseCount.Decided, null, null, OfPerson: false);

    private static ShownFigure Of(Outlier one) => new(PromiseCount.Decided, $"{one.Person}", null, OfPerson: true);

    private static ReportAddress Of(AgreementStands one, ReportAddress address) => address with { Agreement = $"{one.Agreement.Id}" };

    // To the leads whose hours they were.
    private static ReportCell Of(ReportCell cell, HoursParts hours, HoursPart part, ReportAddress address) =>
        cell.To(hours[part] == 0 ? null : HoursView.HrefOf(address, part));

    private static double? Share(HoursParts parts, HoursPart part) => parts.Total == 0 ? null : (double)parts[part] / parts.Total;
}
