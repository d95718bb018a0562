using SmarketingHub.Domain;
using SmarketingHub.Engine.Reports.Feedback;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Web.Features.Reports.Shared;

namespace SmarketingHub.Web.Features.Reports.Feedback;

/// <summary>What the page reads: by campaign and by source, and what is behind the figure that was chosen.</summary>
internal sealed record FeedbackView(
    FeedbackReport Sources, FeedbackReport Campaigns, FeedbackShown? Shown, IReadOnlyList<OfferedOne> Offers,
    IReadOnlyList<ReturnedOne> Returns)
{
    internal FeedbackCounts All => Sources.All;

    internal static Task<FeedbackView> Read(
        ReportMoment moment, ReportAsked asked, ReportRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var shown = request == asked.Request ? FeedbackShown.Read(asked.Address.Show) : null;
        if (shown?.Party is { } party && !moment.Company.Parties.ContainsKey(party))
            throw new InvalidArgument("show", $"There is no party '{party}'.");
        return Task.FromResult(new FeedbackView(
            FeedbackReport.Read(moment, request, FeedbackBy.Source), FeedbackReport.Read(moment, request, FeedbackBy.Campaign), shown,
            shown?.IsOfOffers == true ? [.. FeedbackReport.Offers(moment, request).Where(shown.Counts)] : [],
            shown?.IsOfOffers == false ? [.. FeedbackReport.Returns(moment, request).Where(shown.Counts)] : []));
    }
}
