using System.Security.Claims;
using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Engine.Reports.Fairness;

namespace SmarketingHub.Web.Api.Reports;

/// <summary>Whether turns were fair.</summary>
internal static class FairnessEndpoints
{
    internal static void MapFairness(this RouteGroupBuilder api) =>
        api.MapGet("/reports/fairness", Fairness).WithTags("Reports").WithSummary("Leads got in turn, against the share of the weights")
            .Produces<FairnessOut>()
            .WithDescription(
                "By rule, person and ISO week; people in the order of names. Absences are counted: a share is of leads that came while the "
                    + "person could have got them.");

    private static Task<FairnessOut> Fairness(
        [AsParameters] ReportQuery query, ClaimsPrincipal user, ReportReads reports, CancellationToken cancellation) =>
        reports.Read(query, user, (moment, request) => FairnessOut.Of(FairnessReport.Read(moment, request), moment.Company), cancellation);
}

/// <summary>What each person got in turn in a period.</summary>
/// <param name="Items">By rule.</param>
public sealed record FairnessOut(Instant From, Instant To, Instant AsKnownAt, IReadOnlyList<RuleFairnessOut> Items) : ReportOut
{
    internal static FairnessOut Of(FairnessReport report, Company company) => new(
        report.Request.From, report.Request.To, report.Request.AsKnownAt,
        [.. report.Rules.Select(rule => new RuleFairnessOut(rule.Rule,
            [.. rule.People.Select(p => new PersonFairnessOut(
                p.Person, company.PersonName(p.Person), p.Share, p.Got, p.Balance, p.Away, p.Weeks))]))]);
}

public sealed record RuleFairnessOut(string Rule, IReadOnlyList<PersonFairnessOut> People);

/// <param name="Share">Leads that the weights gave, while the person could have got them.</param>
/// <param name="Got">Leads that came, without those that were given back.</param>
/// <param name="Balance">At the end, over all time: what the person is owed; negative: is ahead.</param>
/// <param name="Away">Leads that came while the person was away.</param>
public sealed record PersonFairnessOut(
    long Person, string Name, decimal Share, int Got, decimal Balance, int Away, IReadOnlyList<WeekFairness> Weeks);
