using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Engine.Reports.BothSides;
using SmarketingHub.Engine.Reports.Compliance;
using SmarketingHub.Engine.Reports.Hours;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Engine.Reports.Statistics;
using SmarketingHub.Web.Features.Reports.Shared;

namespace SmarketingHub.Web.Features.Reports.Overview;

/// <summary>Somebody whose share of kept promises chance alone does not explain.</summary>
/// <param name="Limits">Of a share of as many, around that of all.</param>
internal sealed record Outlier(long Person, PromiseCounts Counts, FunnelLimits Limits)
{
    internal bool IsBelow => Counts.Share!.Value.Share < Limits.Target;
}

/// <summary>How one agreement does.</summary>
/// <param name="OnPace">
/// Of each promise over a period and of the follow-up, as of the end of what is asked, as the page of pace tells them; without what
/// cannot be judged yet.
/// </param>
internal sealed record AgreementStands(Agreement Agreement, PromiseCounts Counts, IReadOnlyList<bool> OnPace)
{
    internal int Kept => OnPace.Count(isOn => isOn);
}

/// <summary>What a manager sees on Monday.</summary>
/// <param name="Why">Null: not compared, or nothing was decided in one of the two.</param>
/// <param name="People">How many of whom anything was decided.</param>
/// <param name="Outliers">Outside of the 95% limits, in no order that says something.</param>
internal sealed record OverviewView(
    bool HasLeads, HoursReport Hours, PromiseCounts Promises, WhyChanged? Why, int People, IReadOnlyList<Outlier> Outliers,
    IReadOnlyList<AgreementStands> Agreements)
{
    internal static async Task<OverviewView> Read(
        ReportMoment moment, ReportAsked asked, ReportRequest request, CancellationToken cancellation)
    {
        if (asked.Address.Show is not null)
            throw new InvalidArgument("show", "The overview lists no leads: its figures lead to the reports that do.");
        var isAsked = request == asked.Request;
        var hasLeads = moment.HasLeads();
        var hours = HoursReport.Read(moment, request);
        cancellation.ThrowIfCancellationRequested();
        var agreements = ComplianceReport.Read(moment, request, ComplianceBy.Agreement);
        // Of the period before only what is compared.
        var why = isAsked && asked.Before is { } before ? ChangeReport.Read(moment, before, request) : null;
        var people = isAsked ? PeopleFunnel.Read(moment, request).People : [];
        cancellation.ThrowIfCancellationRequested();
        return new(hasLeads, hours, agreements.Total, why, people.Count, [.. Out(people)],
            await Stand(moment, asked, request, agreements, withPace: isAsked));
    }

    private static IEnumerable<bool> Judged(BothSidesReport sides) =>
        sides.Items.Select(item => item.Pace.OnPace).Concat(sides.FollowUps.Select(followUp => followUp.OnPace)).OfType<bool>();

    private static IEnumerable<Outlier> Out(IReadOnlyList<PersonInFunnel> people)
    {
        foreach (var (item, limits) in people.Where(person => person.Zone != FunnelZone.Inside))
            if (long.TryParse(item.Key, System.Globalization.CultureInfo.InvariantCulture, out var id))
                yield return new(id, item.Counts, limits);
    }

    private static async Task<IReadOnlyList<AgreementStands>> Stand(
        ReportMoment moment, ReportAsked asked, ReportRequest request, ComplianceReport compliance, bool withPace)
    {
        var (stands, at) = (new List<AgreementStands>(), BothSidesReport.LastOf(request));
        foreach (var agreement in moment.Company.Agreements)
        {
            if (request.Agreement is { } one && agreement.Id != one)
                continue;
            var counts = compliance.Items.FirstOrDefault(item => item.Agreement == agreement.Id)?.Counts ?? new();
            var version = agreement.InForce(at);
            if (version is null && counts.Promises == 0)
                continue;
            var sides = withPace && version is not null
                ? await BothSidesReport.Read(moment, request, [agreement], at, asked.Address.As is null ? null : request.AsKnownAt,
                    chosen: BothSidesReport.ChosenOf(request)) : null;
            stands.Add(new(agreement, counts, [.. sides is null ? [] : Judged(sides)]));
        }
        return stands;
    }
}
