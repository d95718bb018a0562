using System.Text.RegularExpressions;
using System.Xml;
using NodaTime;
using NodaTime.Text;

namespace SmarketingHub.Engine.Backups;

/// <summary>When backups are made: every so often, or each day at a time of the installation's zone.</summary>
public sealed partial record BackupRhythm
{
    public static readonly Duration Shortest = Duration.FromMinutes(1);
    public static readonly Duration Longest = Duration.FromDays(366);

    private static readonly LocalTimePattern TimeOfDay = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");

    private BackupRhythm()
    {
    }

    /// <summary>Null: once a day, <see cref="At"/>.</summary>
    public Duration? Every { get; private init; }

    /// <summary>Null: <see cref="Every"/> so often.</summary>
    public LocalTime? At { get; private init; }

    public static BackupRhythm EachDay { get; } = Each(Duration.FromDays(1));

    public static BackupRhythm Each(Duration every) => new() { Every = every };

    public static BackupRhythm DailyAt(LocalTime at) => new() { At = at };

    /// <summary>
    /// <c>PT6H</c>, <c>P1D</c>, <c>6h</c>, <c>30m</c>, <c>2d</c> or <c>06:00:00</c> is how often; <c>02:30</c> a time of day.
    /// </summary>
    /// <returns>Null: it is none of these, or out of bounds.</returns>
    public static BackupRhythm? Read(string text)
    {
        if (TimeOfDay.Parse(text) is { Success: true } at)
            return DailyAt(at.Value);
        return Length(text) is { } every && every >= Shortest && every <= Longest ? Each(every) : null;
    }

    /// <summary>The first moment after one; where a clock skips it, when the clock jumps, and where it comes twice, the first.</summary>
    public Instant Next(Instant after, DateTimeZone zone)
    {
        if (Every is { } every)
            return after + every;
        var day = after.InZone(zone).Date;
        while (true)
        {
            var next = zone.ResolveLocal(day + At!.Value, Resolving).ToInstant();
            if (next > after)
                return next;
            day = day.PlusDays(1);
        }
    }

    private static readonly NodaTime.TimeZones.ZoneLocalMappingResolver Resolving = NodaTime.TimeZones.Resolvers.CreateMappingResolver(
        NodaTime.TimeZones.Resolvers.ReturnEarlier, NodaTime.TimeZones.Resolvers.ReturnStartOfIntervalAfter);

    private static Duration? Length(string text)
    {
        try
        {
            if (Short().Match(text) is { Success: true } match)
                return Duration.FromMinutes(
                    int.Parse(match.Groups[1].ValueSpan) * match.Groups[2].Value switch { "m" => 1, "h" => 60, _ => 24 * 60 });
            return text.StartsWith('P') ? Duration.FromTimeSpan(XmlConvert.ToTimeSpan(text))
                : Hours().IsMatch(text) ? Duration.FromTimeSpan(TimeSpan.Parse(text, System.Globalization.CultureInfo.InvariantCulture))
                : null;
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\A([0-9]{1,5})([mhd])\z")]
    private static partial Regex Short();

    [GeneratedRegex(@"\A([0-9]{1,3}\.)?[0-9]{2}:[0-9]{2}:[0-9]{2}\z")]
    private static partial Regex Hours();
}
