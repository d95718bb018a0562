using NodaTime;
using SmarketingHub.Domain.Calendars;

namespace SmarketingHub.Domain.Tests.Calendars;

public class BusinessDurationTests
{
    [Theory]
    [InlineData("PT8H", 8 * 60, "PT8H")]
    [InlineData("P1D", 8 * 60, "P1D")]
    [InlineData("P10D", 80 * 60, "P10D")]
    [InlineData("PT5M", 5, "PT5M")]
    [InlineData("P1DT2H", 10 * 60, "P1DT2H")]
    [InlineData("PT90M", 90, "PT1H30M")]
    [InlineData("PT40H", 40 * 60, "PT40H")]
    [InlineData("PT120S", 2, "PT2M")]
    public void A_length_is_read_counted_and_written(string iso, int minutes, string written)
    {
        var length = BusinessDuration.Parse(iso);

        length.In(CalendarSamples.Office()).ShouldBe(Duration.FromMinutes((long)minutes));
        length.ToString().ShouldBe(written);
        BusinessDuration.Parse(written).ShouldBe(length);
    }

    [Fact]
    public void A_day_is_as_long_as_the_calendar_says()
    {
        var office = CalendarSamples.Office();
        var calendar = new WorkCalendar("Etc/UTC", office.Hours, [], Duration.FromHours(6));

        calendar.Business(BusinessDuration.Parse("P2DT1H")).ShouldBe(Duration.FromHours(13));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("PT0S")]
    [InlineData("P0D")]
    [InlineData("-PT8H")]
    [InlineData("PT-8H")]
    [InlineData("P1Y")]
    [InlineData("P1M")]
    [InlineData("P1W")]
    [InlineData("PT1.5H")]
    [InlineData("PT1M1H")]
    [InlineData("pt8h")]
    [InlineData(" PT8H")]
    [InlineData("PT8H\n")]
    [InlineData("PT٨H")]
    [InlineData("PT1000000000H")]
    [InlineData("P1000000D")]
    public void Anything_else_is_refused(string? text)
    {
        BusinessDuration.TryParse(text, out _).ShouldBeFalse();
        var error = Should.Throw<CalendarException>(() => BusinessDuration.Parse(text!));
        error.Field.ShouldBe("target");
        error.Problem.ToString().ShouldContain("\"P1DT2H30M\"");
        Should.Throw<CalendarException>(() => BusinessDuration.Parse(text!,
            "commitments[0].within")).Field.ShouldBe("commitments[0].within");
    }

    [Fact]
    public void The_longest_that_can_be_written_does_not_overflow() =>
        Should.Throw<CalendarException>(() =>
        {
            var calendar = CalendarSamples.Office();
            calendar.Due(CalendarSamples.At("2026-01-01T00:00Z"),
                BusinessDuration.Parse("P999999DT9999999H999999999M999999999S").In(calendar));
        }).Field.ShouldBe("target");
}
