using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Imports;

/// <summary>A point in time as a file gives it.</summary>
/// <param name="WholeDay">The file names the day alone: its start stands for it.</param>
public readonly record struct Moment(Instant At, bool WholeDay)
{
    /// <summary>This moment, or the other when it lies within the day that this names.</summary>
    internal Instant NotBefore(Instant other) => WholeDay && other > At && other < At + Duration.FromDays(1) ? other : At;
}

/// <summary>Reads dates and times, several ways in one column.</summary>
internal sealed partial class Moments
{
    private static readonly string[] Times = [" H:mm:ss", " H:mm", " h:mm:ss tt", " h:mm tt"];

    private readonly DateTimeZone zone;
    private readonly string[] days;
    private readonly string[] times;
    private readonly Orders orders;

    /// <param name="formats">The profile's own, tried first, each also with a time behind it.</param>
    internal Moments(DateTimeZone zone, IReadOnlyList<string> formats)
    {
        if (formats.Any(string.IsNullOrWhiteSpace))
            throw new InvalidArgument("profile", "A date format is empty: give one like MM/dd/yyyy.");
        var own = formats.Select(Lenient).ToLookup(format => format.Contains('h', StringComparison.OrdinalIgnoreCase));
        this.zone = zone;
        days = [.. own[false]];
        orders = formats.Select(OrderOf).Aggregate(Orders.None, (all, one) => all | one);
        times = [.. own[true], .. days.SelectMany(date => Times.Select(time => date + time))];
    }

    /// <param name="proven">What the values of the column prove of it.</param>
    /// <exception cref="InvalidArgument">It is no date, or one that can be read two ways.</exception>
    internal Moment Read(string field, string text, ColumnProof? proven = null)
    {
        var moment = TryRead(text, proven) ?? throw new InvalidArgument(field, $"'{text}' {WhyNot(text, proven)} in the profile.");
        return moment.At >= NodaConstants.UnixEpoch ? moment : throw new InvalidArgument(field, $"'{text}' is before 1970.");
    }

    /// <summary>It could be two days, and neither the profile nor the values of its column say which.</summary>
    internal bool IsOpen(string text, ColumnProof? proven) =>
        (DateParts.IsShort(text) || DayFirst(proven) is null && DateText.IsTwoFold(text)) && TryRead(text, proven) is null;

    private string WhyNot(string text, ColumnProof? proven)
    {
        const string Say = "say \"dateFormats\": [\"MM/dd/yyyy\"] or [\"dd/MM/yyyy\"]";
        if (DateParts.IsShort(text))
            return "could be two days: say \"dateFormats\": [\"dd/MM/yy\"], [\"MM/dd/yy\"] or [\"yy/MM/dd\"], as it is written,";
        return DayFirst(proven) is not null || DateParts.OrderOf(text) is DateParts.Order.None
            ? "is no date known here: 2026-03-02, 2026-03-02 14:05, 2026-03-02T14:05:00Z, 02.03.2026; others by \"dateFormats\""
            : DateText.IsTwoFold(text) ? $"could be two days: {Say}" : $"stands in a column that has days written both ways: {Say}";
    }

    private Moment? TryRead(string text, ColumnProof? proven)
    {
        if (TryExact(text, days, out var day))
            return StartOf(text, LocalDate.FromDateTime(day));
        if (TryExact(text, times, out var local))
            return At(LocalDateTime.FromDateTime(local), Utc(proven));
        if (proven?.IsSerial == true && SerialDates.Read(text) is { } serial)
            return serial.TimeOfDay == LocalTime.Midnight ? StartOf(text, serial.Date) : At(serial, Utc(proven));
        return DateText.Read(text, DayFirst(proven)) switch
        {
            null => null,
            { Time: { } time } read => At(read.Day + time, read.Offset ?? Utc(proven)),
            var read => StartOf(text, read.Day),
        };
    }

    // What the profile says counts, whatever the column's values prove.
    private bool? DayFirst(ColumnProof? proven) => orders switch
    {
        Orders.None => proven?.DayFirst,
        Orders.Both => null,
        var one => one == Orders.DayFirst,
    };

    private static Offset? Utc(ColumnProof? proven) => proven?.InUtc == true ? Offset.Zero : null;

    // Of a format that has its year last: which of the others comes first.
    private static Orders OrderOf(string format) => DayAndMonth().Match(format) switch
    {
        { Success: false } => Orders.None,
        { ValueSpan: ['d', ..] } => Orders.DayFirst,
        _ => Orders.MonthFirst,
    };

    private Moment At(LocalDateTime local, Offset? offset) =>
        new(Whole(offset is { } known ? local.WithOffset(known).ToInstant() : zone.AtLeniently(local).ToInstant()), false);

    private Moment StartOf(string text, LocalDate day)
    {
        try
        {
            return new(zone.AtStartOfDay(day).ToInstant(), true);
        }
        catch (SkippedTimeException)
        {
            throw new InvalidArgument("date", $"There was no {text} in {zone.Id}.");
        }
    }

    private static bool TryExact(string text, string[] formats, out DateTime value) =>
        DateTime.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out value);

    // One digit or two, whatever the profile says.
    private static string Lenient(string format) => TwoDigits().Replace(format, "$1$2");

    [GeneratedRegex("(?<!M)(M)M(?!M)|(?<!d)(d)d(?!d)")]
    private static partial Regex TwoDigits();

    [GeneratedRegex("^(?:d{1,2}[-/]M{1,2}|M{1,2}[-/]d{1,2})[-/]y")]
    private static partial Regex DayAndMonth();

    [Flags]
    private enum Orders
    {
        None = 0,
        DayFirst = 1,
        MonthFirst = 2,
        Both = DayFirst | MonthFirst,
    }

    // Milliseconds: what the rows and the ledger keep.
    private static Instant Whole(Instant instant) => Instant.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
}
