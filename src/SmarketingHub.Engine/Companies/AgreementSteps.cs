using NodaTime;
using SmarketingHub.Domain.Companies;

namespace SmarketingHub.Engine.Companies;

/// <summary>A version of an agreement re-times running clocks or ends them, all at one instant.</summary>
/// <param name="Key">Marks that all of them have been told.</param>
/// <param name="Type">What the ledger calls it.</param>
internal sealed record AgreementStep(Instant At, string Key, long Agreement, int Version, string Type);

/// <summary>What agreements do to running clocks, and whether all of these know.</summary>
internal static class AgreementSteps
{
    internal static IEnumerable<AgreementStep> Of(Company company) =>
        from agreement in company.Agreements
        from version in agreement.Versions
        from step in (AgreementStep?[])
        [
            version is { ReTimes: true, EffectiveAt: { } start }
                ? new(start, agreement.ReTimingKey(version), agreement.Id, version.Number, "agreementReTimed") : null,
            version.EndsAt is { } end
                ? new(end, agreement.EndingKey(version), agreement.Id, version.Number, "agreementEnded") : null,
        ]
        where step is not null
        select step;

    /// <summary>
    /// An agreement has re-timed or ended clocks, and not all of them have been told: whoever touches a lead tells its clocks first.
    /// </summary>
    internal static bool AreOwed(Company company, Instant now) =>
        company.StepsClocks && Of(company).Any(s => s.At <= now && !company.Fired.Contains(s.Key));
}
