using System.Globalization;
using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Engine.Reports.Compliance;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Web.Api.Reports;

/// <summary>What became of the promises that started in a period, as it was known at a moment.</summary>
/// <param name="To">The first instant after the period.</param>
/// <param name="Items">In the order of names, of commitments as agreements list them. They add up to the total.</param>
public sealed record ComplianceOut(
    ComplianceBy By, Instant From, Instant To, Instant AsKnownAt, IReadOnlyList<ComplianceItemOut> Items, PromiseCountsOut Total)
    : ReportOut
{
    internal static ComplianceOut Of(ComplianceReport report, Company company) => new(
        report.By, report.Request.From, report.Request.To, report.Request.AsKnownAt,
        [.. report.Items.Select(item => ComplianceItemOut.Of(item, report.By, company))], PromiseCountsOut.Of(report.Total));
}

/// <summary>What became of promises: each is in one of the counts, but for the corrected, which are among the met.</summary>
/// <param name="Breached">Without the excused.</param>
/// <param name="Excused">Breached, and excused by the other side.</param>
/// <param name="Corrected">Of the met: by evidence that came late.</param>
/// <param name="Paused">Held now: not judged yet.</param>
/// <param name="Void">Nobody owed it any more before it was due.</param>
/// <param name="Uncovered">Called for, and no commitment covers the lead.</param>
/// <param name="Share">Met ÷ (met + breached), 0 to 1; null: nothing was decided.</param>
/// <param name="Low">Of Wilson's 95% interval of the share.</param>
public record PromiseCountsOut(
    int Met, int Breached, int Excused, int Corrected, int Paused, int Void, int Running, int Uncovered, double? Share, double? Low,
    double? High)
{
    internal static PromiseCountsOut Of(PromiseCounts c) => new(
        c.Met, c.Breached, c.Excused, c.Corrected, c.Paused, c.Void, c.Running, c.Uncovered, c.Share?.Share, c.Share?.Low, c.Share?.High);
}

/// <param name="Key">As the filters take it: a commitment's id, a party's or a team's key, a person's or an agreement's id, a source, a
/// campaign, a grade, a country; a week such as 2026-W10. Empty: those without one.</param>
/// <param name="Name">Of a party, team, person, agreement; of a commitment the agreement's; null: the key says it all.</param>
/// <param name="Agreement">Of a commitment: in which its id stands.</param>
public sealed record ComplianceItemOut(
    string Key, string? Name, long? Agreement, int Met, int Breached, int Excused, int Corrected, int Paused, int Void, int Running,
    int Uncovered, double? Share, double? Low, double? High)
    : PromiseCountsOut(Met, Breached, Excused, Corrected, Paused, Void, Running, Uncovered, Share, Low, High)
{
    internal static ComplianceItemOut Of(ComplianceItem item, ComplianceBy by, Company company)
    {
        var c = item.Counts;
        return new(
            item.Key, NameOf(item, by, company), item.Agreement, c.Met, c.Breached, c.Excused, c.Corrected, c.Paused, c.Void, c.Running,
            c.Uncovered, c.Share?.Share, c.Share?.Low, c.Share?.High);
    }

    private static string? NameOf(ComplianceItem item, ComplianceBy by, Company company) => item.Key.Length == 0 ? null : by switch
    {
        ComplianceBy.Party => company.PartyName(item.Key),
        ComplianceBy.Team => company.Teams.GetValueOrDefault(item.Key)?.Name,
        ComplianceBy.Person => company.Person(long.Parse(item.Key, CultureInfo.InvariantCulture))?.Name,
        ComplianceBy.Agreement or ComplianceBy.Commitment => company.Agreements.Find(a => a.Id == item.Agreement)?.Name,
        _ => null,
    };
}

/// <summary>Why the share of kept promises differs from that of the period before.</summary>
/// <param name="Before">Decided promises of the period right before, of the same length as this one up to now; null: none.</param>
/// <param name="Difference">Of the shares; null: in one of the periods nothing was decided.</param>
/// <param name="Parts">They add up to the difference; null like it.</param>
/// <param name="AllNewVersions">No version that judged the one period judged the other: what else changed with it is in its part.</param>
public sealed record WhyChangedOut(
    Instant From, Instant To, Instant AsKnownAt, double? Difference, DecidedOut? Before, DecidedOut? Now, ChangePartsOut? Parts,
    bool AllNewVersions) : ReportOut
{
    internal static WhyChangedOut Of(ReportRequest request, WhyChanged? why) => new(
        request.From, request.To, request.AsKnownAt, why?.Difference, DecidedOut.Of(why?.Before), DecidedOut.Of(why?.Now),
        why is null ? null : ChangePartsOut.Of(why), why?.IsAllNew == true);
}

/// <param name="Decided">Met and breached.</param>
public sealed record DecidedOut(int Met, int Decided, double Share)
{
    internal static DecidedOut? Of(Decided? decided) => decided is { } d ? new(d.Met, d.All, d.Share) : null;
}

/// <param name="Mix">Other promises, of other sources and grades.</param>
/// <param name="Version">Judged by another version of the agreement.</param>
/// <param name="Load">By people who had more, or less, to do.</param>
/// <param name="Rate">What is alike in all of these was kept more, or less, often.</param>
public sealed record ChangePartsOut(double Mix, double Version, double Load, double Rate)
{
    internal static ChangePartsOut Of(WhyChanged why) => new(
        why[ChangeFactor.Mix], why[ChangeFactor.Version], why[ChangeFactor.Load], why[ChangeFactor.Rate]);
}
