using SmarketingHub.Domain;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Web.Api.Leads;

/// <summary>Money, in the installation's one currency.</summary>
public sealed record Money
{
    private const decimal Most = 1_000_000_000_000_000m;

    public decimal? Amount { get; init; }

    /// <summary>ISO 4217; another than the installation's is refused.</summary>
    public string? Currency { get; init; }

    internal static Money? Of(decimal? amount, Company company) => amount is null ? null : new() { Amount = amount, Currency = company.Currency };

    /// <exception cref="InvalidArgument">No amount, or another currency.</exception>
    internal decimal In(Company company, string field)
    {
        if (Currency is not null && Currency != company.Currency)
            throw new InvalidArgument($"{field}.currency", $"Money here is in {company.Currency}, not in '{Currency}'.");
        if (Currency is null)
            throw new InvalidArgument($"{field}.currency", $"Say the currency: {company.Currency}.");
        return Amount is { } amount and >= 0 and < Most
            ? decimal.Round(amount, 4)
            : throw new InvalidArgument($"{field}.amount", "Give a number of zero or more.");
    }
}
