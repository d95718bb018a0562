using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;

namespace SmarketingHub.Web.Features.Agreements;

/// <summary>Versions that wait for somebody's signature.</summary>
public static class Waiting
{
    public static bool WaitsFor(this Agreement agreement, AgreementVersion version, Person person, Company company) =>
        version.State == VersionState.Proposed && agreement.Missing(version).Any(party => person.SignsFor(party, company));

    public static int CountFor(Person person, Company company) => company.Agreements.Sum(a => a.Versions.Count(v => a.WaitsFor(v, person, company)));
}
