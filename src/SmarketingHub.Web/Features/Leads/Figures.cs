using System.Globalization;
using SmarketingHub.Domain;

namespace SmarketingHub.Web.Features.Leads;

/// <summary>Amounts as people type them.</summary>
public static class Figures
{
    public const string NoNumber = "Write a number, like 12000.";

    /// <summary>In the viewer's way of writing numbers; spaces are let through. Null: empty.</summary>
    /// <exception cref="InvalidArgument">It is no number.</exception>
    public static decimal? Read(string? text, string field)
    {
        var bare = text is null ? "" : string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        return bare.Length == 0 ? null
            : decimal.TryParse(Plain(bare), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount)
                ? amount : throw new InvalidArgument(field, NoNumber);
    }

    // A point or a comma with one or two digits behind it is a fraction, whatever the language; three are thousands.
    private static string Plain(string bare)
    {
        var last = bare.LastIndexOfAny(['.', ',']);
        var isFraction = last >= 0 && bare.Length - last - 1 is 1 or 2;
        var whole = string.Concat((isFraction ? bare[..last] : bare).Where(c => c is not ('.' or ',')));
        return isFraction ? $"{whole}.{bare[(last + 1)..]}" : whole;
    }

    public static string? Write(decimal? amount) => amount?.ToString("0.##", CultureInfo.CurrentCulture);
}
