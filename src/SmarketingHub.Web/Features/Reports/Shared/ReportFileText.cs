namespace SmarketingHub.Web.Features.Reports.Shared;

/// <summary>What a downloaded report says of itself.</summary>
/// <param name="Name">Of the file, without its ending.</param>
/// <param name="About">What was asked: report, period, filters, as known at, sequence.</param>
public sealed record ReportFileText(
    string Name, IReadOnlyList<(string Name, ReportCell Value)> About, string AboutTitle, IReadOnlyList<ReportTable> Tables);
