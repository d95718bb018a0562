using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;

namespace SmarketingHub.Domain.Calendars;

/// <summary>
/// A length of business time as an agreement writes it: ISO 8601 days, hours, minutes and seconds, more than zero.
/// How long its days are, only a calendar knows: <c>P1D</c> is one <see cref="WorkCalendar.DayLength"/>.
/// </summary>
public readonly partial record struct BusinessDuration
{
    private BusinessDuration(int days, Duration time)
    {
        Days = days;
        Time = time;
    }

    /// <summary>Whole business days, 0 to 999,999.</summary>
    public int Days { get; }

    /// <summary>What comes on top of the days, in whole seconds.</summary>
    public Duration Time { get; }

    /// <summary>A length without days, for writing it down; whole seconds, more than zero.</summary>
    internal static BusinessDuration Of(Duration time) => new(0, time);

    /// <exception cref="CalendarException">Of the field <c>target</c>: not such a length.</exception>
    public static BusinessDuration Parse(string iso) => Parse(iso, "target");

    /// <param name="field">What the error calls the value.</param>
    /// <exception cref="CalendarException">Of <paramref name="field"/>: not such a length.</exception>
    public static BusinessDuration Parse(string iso, string field) =>
        TryParse(iso, out var duration)
            ? duration
            : throw new CalendarException(field,
                $"{Quoted.Value(iso)} is not a length of business time; write days, hours, minutes and seconds, more than zero, as "
                    + $"\"PT8H\", \"P1D\" or \"P1DT2H30M\" (at most 999999 days and 9999999 hours; no years, months or weeks).");

    public static bool TryParse(string? iso, out BusinessDuration duration)
    {
        duration = default;
        if (iso is null || Written().Match(iso) is not { Success: true } match)
            return false;
        var time = Duration.FromHours(Number(match, 2)) + Duration.FromMinutes((long)Number(match, 3))
            + Duration.FromSeconds((long)Number(match, 4));
        duration = new BusinessDuration(Number(match, 1), time);
        return duration != default;
    }

    /// <summary>The open time that this is in a calendar.</summary>
    public Duration In(WorkCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return calendar.DayLength * Days + Time;
    }

    /// <summary>ISO 8601 that <see cref="Parse(string)"/> reads back; minutes and seconds carry over, hours never into days.</summary>
    public override string ToString()
    {
        if (this == default)
            return "PT0S";
        var seconds = (long)Time.TotalSeconds;
        var text = new StringBuilder("P");
        Append(text, Days, 'D');
        if (seconds > 0)
            text.Append('T');
        Append(text, seconds / 3600, 'H');
        Append(text, seconds / 60 % 60, 'M');
        Append(text, seconds % 60, 'S');
        return text.ToString();
    }

    private static void Append(StringBuilder text, long number, char unit)
    {
        if (number > 0)
            text.Append(CultureInfo.InvariantCulture, $"{number}{unit}");
    }

    private static int Number(Match match, int group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : 0;

    // The digits are limited so that no arithmetic on them can overflow.
    [GeneratedRegex(@"\AP(?:([0-9]{1,6})D)?(?:T(?=[0-9])(?:([0-9]{1,7})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9})S)?)?\z")]
    private static partial Regex Written();
}
