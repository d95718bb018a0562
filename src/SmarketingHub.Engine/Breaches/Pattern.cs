using System.Globalization;
using NodaTime;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Breaches;

/// <summary>Of what promises can have in common, beside the hour in which they started.</summary>
public enum PatternBy
{
    Source,
    Grade,
    Country,
    Person,
    Commitment,
}

/// <summary>Which promises: those that started in an hour of the week, those with something in common, or both.</summary>
/// <param name="Hour">Of the day, 0 to 23, in the zone of their calendar; null with <paramref name="Day"/>: whenever.</param>
/// <param name="By">Null: whatever else they are.</param>
/// <param name="Value">The empty text: they have none; of a person: the queue. Of a commitment: <c>agreement/id</c>.</param>
public sealed record PatternKey(IsoDayOfWeek? Day, int? Hour, PatternBy? By, string Value)
{
    private const int HoursOfDay = 24;

    internal static PatternKey Of(int hourOfWeek, PatternBy? by, string value) => new(
        hourOfWeek < 0 ? null : (IsoDayOfWeek)(hourOfWeek / HoursOfDay + 1), hourOfWeek < 0 ? null : hourOfWeek % HoursOfDay, by, value);

    internal static int HourOfWeek(ZonedDateTime at) => ((int)at.DayOfWeek - 1) * HoursOfDay + at.Hour;

    internal bool Includes(PatternPromise promise) =>
        (Day is not { } day || promise.HourOfWeek == ((int)day - 1) * HoursOfDay + Hour)
        && (By is not { } by || Same(by).Equals(promise.Values[(int)by], Value));

    /// <summary>However people write a source, a grade or a country, it is one.</summary>
    internal static IEqualityComparer<string?> Same(PatternBy by) => by switch
    {
        PatternBy.Country => FactWords.SameCountry,
        PatternBy.Source or PatternBy.Grade => FactWords.Same,
        _ => StringComparer.Ordinal,
    };

    /// <summary>As an address has it: <c>1-09~source~webinar</c>.</summary>
    public override string ToString()
    {
        var time = Day is { } day ? string.Create(CultureInfo.InvariantCulture, $"{(int)day}-{Hour:00}") : "";
        return By is { } by ? $"{time}~{by.ToString().ToLowerInvariant()}~{Value}" : time;
    }

    /// <summary>Null: not such a text.</summary>
    public static PatternKey? Parse(string? text)
    {
        var parts = (text ?? "").Split('~', 3);
        var by = (PatternBy?)null;
        if (parts.Length == 3)
        {
            if (!Enum.TryParse<PatternBy>(parts[1], ignoreCase: true, out var known) || !Enum.IsDefined(known) || char.IsDigit(parts[1][0]))
                return null;
            by = known;
        }
        if (parts[0].Length == 0)
            return by is null ? null : new(null, null, by, parts[2]);
        return parts.Length != 2 && parts[0].Split('-') is [var day, var hour]
            && int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var d) && d is >= 1 and <= 7
            && int.TryParse(hour, NumberStyles.None, CultureInfo.InvariantCulture, out var h) && h is >= 0 and < HoursOfDay
            ? new((IsoDayOfWeek)d, h, by, by is null ? "" : parts[2]) : null;
    }
}

/// <summary>Promises that are missed far more often than the others.</summary>
/// <param name="Promises">Of these, met or breached.</param>
/// <param name="AllPromises">Met or breached, of all.</param>
/// <param name="P">How likely chance alone puts so many of the breaches there.</param>
public sealed record Pattern(PatternKey Key, int Promises, int Breaches, int AllPromises, int AllBreaches, double P)
{
    /// <summary>Their share of all breaches, 0 to 1.</summary>
    public double Share => (double)Breaches / AllBreaches;

    /// <summary>That share against their share of the promises.</summary>
    public double Times => Share / ((double)Promises / AllPromises);
}
