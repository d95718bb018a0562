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
            : decimal.TryParse(bare, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowLeadingSign, CultureInfo.CurrentCulture, out var amount)
                ? amount : throw new InvalidArgument(field, NoNumber);
    }

    public static string? Write(decimal? amount) => amount?.ToString("0.##", CultureInfo.CurrentCulture);
}
