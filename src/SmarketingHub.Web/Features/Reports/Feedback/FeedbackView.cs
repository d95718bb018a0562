using SmarketingHub.Domain;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Engine.Reports.Feedback;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Web.Features.Reports.Shared;

namespace SmarketingHub.Web.Features.Reports.Feedback;

/// <summary>What the page reads: by campaign and by source, and the leads behind the figure that was chosen.</summary>
internal sealed record FeedbackView(FeedbackReport Sources, FeedbackReport Campaigns, IReadOnlyList<FeedbackLead> Behind)
{
    internal FeedbackCounts All => Sources.All;

    internal static Task<FeedbackView> Read(
        ReportMoment moment, ReportAsked asked, ReportRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(new FeedbackView(
            FeedbackReport.Read(moment, request, FeedbackBy.Source), FeedbackReport.Read(moment, request, FeedbackBy.Campaign),
            request == asked.Request ? LeadsOf(moment, request, asked.Address.Show) : []));
    }

    /// <summary>The address of the leads behind a figure: <c>returned</c>, a reason, how a hand-off went.</summary>
    internal static string HrefOf(ReportAddress address, string show) =>
        (address with { Show = show, Page = 1 }).Href(ReportPage.Feedback.Path) + "#leads";

    internal static ReturnReason? ReasonOf(string? show) => Named<ReturnReason>(show, "reason:");

    internal static Offered? OfferedOf(string? show) => Named<Offered>(show, "offered:");

    internal static bool IsOfOffers(string? show) => show == "offered" || OfferedOf(show) is not null;

    internal static string Show(ReturnReason reason) => $"reason:{CamelCase.Of(reason)}";

    internal static string Show(Offered how) => $"offered:{CamelCase.Of(how)}";

    private static IReadOnlyList<FeedbackLead> LeadsOf(ReportMoment moment, ReportRequest request, string? show) =>
        ReasonOf(show) is { } reason ? FeedbackReport.Returned(moment, request, reason)
        : OfferedOf(show) is { } how ? FeedbackReport.OfferedAs(moment, request, how)
        : show switch
        {
            "offered" => FeedbackReport.OfferedAs(moment, request, null),
            "against" => FeedbackReport.AgainstGiver(moment, request),
            "bounced" => FeedbackReport.Bounced(moment, request),
            "returns" => FeedbackReport.Returned(moment, request),
            "disputed" => FeedbackReport.Disputed(moment, request),
            "unanswered" => FeedbackReport.Unanswered(moment, request),
            _ => [],
        };

    private static T? Named<T>(string? show, string before) where T : struct, Enum =>
        show?.StartsWith(before, StringComparison.Ordinal) != true ? null
            : Enum.GetValues<T>().Cast<T?>().FirstOrDefault(value => CamelCase.Of(value!.Value) == show[before.Length..]);
}
