using NodaTime;
using SmarketingHub.Domain.Calendars;
using static SmarketingHub.Domain.Tests.Calendars.CalendarSamples;

namespace SmarketingHub.Domain.Tests.Calendars;

public class CalendarSpeedTests
{
    [Fact]
    public void Questions_allocate_nothing_once_the_years_are_known()
    {
        var calendar = Office("Europe/Warsaw", [.. Enumerable.Range(1, 12).Select(month => $"2026-{month:00}-11")]);
        Ask(calendar);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Ask(calendar);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public async Task Many_threads_may_ask_a_fresh_calendar_at_once()
    {
        var calendar = Office();
        var known = Answers(Office());

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Answers(calendar))));

        answers.ShouldAllBe(answer => answer.SequenceEqual(known));
    }

    private static void Ask(WorkCalendar calendar)
    {
        var start = Instant.FromUtc(2026, 1, 5, 8, 0);
        for (var hour = 0; hour < 9000; hour++)
        {
            var at = start + Duration.FromHours(hour);
            var due = calendar.Due(at, Duration.FromHours(40));
            _ = calendar.Elapsed(at, due);
            _ = calendar.IsOpen(at);
            _ = calendar.NextOpening(at);
        }
    }

    private static Instant[] Answers(WorkCalendar calendar) =>
        [.. Enumerable.Range(0, 50).Select(year => calendar.Due(Instant.FromUtc(1990 + year, 6, 1, 0, 0), Duration.FromHours(1000)))];
}
