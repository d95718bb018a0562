namespace SmarketingHub.Web.Features.Imports.Choosing;

/// <summary>What comes first in a day that could be two: what a page asks, and a profile says by its formats of dates.</summary>
public static class DateOrders
{
    private static readonly string[] WithYearLast = ["dd{0}MM{0}yyyy", "MM{0}dd{0}yyyy"];
    private static readonly string[] WithShortYear = ["dd{0}MM{0}yy", "MM{0}dd{0}yy", "yy{0}MM{0}dd"];

    /// <summary>The formats that a value could have; none: it cannot be told by a format.</summary>
    public static IReadOnlyList<string> Of(string example)
    {
        var day = example.Split(' ')[0];
        var separator = day.FirstOrDefault(sign => !char.IsAsciiDigit(sign));
        var parts = day.Split(separator);
        return parts.Length != 3 || separator is not ('/' or '-' or '.') || !parts.All(part => part.All(char.IsAsciiDigit)) ? []
            : [.. (parts[2].Length == 4 ? WithYearLast : WithShortYear).Select(format => string.Format(null, format, separator))];
    }

    /// <summary>The day that the example names when it is written so; null: none.</summary>
    public static DateOnly? Read(string example, string format) =>
        DateOnly.TryParseExact(example.Split(' ')[0],
            [format, format.Replace("dd", "d", StringComparison.Ordinal).Replace("MM", "M", StringComparison.Ordinal)],
            System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? day : null;
}
