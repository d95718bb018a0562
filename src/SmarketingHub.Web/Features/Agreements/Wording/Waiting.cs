using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;

namespace SmarketingHub.Web.Features.Agreements.Wording;

/// <summary>Versions that wait for somebody's signature.</summary>
public static class Waiting
{
    public static bool WaitsFor(this Agreement agreement, AgreementVersion version, Person person, Company company) =>
        version.State == VersionState.Proposed && agreement.MissingOf(version, person, company) is not null;

    /// <summary>The side that has not signed and that the person signs for; null: none.</summary>
    public static string? MissingOf(this Agreement agreement, AgreementVersion version, Person person, Company company) =>
        agreement.Missing(version).FirstOrDefault(party => person.SignsFor(party, company));

    public static int CountFor(Person person, Company company) =>
        company.Agreements.Sum(a => a.Versions.Count(v => a.WaitsFor(v, person, company)));
}
