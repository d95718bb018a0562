namespace SmarketingHub.Domain;

/// <summary>
/// What an amount of money may be, wherever it is said: of a lead, a deal, a promise, a goal. In the installation's currency.
/// </summary>
public static class Amounts
{
    /// <summary>More than this is a typing error.</summary>
    public const decimal Most = 1_000_000_000_000m;

    /// <exception cref="InvalidArgument">Less than zero, or more than <see cref="Most"/>. Names the field.</exception>
    public static void Check(decimal? amount, string field)
    {
        if (amount is < 0 or > Most)
            throw new InvalidArgument(field, $"An amount from 0 to {Most:N0}.");
    }

    /// <summary>Of what is promised or wished for: zero would say nothing.</summary>
    /// <exception cref="InvalidArgument">Zero, less, or more than <see cref="Most"/>. Names the field.</exception>
    public static void CheckPromise(decimal amount, string field)
    {
        if (amount is <= 0 or > Most)
            throw new InvalidArgument(field, $"A number above 0, at most {Most:N0}.");
    }
}
