using NodaTime;
using NodaTime.Calendars;

namespace SmarketingHub.Engine.Reports.Loads;

/// <summary>The ISO weeks that a period touches, in the installation's zone.</summary>
internal sealed class LoadWeeks
{
    private readonly Instant[] starts;
    private readonly DateTimeZone zone;

    internal LoadWeeks(Instant from, Instant until, DateTimeZone zone)
    {
        this.zone = zone;
        var weeks = new List<LoadWeek>();
        for (var begin = from; begin < until;)
        {
            var (monday, next) = Whole(begin);
            var end = Instant.Min(next, until);
            var rules = WeekYearRules.Iso;
            weeks.Add(new($"{rules.GetWeekYear(monday):0000}-W{rules.GetWeekOfWeekYear(monday):00}", begin, end));
            begin = end;
        }
        All = weeks;
        starts = [.. weeks.Select(week => week.From)];
    }

    internal IReadOnlyList<LoadWeek> All { get; }

    /// <summary>The week of an instant; -1: before the first. Of what is later it is the last.</summary>
    internal int Of(Instant at)
    {
        var found = Array.BinarySearch(starts, at);
        return found < 0 ? ~found - 1 : found;
    }

    /// <summary>From the midnight that begins it to the one that begins the next.</summary>
    internal (Instant From, Instant To) WholeOf(LoadWeek week)
    {
        var (monday, next) = Whole(week.From);
        return (zone.AtStartOfDay(monday).ToInstant(), next);
    }

    private (LocalDate Monday, Instant Next) Whole(Instant at)
    {
        var day = at.InZone(zone).Date;
        var monday = day.PlusDays(1 - (int)day.DayOfWeek);
        return (monday, zone.AtStartOfDay(monday.PlusWeeks(1)).ToInstant());
    }
}
