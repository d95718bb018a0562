using NodaTime;
using static SmarketingHub.Domain.Tests.Calendars.CalendarSamples;

namespace SmarketingHub.Domain.Tests.Calendars;

/// <summary>Where one worked-out stretch of the calendar meets the next nothing is lost: every week of four decades is alike.</summary>
public class PageEdgeTests
{
    private static readonly Instant FirstMonday = Instant.FromUtc(1990, 1, 1, 0, 0);

    [Theory]
    [InlineData("Etc/GMT+12", "sat", "23:59-23:59", 24 * 60)] // the zone furthest behind, reaching two days on
    [InlineData("Etc/GMT-14", "mon", "00:00-00:01", 1)] // the zone furthest ahead
    [InlineData("Etc/UTC", "sun", "12:00-12:00", 24 * 60)]
    public void A_weekly_window_is_whole_each_week(string zone, string day, string window, int minutes)
    {
        var runs = Only(zone, day, window).OpenIntervals(FirstMonday + Duration.FromDays(3), FirstMonday + Duration.FromDays(3 + 7 * 2000))
            .ToList();

        runs.Count.ShouldBe(2000);
        runs.ShouldAllBe(run => run.Duration == Duration.FromMinutes((long)minutes));
        runs.Zip(runs.Skip(1)).ShouldAllBe(pair => pair.Second.Start - pair.First.Start == Duration.FromDays(7));
    }

    [Fact]
    public void An_exact_fit_closes_each_week()
    {
        var calendar = Office("Etc/UTC");
        for (var week = 0; week < 2000; week++)
        {
            var friday = FirstMonday + Duration.FromDays(7 * week + 4);
            calendar.Due(friday + Duration.FromHours(9), Duration.FromHours(8)).ShouldBe(friday + Duration.FromHours(17));
        }
    }
}
