using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace SmarketingHub.Engine.Imports;

/// <summary>Days as Excel counts them, from the end of 1899: <c>45195</c> is 26 September 2023, <c>45195.5</c> its noon.</summary>
internal static partial class SerialDates
{
    private static readonly LocalDate Zero = new(1899, 12, 30);

    internal static bool Is(string text) => Serial().IsMatch(text);

    internal static LocalDateTime? Read(string text)
    {
        if (!Is(text))
            return null;
        var number = decimal.Parse(text.Replace(',', '.'), CultureInfo.InvariantCulture);
        var seconds = (long)decimal.Round(number % 1 * 86_400);
        return Zero.PlusDays((int)number).AtMidnight().PlusSeconds(seconds);
    }

    // 1970 to 2119.
    [GeneratedRegex(@"^(2556[9]|255[7-9][0-9]|25[6-9][0-9][0-9]|2[6-9][0-9]{3}|[3-7][0-9]{4})([.,][0-9]{1,12})?$")]
    private static partial Regex Serial();
}
