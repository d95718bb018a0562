using SmarketingHub.Domain.Calendars;

namespace SmarketingHub.Domain.Tests.Calendars;

public class TimeOfDayTests
{
    [Theory]
    [InlineData("00:00", 0)]
    [InlineData("09:30", 34_200)]
    [InlineData("23:59:59", 86_399)]
    [InlineData("24:00", 86_400)]
    public void A_time_is_read_and_written(string text, int seconds)
    {
        TimeOfDay.Parse(text).SecondsSinceMidnight.ShouldBe(seconds);
        new TimeOfDay(seconds).ToString().ShouldBe(text);
    }

    [Fact]
    public void Nothing_lies_outside_the_day()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new TimeOfDay(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => new TimeOfDay(86_401));
        Should.Throw<ArgumentOutOfRangeException>(() => TimeOfDay.Of(24, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => TimeOfDay.Of(9, 60));
        Should.Throw<FormatException>(() => TimeOfDay.Parse("24:00:01"));
    }

    [Fact]
    public void Times_are_ordered()
    {
        TimeOfDay.Of(9).ShouldBeLessThan(TimeOfDay.Of(9, 1));
        (TimeOfDay.Of(24) >= TimeOfDay.EndOfDay).ShouldBeTrue();
        new Window(TimeOfDay.Of(22), TimeOfDay.Of(6)).CrossesMidnight.ShouldBeTrue();
        new Window(TimeOfDay.Of(0), TimeOfDay.EndOfDay).CrossesMidnight.ShouldBeFalse();
    }
}
