using SmarketingHub.Domain.Companies;
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
            (company, asOf) = (company is null || asOf < 0 ? CompanyStore.Read(rows) : CompanyStore.Since(rows, company, asOf),
                companySequence);
        return company;
    }

    /// <summary>A command has changed it and was not undone.</summary>
    internal void Keep(Company changed, long companySequence) => (company, asOf) = (changed, companySequence);

    internal void Forget() => asOf = -1;
}
