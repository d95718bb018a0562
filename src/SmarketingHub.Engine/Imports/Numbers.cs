using System.Globalization;
using System.Text.RegularExpressions;
using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Imports;

/// <summary>Reads amounts: <c>1054</c>, <c>1,054.50</c>, <c>$ 1054</c>; with a decimal comma <c>1.054,50</c>.</summary>
internal sealed partial class Numbers(string point)
{
    private readonly bool comma = point switch
    {
        "." => false,
        "," => true,
        _ => throw new InvalidArgument("profile", "\"decimal\" is a point or a comma."),
    };

    internal decimal Amount(string field, string text)
    {
        var bare = Signs().Replace(text, "");
        if (comma)
            bare = bare.Replace('.', ' ').Replace(',', '.').Replace(' ', ',');
        // Groups of three, or it may be a decimal comma that nobody named.
        return Grouped().IsMatch(bare) && decimal.TryParse(bare.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            ? decimal.Round(amount, 4)
            : throw new InvalidArgument(field, $"'{text}' is no amount: 1054.50. With a decimal comma, say \"decimal\": \",\" in the profile.");
    }

    [GeneratedRegex(@"[\s\p{Sc}]|^[A-Z]{3}(?=[\s\d])|[A-Z]{3}$")]
    private static partial Regex Signs();

    [GeneratedRegex(@"^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$")]
    private static partial Regex Grouped();
}
