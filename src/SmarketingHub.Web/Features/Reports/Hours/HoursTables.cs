using Microsoft.Extensions.Localization;
using SmarketingHub.Engine.Reports.Hours;
using SmarketingHub.Web.Features.Reports.Charts;
using SmarketingHub.Web.Features.Reports.Shared;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Reports.Hours;

/// <summary>Hours as tables and bars.</summary>
internal sealed class HoursTables(IStringLocalizer<Texts> l, ReportSeen<HoursView> seen)
{
    // More bars nobody reads; the table has all.
    private const int MostBars = 24;

    private readonly HoursReport hours = seen.Now.Hours;

    internal HoursBy By { get; } = HoursView.ByOf(seen.Asked.Address);

    internal IReadOnlyList<string> Parts { get; } = [.. HoursParts.All.Select(part => l.Name(part))];

    internal IReadOnlyList<ReportTable> All => [Whole, Split];

    /// <summary>The leads behind the figure that was chosen; null: none was.</summary>
    internal FigureList? Behind
    {
        get
        {
            if (HoursView.ShownBy(seen.Asked.Address) is not { } shown)
                return null;
            var part = shown.Part is { } one ? l.Name(one) : l["All hours"].Value;
            var title = shown.Key is { } key ? $"{l.Name(By, key, seen.Asked.Known)}, {part}" : part;
            return FigureList.OfLeads(
                title, new(l["Hours"], ColumnKind.Seconds), seen.Now.Behind, lead => lead.LeadId, lead => lead.Seconds);
        }
    }

    internal ReportTable Whole
    {
        get
        {
            var rows = new List<ReportRow> { Row(l["This period"], hours.Total, part => HoursView.HrefOf(seen.Asked.Here, part)) };
            if (seen.Before?.Hours.Total is { } before)
            {
                rows.Add(Row(l["Period before"], before, part => HoursView.HrefOf(seen.Asked.Earlier!, part)));
                rows.Add(new([
                    l["Difference"].Value, hours.Total.Total - before.Total,
                    .. HoursParts.All.Select(part => (ReportCell)(hours.Total[part] - before[part])),
                ]));
            }
            return new(l["All hours"], Columns(l["Period"]), rows, Sortable: false);
        }
    }

    /// <summary>By what the viewer chose.</summary>
    internal ReportTable Split => new(
        l.Name(By), Columns(l.Header(By)),
        [
            .. hours.Bars.Select(bar => Row(Name(bar), bar.Parts, part => HoursView.HrefOf(seen.Asked.Here, part, bar.Key))),
            Row(l["Total"], hours.Total, part => HoursView.HrefOf(seen.Asked.Here, part), isTotal: true),
        ], Sortable: By == HoursBy.Source,
        Note: l["Each hour is in the first that fits: system, paused, closed, waiting, away, busy, overtaken."]);

    internal IReadOnlyList<ChartBar> WholeBars =>
    [
        Bar(l["This period"], hours.Total, part => HoursView.HrefOf(seen.Asked.Here, part)),
        .. seen.Before?.Hours.Total is { } before
            ? [Bar(l["Period before"], before, part => HoursView.HrefOf(seen.Asked.Earlier!, part))] : Array.Empty<ChartBar>(),
    ];

    internal IReadOnlyList<ChartBar> SplitBars =>
    [
        .. Largest.Of(hours.Bars, MostBars, bar => bar.Parts.Total)
            .Select(bar => Bar(Name(bar), bar.Parts, part => HoursView.HrefOf(seen.Asked.Here, part, bar.Key))),
    ];

    internal string? Cut => Largest.Said(l, Math.Min(MostBars, hours.Bars.Count), hours.Bars.Count);

    internal string Name(HoursBar bar) => l.Name(By, bar.Key, seen.Asked.Known);

    private IReadOnlyList<ReportColumn> Columns(string first) =>
    [
        new(first),
        new(l["All hours"], ColumnKind.Seconds, l["From receipt to close, as far as it lies in the period. The parts add up to it."]),
        .. HoursParts.All.Select(part => new ReportColumn(l.Name(part), ColumnKind.Seconds, l.Define(part))),
    ];

    private static ReportRow Row(string name, HoursParts parts, Func<HoursPart?, string> href, bool isTotal = false)
    {
        ReportCell Cell(long seconds, HoursPart? part) => new ReportCell(seconds).To(seconds == 0 ? null : href(part));
        return new([name, Cell(parts.Total, null), .. HoursParts.All.Select(part => Cell(parts[part], part))], IsTotal: isTotal);
    }

    private static ChartBar Bar(string name, HoursParts parts, Func<HoursPart?, string> href) => new(
        name, [.. HoursParts.All.Select(part => (double)parts[part])], Hrefs: [.. HoursParts.All.Select(part => href(part))]);
}
