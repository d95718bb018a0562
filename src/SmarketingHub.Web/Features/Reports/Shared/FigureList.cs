namespace SmarketingHub.Web.Features.Reports.Shared;

/// <summary>Of what the list behind a figure has one line each.</summary>
public enum Listed
{
    Leads,
    Promises,
    Handoffs,
    Returns,
    Pauses,

    /// <summary>Each time that a lead came to somebody.</summary>
    Times,
}

/// <summary>What a figure is made of: as many lines as it counts.</summary>
/// <param name="Title">Behind which figure.</param>
/// <param name="Columns">What is told of each line, beside its lead.</param>
/// <param name="Leads">The lead of each line, in the order they are shown in.</param>
/// <param name="Cells">Of a line: one for each column.</param>
public sealed record FigureList(
    Listed Of, string Title, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<long> Leads, Func<int, IReadOnlyList<ReportCell>> Cells)
{
    public static FigureList Make<T>(
        Listed of, string title, IReadOnlyList<ReportColumn> columns, IReadOnlyList<T> lines, Func<T, long> lead,
        Func<T, IReadOnlyList<ReportCell>> cells) =>
        new(of, title, columns, [.. lines.Select(lead)], at => cells(lines[at]));

    /// <summary>A list of leads stands with what they are now.</summary>
    public static FigureList OfLeads<T>(
        string title, ReportColumn column, IReadOnlyList<T> lines, Func<T, long> lead, Func<T, ReportCell> cell) =>
        Make(Listed.Leads, title, [column], lines, lead, line => [cell(line)]);
}
