using static SmarketingHub.Engine.Tests.Calendars.Ics;

namespace SmarketingHub.Engine.Tests.Calendars;

/// <summary>Some programs give all of their events one UID. None of these is lost without a word.</summary>
public class IcsOneUidTests
{
    private static string Holiday(string start, string? name, params string[] lines) =>
        Event(["UID:holiday", $"DTSTART{start}", .. name is null ? Array.Empty<string>() : [$"SUMMARY:{name}"], .. lines]);

    private static readonly string NewYear = Holiday(";VALUE=DATE:20270101", "New Year", "DTSTAMP:20260101T000000Z"),
        Labour = Holiday(";VALUE=DATE:20270501", "Labour Day", "DTSTAMP:20260101T000000Z");

    [Fact]
    public void A_cancelled_one_cancels_its_own_day_alone()
    {
        var cancelled = Holiday(";VALUE=DATE:20271106", "Election Day", "DTSTAMP:20260101T000000Z", "STATUS:CANCELLED");
        foreach (var events in new[] { new[] { NewYear, Labour, cancelled }, [cancelled, Labour, NewYear], [Labour, cancelled, NewYear] })
            Short(events).ShouldBe("01-01 05-01");
        Short(NewYear, cancelled).ShouldBe("01-01");
        Short(NewYear, Labour, cancelled, Holiday(";VALUE=DATE:20271106", "Election Day", "DTSTAMP:20260101T000000Z"))
            .ShouldBe("01-01 05-01");
    }

    [Theory]
    [InlineData(";VALUE=DATE:20270501")]
    [InlineData(":20270501")]
    [InlineData(":20270501T000000")]
    [InlineData(";TZID=Europe/Warsaw:20270501T000000")]
    [InlineData(":20270430T220000Z")]
    public void The_same_start_in_any_form(string start)
    {
        foreach (var name in new[] { "Labour Day", "Called otherwise", null })
            Short(NewYear, Labour, Holiday(start, name, "DTSTAMP:20260101T000000Z", "STATUS:CANCELLED")).ShouldBe("01-01");
    }

    [Fact]
    public void What_is_called_alike_on_another_day_stays()
    {
        string[] days = [.. new[] { "20270101", "20270501" }.Select(day => Holiday($";VALUE=DATE:{day}", "Holiday"))];
        Short([.. days, Holiday(";VALUE=DATE:20271106", "Holiday", "STATUS:CANCELLED")]).ShouldBe("01-01 05-01");
        Short([.. days, Holiday(":20270501T090000", "Holiday", "STATUS:CANCELLED")]).ShouldBe("01-01 05-01");
    }

    [Fact]
    public void One_that_does_not_say_when_cancels_what_is_called_alike_else_all()
    {
        Short(NewYear, Labour, Event("UID:holiday", "DTSTAMP:20260101T000000Z", "SUMMARY:Labour Day", "STATUS:CANCELLED"))
            .ShouldBe("01-01");
        Short(NewYear, Labour, Event("UID:holiday", "DTSTAMP:20260101T000000Z", "DTSTART:soon", "SUMMARY:Labour Day", "STATUS:CANCELLED"))
            .ShouldBe("01-01");
        Short(NewYear, Labour, Event("UID:holiday", "DTSTAMP:20260101T000000Z", "STATUS:CANCELLED")).ShouldBe("");
        Short(NewYear, Event("UID:holiday", "DTSTAMP:20260101T000000Z", "SUMMARY:Canceled: New Year", "STATUS:CANCELLED")).ShouldBe("");
    }

    [Fact]
    public void What_a_newer_cancelled_one_of_another_day_and_name_takes_along_is_told()
    {
        var read = Read(Of(NewYear, Labour, Holiday(";VALUE=DATE:20270501", "Labour Day", "DTSTAMP:20260102T000000Z", "STATUS:CANCELLED")));
        (Short(read), read.LeftOutEvents[0].Name, Why(read)[0]).ShouldBe((" -1", "New Year",
            "A newer event of the same UID is cancelled, and this one with it."));
        // The next version of itself, and one that takes all along, are as they should be.
        Short(NewYear, Holiday(";VALUE=DATE:20270102", "New Year", "DTSTAMP:20260102T000000Z", "STATUS:CANCELLED")).ShouldBe("");
        Short(NewYear, Labour, Event("UID:holiday", "DTSTAMP:20260102T000000Z", "STATUS:CANCELLED")).ShouldBe("");
        Short(NewYear, Holiday(";VALUE=DATE:20270501", "Labour Day", "SEQUENCE:1", "STATUS:CANCELLED")).ShouldBe("");
    }

    [Fact]
    public void What_is_older_than_several_is_told_too()
    {
        var read = Read(Of(NewYear, Labour, Holiday(";VALUE=DATE:20270406", "Easter", "DTSTAMP:20250101T000000Z"),
            Holiday(";VALUE=DATE:20270501", "May", "DTSTAMP:20250101T000000Z")));
        (Short(read), read.LeftOutEvents[0].Name, Why(read)[0]).ShouldBe(("01-01 05-01 -1", "Easter",
            "A newer event of the same UID counts instead of it."));
    }
}
