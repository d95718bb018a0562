using NodaTime;
using NodaTime.Text;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Engine.Pace;
using Period = SmarketingHub.Domain.Agreements.Period;

namespace SmarketingHub.Engine.Tests.Pace;

public sealed class PeriodSpanTests
{
    [Theory]
    [InlineData(Period.Month, "2026-03-31T22:30:00Z", "2026-03-31T22:00:00Z", "2026-04-30T22:00:00Z")]
    [InlineData(Period.Month, "2026-03-31T21:59:59Z", "2026-02-28T23:00:00Z", "2026-03-31T22:00:00Z")]
    [InlineData(Period.Quarter, "2026-12-31T12:00:00Z", "2026-09-30T22:00:00Z", "2026-12-31T23:00:00Z")]
    [InlineData(Period.Week, "2026-03-29T12:00:00Z", "2026-03-22T23:00:00Z", "2026-03-29T22:00:00Z")]
    [InlineData(Period.Week, "2026-03-01T22:59:59Z", "2026-02-22T23:00:00Z", "2026-03-01T23:00:00Z")]
    public void Periods_begin_and_end_at_midnight_there(Period period, string at, string from, string to) =>
        PeriodSpan.Of(period, At(at), DateTimeZoneProviders.Tzdb["Europe/Warsaw"]).ShouldBe(new(At(from), At(to)));

    [Theory]
    [InlineData("2026-12-23T16:00:00Z", 17, 21)]
    [InlineData("2026-12-24T10:00:00Z", 17, 21)]
    [InlineData("2026-12-24T14:00:00Z", 18, 21)]
    [InlineData("2026-12-24T13:59:59.999Z", 18, 21)]
    [InlineData("2026-12-27T14:00:00Z", 18, 21)]
    [InlineData("2026-11-02T14:00:00Z", 0, 21)]
    [InlineData("2027-02-02T14:00:00Z", 21, 21)]
    public void Working_days_are_those_that_open_and_over_when_nothing_opens_any_more(string at, int passed, int total)
    {
        string[][] hours = [["09:00", "12:00"], ["13:00", "15:00"]];
        var calendar = WorkCalendar.Create("Europe/Warsaw", new[] { "mon", "tue", "wed", "thu", "fri" }.ToDictionary(d => d, _ => hours),
            ["2026-12-25", "2026-12-31", "2026-12-26"], null);
        var days = WorkingDays.Of(PeriodSpan.Of(Period.Month, At("2026-12-05T00:00:00Z"), calendar.Zone), At(at), calendar);

        (days.Passed, days.Total).ShouldBe((passed, total));
    }

    [Fact]
    public void A_day_that_is_open_until_midnight_is_over_at_its_last_instant()
    {
        string[][] hours = [["00:00", "24:00"]];
        var calendar = WorkCalendar.Create("Europe/Warsaw", new[] { "mon", "tue" }.ToDictionary(d => d, _ => hours), [], null);
        var days = WorkingDays.Of(PeriodSpan.Of(Period.Week, At("2026-03-03T00:00:00Z"), calendar.Zone), At("2026-03-02T22:59:59.999Z"),
            calendar);

        (days.Passed, days.Total).ShouldBe((1, 2));
    }

    private static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;
}
