using NodaTime;
using SmarketingHub.Engine.Reports.Reading;

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
            var week = IsoWeek.Of(begin, zone);
            var end = Instant.Min(week.End, until);
            weeks.Add(new(week.Name, begin, end));
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
    internal IsoWeek WholeOf(LoadWeek week) => IsoWeek.Of(week.From, zone);
}
