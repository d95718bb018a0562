using SmarketingHub.Engine.Board;

namespace SmarketingHub.Web.Features.Board.Filters;

/// <summary>What there is to filter by.</summary>
public sealed record FilterChoices(IReadOnlySet<string> Sources, IReadOnlySet<string> Countries, IReadOnlySet<string> Holders)
{
    public static readonly FilterChoices None = new(new HashSet<string>(), new HashSet<string>(), new HashSet<string>());

    public static FilterChoices Of(IEnumerable<Card> cards)
    {
        HashSet<string> sources = new(StringComparer.OrdinalIgnoreCase), countries = new(StringComparer.OrdinalIgnoreCase), holders = [];
        foreach (var card in cards)
        {
            Add(sources, card.Source);
            Add(countries, card.Country);
            Add(holders, card.Holder);
        }
        return new(sources, countries, holders);
    }

    /// <summary>The earlier choices when the new ones are the same, so that nothing has to be drawn again.</summary>
    public FilterChoices Or(FilterChoices known) =>
        known.Sources.SetEquals(Sources) && known.Countries.SetEquals(Countries) && known.Holders.SetEquals(Holders) ? known : this;

    private static void Add(HashSet<string> values, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            values.Add(value);
    }
}
