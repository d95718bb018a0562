using CsCheck;
using SmarketingHub.Domain;
using SmarketingHub.Web.Features.Calendars;

namespace SmarketingHub.Web.Tests.Calendars;

/// <summary>Typing windows and painting them.</summary>
public class DayHoursTests
{
    private static DayHours Typed(string text)
    {
        var day = new DayHours("mon");
        day.Type(text);
        return day;
    }

    private static DayHours[] Week(string monday, string tuesday) => [.. new[] { monday, tuesday, "", "", "", "", "" }.Select(Typed)];

    [Theory]
    [InlineData("9-17", "09:00-17:00")]
    [InlineData("9:00–12.00; 12:30 — 17", "09:00-12:00 12:30-17:00")]
    [InlineData("22:00-06:00", "22:00-06:00")]
    [InlineData("0-24", "00:00-24:00")]
    [InlineData("08:15-09:45", "08:15-09:45")]
    [InlineData("", "")]
    public void What_people_type_is_read(string text, string windows) =>
        string.Join(' ', Typed(text).Read().Select(w => $"{w[0]}-{w[1]}")).ShouldBe(windows);

    [Theory]
    [InlineData("nine to five"), InlineData("9-25"), InlineData("24:00-06:00"), InlineData("9"), InlineData("9:60-10")]
    public void What_is_wrong_stays_as_it_was_typed_and_names_the_day(string text)
    {
        var day = Typed(text);
        (day.Text, day.Windows).ShouldBe((text, null));
        Should.Throw<InvalidArgument>(day.Read).Field.ShouldBe("hours.mon");
        day.Open(0, 60);
        day.Text.ShouldBe(text);
    }

    [Fact]
    public void Closing_the_morning_of_a_night_leaves_what_is_beyond_it_to_its_own_day()
    {
        var week = Week("22:00-06:00", "");
        DayHours.Close(week, 1, 2 * 60, 3 * 60);
        (week[0].Text, week[1].Text).ShouldBe(("22:00–02:00", "03:00–06:00"));
    }

    [Fact]
    public void Closing_an_evening_up_to_midnight_leaves_the_morning_of_its_night_to_the_day_after()
    {
        var week = Week("22:00-06:00", "");
        DayHours.Close(week, 0, 19 * 60, 24 * 60);
        (week[0].Text, week[1].Text).ShouldBe(("", "00:00–06:00"));
    }

    [Fact]
    public void A_day_painted_open_from_end_to_end_leaves_its_night_open()
    {
        var (monday, tuesday) = (Typed("22:00-06:00"), Typed(""));
        monday.Open(0, 1440);
        (tuesday.OpenMinutes(monday, 0, 360), tuesday.OpenMinutes(monday, 360, 1440)).ShouldBe((360, 0));
        monday.Text.ShouldBe("00:00–24:00, 22:00–06:00");
        Typed(monday.Text).Read().ShouldBe(monday.Read());
    }

    [Fact]
    public void A_day_whose_text_is_wrong_is_not_painted_and_keeps_its_night_before()
    {
        var week = Week("22:00-06:00", "nine to five");
        DayHours.Close(week, 1, 2 * 60, 3 * 60);
        (week[0].Text, week[1].Text).ShouldBe(("22:00-06:00", "nine to five"));
    }

    [Fact]
    public void Strokes_do_to_each_minute_what_they_say() =>
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 47], Gen.Int[1, 48], Gen.Bool).Array[1, 25].Sample(strokes =>
        {
            DayHours[] week = [.. Enumerable.Range(0, 7).Select(_ => Typed("21:30-05:15"))];
            var minutes = Enumerable.Range(0, 7 * 1440).Select(m => m % 1440 is >= 1290 or < 315).ToArray();
            foreach (var (day, slot, length, open) in strokes)
            {
                var (from, to) = (slot * 30, Math.Min(1440, (slot + length) * 30));
                if (open)
                    week[day].Open(from, to);
                else
                    DayHours.Close(week, day, from, to);
                Array.Fill(minutes, open, day * 1440 + from, to - from);
            }
            for (var at = 0; at < minutes.Length; at += 15)
                week[at / 1440].OpenMinutes(week[(at / 1440 + 6) % 7], at % 1440, at % 1440 + 15)
                    .ShouldBe(minutes.Skip(at).Take(15).Count(open => open));
            foreach (var day in week)
                Typed(day.Text).Windows.ShouldBe(day.Windows);
        }, iter: 200, threads: 2);
}
