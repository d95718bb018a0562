
namespace SmarketingHub.Engine.Values;

/// <summary>A number as it is looked for. Typed without its country, it is one whether or not a lead said the country.</summary>
/// <param name="Key">As it is compared.</param>
/// <param name="Bare">As somebody's is compared whose country nobody said.</param>
/// <param name="Typed">As somebody typed it whose country a lead said; empty when it is known here.</param>
internal sealed record PhoneLookup(string Key, string Bare, string Typed)
{
    internal static PhoneLookup? Of(string? phone, string? country) => Phones.Key(phone, country) is not { } key ? null
        : new(key, Phones.Key(phone, null) ?? key, key[0] == '+' ? "" : key);
}
