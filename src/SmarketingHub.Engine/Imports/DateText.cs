using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace SmarketingHub.Engine.Imports;

/// <summary>
/// A date as a program wrote it, taken apart: the day, the time with it, how far it is from UTC, as the text says.
/// </summary>
internal sealed record DateText(LocalDate Day, LocalTime? Time, Offset? Offset)
{
    /// <summary>The day and month of this text could be two days, and nothing says which.</summary>
    internal static bool IsTwoFold(string text) => DateParts.OrderOf(text) is DateParts.Order.Either;

    /// <param name="dayFirst">What the values of the column prove of days with slashes and dashes; null: nothing.</param>
    /// <returns>Null: it is no date known here, or one that can be read two ways.</returns>
    internal static DateText? Read(string given, bool? dayFirst)
    {
        var text = DateParts.Tidy(given);
        if (DateParts.Epoch().IsMatch(text))
            return OfEpoch(long.Parse(text, CultureInfo.InvariantCulture));
        var day = DateParts.Day(text, dayFirst, out var length);
        if (day is not { } found)
            return null;
        if (text.Length == length)
            return new(found, null, null);
        return DateParts.Clock().Match(text[length..]) is { Success: true } clock && TimeOf(clock) is { } time
            && DateParts.TryOffset(clock, out var offset)
            ? new(found, time, offset) : null;
    }

    // Milliseconds as HubSpot's API has them, or seconds.
    private static DateText OfEpoch(long number)
    {
        var at = (number > 99_999_999_999 ? Instant.FromUnixTimeMilliseconds(number) : Instant.FromUnixTimeSeconds(number)).InUtc();
        return new(at.Date, at.TimeOfDay, NodaTime.Offset.Zero);
    }

    private static LocalTime? TimeOf(Match clock)
    {
        int Number(string group) =>
            clock.Groups[group] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : 0;
        var (hour, minute, second) = (Number("hour"), Number("minute"), Number("second"));
        if (clock.Groups["half"] is { Success: true, ValueSpan: var half })
        {
            if (hour is 0 or > 12)
                return null;
            hour = hour % 12 + (half[0] is 'p' or 'P' ? 12 : 0);
        }
        if (hour > 23 || minute > 59 || second > 59)
            return null;
        var fraction = clock.Groups["fraction"].Value.PadRight(3, '0')[..3];
        return new(hour, minute, second, int.Parse(fraction, CultureInfo.InvariantCulture));
    }
}
