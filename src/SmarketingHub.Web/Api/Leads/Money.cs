using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;

namespace SmarketingHub.Web.Api.Leads;

/// <summary>Money, in the installation's one currency.</summary>
public sealed record Money
{
    public decimal? Amount { get; init; }

    /// <summary>ISO 4217; another than the installation's is refused.</summary>
    public string? Currency { get; init; }

    internal static Money? Of(decimal? amount, Company company) =>
        amount is null ? null : new() { Amount = amount, Currency = company.Currency };

    /// <exception cref="InvalidArgument">No amount, or another currency.</exception>
    internal decimal In(Company company, string field)
    {
        if (Currency is not null && Currency != company.Currency)
            throw new InvalidArgument($"{field}.currency", $"Money here is in {company.Currency}, not in '{Currency}'.");
        if (Currency is null)
            throw new InvalidArgument($"{field}.currency", $"Say the currency: {company.Currency}.");
        Amounts.Check(Amount ?? -1, $"{field}.amount");
        return decimal.Round(Amount!.Value, 4);
    }
}
