using System.Globalization;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Reports.Fairness;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Web.Features.Reports.Shared;

namespace SmarketingHub.Web.Features.Reports.Fairness;

/// <summary>What the page reads.</summary>
internal sealed record FairnessView(FairnessReport Fairness)
{
    internal static Task<FairnessView> Read(ReportMoment moment, ReportAsked asked, ReportRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ShownBy(asked.Address);
        return Task.FromResult(new FairnessView(FairnessReport.Read(moment, request)));
    }

    /// <summary>Whose leads by which rule are listed; null: nobody's.</summary>
    /// <exception cref="InvalidArgument">It names nobody.</exception>
    internal static (long Person, string Rule)? ShownBy(ReportAddress address) => address.Show is not { } show ? null
        : show.Split(':', 2) is [var id, var rule] && long.TryParse(id, CultureInfo.InvariantCulture, out var person) ? (person, rule)
        : throw new InvalidArgument("show", "Give a person's id and a rule, such as 7:Enterprise.");

    internal static string HrefOf(ReportAddress address, long person, string rule) => (address with
    {
        Show = string.Create(CultureInfo.InvariantCulture, $"{person}:{rule}"),
        Page = 1,
    }).Href(ReportPage.Fairness.Path) + "#leads";
}
