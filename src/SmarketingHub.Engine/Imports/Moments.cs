using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.TimeZones;
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
    private static readonly ZoneLocalMappingResolver DayBegins =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    private static readonly string[] Times = [" H:mm:ss", " H:mm", " h:mm:ss tt", " h:mm tt"];

    private readonly DateTimeZone zone;
    private readonly string[] days;
    private readonly string[] times;
    private readonly Orders orders;

    /// <param name="formats">The profile's own, tried first, each also with a time behind it.</param>
    internal Moments(DateTimeZone zone, IReadOnlyList<string> formats)
    {
        var own = formats.Select(Lenient).ToLookup(format => format.Contains('h', StringComparison.OrdinalIgnoreCase));
        this.zone = zone;
        days = [.. own[false]];
        orders = formats.Select(OrderOf).Aggregate(Orders.None, (all, one) => all | one);
        times = [.. own[true], .. days.SelectMany(date => Times.Select(time => date + time))];
    }

    /// <param name="proven">What the values of the column prove of it.</param>
    internal Parsed<Moment?> Read(string text, ColumnProof? proven = null) => TryRead(text, proven) switch
    {
        null => Parsed<Moment?>.Not(WhyNot(text, proven)),
        { At: var at } when at < NodaConstants.UnixEpoch => Parsed<Moment?>.Not($"'{text}' is before 1970."),
        var moment => moment,
    };

    /// <summary>It could be two days, and neither the profile nor the values of its column say which.</summary>
    internal bool IsOpen(string text, ColumnProof? proven) =>
        (DateParts.IsShort(text) || DayFirst(proven) is null && DateText.IsTwoFold(text)) && TryRead(text, proven) is null;

    private Phrase WhyNot(string given, ColumnProof? proven)
    {
        var text = Cells.Shorten(given);
        if (DateParts.IsShort(given))
            return $"'{text}' could be two days: say \"dateFormats\": [\"dd/MM/yy\"], [\"MM/dd/yy\"] or [\"yy/MM/dd\"] in the profile.";
        if (DayFirst(proven) is not null || DateParts.OrderOf(given) is DateParts.Order.None)
            return $"'{text}' is no date known here: 2026-03-02, 2026-03-02 14:05, 2026-03-02T14:05:00Z, 02.03.2026; "
                + $"others by \"dateFormats\" in the profile.";
        if (DateText.IsTwoFold(given))
            return $"'{text}' could be two days: say \"dateFormats\": [\"MM/dd/yyyy\"] or [\"dd/MM/yyyy\"] in the profile.";
        return $"'{text}' stands in a column that has days written both ways: say \"dateFormats\": [\"MM/dd/yyyy\"] or "
            + $"[\"dd/MM/yyyy\"] in the profile.";
    }

    private Moment? TryRead(string text, ColumnProof? proven)
    {
        if (TryExact(text, days, out var day))
            return StartOf(LocalDate.FromDateTime(day));
        if (TryExact(text, times, out var local))
            return At(LocalDateTime.FromDateTime(local), Utc(proven));
        if (proven?.IsSerial == true && SerialDates.Read(text) is { } serial)
            return serial.TimeOfDay == LocalTime.Midnight ? StartOf(serial.Date) : At(serial, Utc(proven));
        return DateText.Read(text, DayFirst(proven)) switch
        {
            null => null,
            { Time: { } time } read => At(read.Day + time, read.Offset ?? Utc(proven)),
            var read => StartOf(read.Day),
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

    // Where midnight is skipped the day begins later; in Samoa the whole 30th of December 2011 was.
    private Moment? StartOf(LocalDate day) =>
        zone.ResolveLocal(day.AtMidnight(), DayBegins) is var start && start.Date == day ? new(start.ToInstant(), true) : null;

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
