using System.Globalization;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Reports.Loads;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Web.Features.Reports.Shared;

namespace SmarketingHub.Web.Features.Reports.Loads;

/// <summary>What the page reads: the load, and the leads behind the figure that was chosen.</summary>
internal sealed record LoadView(LoadReport Load, IReadOnlyList<LoadLead> Behind)
{
    internal static Task<LoadView> Read(ReportMoment moment, ReportAsked asked, ReportRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var load = LoadReport.Read(moment, request);
        if (request != asked.Request)
            return Task.FromResult(new LoadView(load, []));
        if (asked.Address.View is { } view && !load.Weeks.Any(week => week.Key == view))
            throw new InvalidArgument("view", "Give a week of the period, such as 2026-W10.");
        var behind = ShownBy(asked.Address) is var (person, figure)
            ? LoadReport.LeadsBehind(moment, request, person, figure, asked.Address.View) : [];
        return Task.FromResult(new LoadView(load, behind));
    }

    /// <summary>Of whose figure the leads are listed; null: of none.</summary>
    internal static (long Person, LoadFigure Figure)? ShownBy(ReportAddress address)
    {
        if (address.Show?.Split(':') is not [var name, var id] || !long.TryParse(id, CultureInfo.InvariantCulture, out var person))
            return null;
        foreach (var figure in Enum.GetValues<LoadFigure>())
            if (CamelCase.Of(figure) == name)
                return (person, figure);
        return null;
    }

    internal static string HrefOf(ReportAddress address, long person, LoadFigure figure) => (address with
    {
        Show = string.Create(CultureInfo.InvariantCulture, $"{CamelCase.Of(figure)}:{person}"),
        Page = 1,
    }).Href(ReportPage.Load.Path) + "#leads";
}
