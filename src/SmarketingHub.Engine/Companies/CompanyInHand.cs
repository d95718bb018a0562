using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Companies;

/// <summary>The company as last read; read again when the ledger says that it changed, also by another process.</summary>
internal sealed class CompanyInHand
{
    private Company? company;
    private long asOf = -1;

    internal Company Current(HubContext rows, long companySequence)
    {
        if (company is null || asOf != companySequence)
            (company, asOf) = (CompanyStore.Read(rows), companySequence);
        return company;
    }

    internal void Forget() => asOf = -1;
}
