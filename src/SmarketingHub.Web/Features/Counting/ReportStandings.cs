using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Web.Features.Counting;

internal static class ReportStandings
{
    /// <summary>How far the rows of reports are, counted once for all who look.</summary>
    internal static async Task<ReportStanding> Standing(this FigureCache figures) =>
        (await figures.Once("reports: standing", (rows, _) => ReportStanding.Read(rows))).What;
}
