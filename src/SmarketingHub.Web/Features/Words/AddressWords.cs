using System.Globalization;

namespace SmarketingHub.Web.Features.Words;

/// <summary>
/// What stands in an address. Pages take its parameters as texts and read them here: a typed one would end the page where somebody's text
/// is none of that type.
/// </summary>
public static class AddressWords
{
    private const int MostPages = 100_000;

    /// <summary>Null: it was not given, or is no whole number of 1 or more.</summary>
    public static long? Id(string? text) =>
        long.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null;

    /// <summary>Of a version or of a list's page. Null as of <see cref="Id"/>.</summary>
    public static int? Number(string? text) => Id(text) is { } number and <= int.MaxValue ? (int)number : null;

    /// <summary>A page of a list, from 1; which is the one where none can be read.</summary>
    public static int Page(string? text) => Math.Min(Number(text) ?? 1, MostPages);

    /// <summary>One of the names of an enum, however its letters are written; null: it is none of them.</summary>
    public static T? Choice<T>(string? text) where T : struct, Enum
    {
        var name = text?.Trim();
        foreach (var value in Enum.GetValues<T>())
            if (value.ToString().Equals(name, StringComparison.OrdinalIgnoreCase))
                return value;
        return null;
    }
}
