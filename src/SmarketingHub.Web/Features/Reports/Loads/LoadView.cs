using System.Globalization;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Loads;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Web.Features.Reports.Shared;

namespace SmarketingHub.Web.Features.Reports.Loads;

/// <summary>What the page reads: the load, and the leads behind the figure that was chosen.</summary>
internal sealed record LoadView(LoadReport Load, IReadOnlyList<LoadLead> Behind, IReadOnlyList<ReportedPromise> Promises)
{
    internal static Task<LoadView> Read(ReportMoment moment, ReportAsked asked, ReportRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var load = LoadReport.Read(moment, request);
        if (request != asked.Request)
            return Task.FromResult(new LoadView(load, [], []));
        if (asked.Address.View is { } view && !load.Weeks.Any(week => week.Key == view))
            throw new InvalidArgument("view", "Give a week of the period, such as 2026-W10.");
        if (ShownBy(asked.Address) is not var (person, figure))
            return Task.FromResult(new LoadView(load, [], []));
        if (moment.Company.Person(person) is null)
            throw new InvalidArgument("show", $"There is no person {person}.");
        return Task.FromResult(IsOfPromises(figure)
            ? new LoadView(load, [], LoadReport.PromisesBehind(moment, request, person, figure, asked.Address.View))
            : new LoadView(load, LoadReport.LeadsBehind(moment, request, person, figure, asked.Address.View), []));
    }

    internal static bool IsOfPromises(LoadFigure figure) => figure is LoadFigure.Started or LoadFigure.Breached;

    /// <summary>Of whose figure there is a list; null: of none.</summary>
    /// <exception cref="InvalidArgument">There is no such figure.</exception>
    internal static (long Person, LoadFigure Figure)? ShownBy(ReportAddress address) => address.Show is not { } show ? null
        : show.Split(':') is [var name, var id] && CamelCase.Read<LoadFigure>(name) is { } figure
            && long.TryParse(id, CultureInfo.InvariantCulture, out var person) ? (person, figure)
        : throw new InvalidArgument("show", "Give a figure and a person's id, such as takenIn:7.");

    internal static string HrefOf(ReportAddress address, long person, LoadFigure figure) => (address with
    {
        Show = string.Create(CultureInfo.InvariantCulture, $"{CamelCase.Of(figure)}:{person}"),
        Page = 1,
    }).Href(ReportPage.Load.Path) + "#leads";
}
