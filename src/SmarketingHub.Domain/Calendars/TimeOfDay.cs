using System.Globalization;
using System.Text.RegularExpressions;

namespace SmarketingHub.Domain.Calendars;

/// <summary>A local time of day in whole seconds, 00:00 to 24:00 inclusive; 24:00 is the midnight that ends the day.</summary>
public readonly partial record struct TimeOfDay : IComparable<TimeOfDay>
{
    private const int SecondsPerDay = 24 * 60 * 60;

    /// <exception cref="ArgumentOutOfRangeException">Below 0 or above 86,400.</exception>
    public TimeOfDay(int secondsSinceMidnight)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(secondsSinceMidnight);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(secondsSinceMidnight, SecondsPerDay);
        SecondsSinceMidnight = secondsSinceMidnight;
    }

    public static TimeOfDay EndOfDay => new(SecondsPerDay);

    /// <summary>0 to 86,400.</summary>
    public int SecondsSinceMidnight { get; }

    /// <summary>Of hours 0-24 and minutes 0-59; 24 stands only with 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such time.</exception>
    public static TimeOfDay Of(int hour, int minute = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hour);
        ArgumentOutOfRangeException.ThrowIfNegative(minute);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hour, 24);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minute, 59);
        return new((hour * 60 + minute) * 60);
    }

    /// <summary>Reads <c>HH:mm</c> or <c>HH:mm:ss</c>, up to <c>24:00</c>.</summary>
    /// <exception cref="FormatException">It is written otherwise.</exception>
    public static TimeOfDay Parse(string text) =>
        TryParse(text, out var time)
            ? time : throw new FormatException($"\"{text}\" is not a time of day from 00:00 to 24:00, written HH:mm.");

    public static bool TryParse(string? text, out TimeOfDay time)
    {
        time = default;
        if (text is null || Written().Match(text) is not { Success: true } match)
            return false;
        var seconds = (Number(match, 1) * 60 + Number(match, 2)) * 60 + Number(match, 3);
        if (seconds > SecondsPerDay)
            return false;
        time = new TimeOfDay(seconds);
        return true;
    }

    public int CompareTo(TimeOfDay other) => SecondsSinceMidnight.CompareTo(other.SecondsSinceMidnight);

    public static bool operator <(TimeOfDay left, TimeOfDay right) => left.CompareTo(right) < 0;

    public static bool operator >(TimeOfDay left, TimeOfDay right) => left.CompareTo(right) > 0;

    public static bool operator <=(TimeOfDay left, TimeOfDay right) => left.CompareTo(right) <= 0;

    public static bool operator >=(TimeOfDay left, TimeOfDay right) => left.CompareTo(right) >= 0;

    /// <summary><c>HH:mm</c>, with seconds only where there are some.</summary>
    public override string ToString()
    {
        var (minutes, second) = Math.DivRem(SecondsSinceMidnight, 60);
        var text = string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:00}:{minutes % 60:00}");
        return second == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}:{second:00}");
    }

    private static int Number(Match match, int group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"\A([01][0-9]|2[0-4]):([0-5][0-9])(?::([0-5][0-9]))?\z")]
    private static partial Regex Written();
}
