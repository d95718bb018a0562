using System.Globalization;
using Microsoft.Extensions.Localization;
using NodaTime.Text;
using SmarketingHub.Engine.Calendars.Documents;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Calendars;

/// <summary>A draft and the version that somebody else made of the same one meanwhile, field by field.</summary>
public sealed class CalendarMerge
{
    private const int MostSaid = 12;

    private readonly List<(string Label, Action Take)> theirs = [];
    private readonly List<string> both = [];
    private readonly CalendarForm begun, other, mine;

    /// <param name="before">What the draft was begun on.</param>
    public CalendarMerge(CalendarDocument before, CalendarDocument newer, CalendarForm draft, IStringLocalizer<Texts> l)
    {
        (begun, other, mine) = (CalendarForm.Of(before), CalendarForm.Of(newer), draft);
        Compare(l["Name of the calendar"], form => form.Name?.Trim(), () => mine.Name = other.Name);
        Compare(l["Time zone"], form => form.TimeZone.Trim(), () => mine.TimeZone = other.TimeZone);
        Compare(l["A business day has (hours)"], form => form.DayLength?.Trim(), () => mine.DayLength = other.DayLength);
        for (var at = 0; at < mine.Days.Count; at++)
        {
            var day = at;
            Compare(WeekGrid.DayName(day), form => Hours(form.Days[day]), () => mine.Days[day].Type(other.Days[day].Text));
        }
        foreach (var date in begun.Holidays.Concat(other.Holidays).Select(row => row.Date!).Distinct().Order(StringComparer.Ordinal))
            Compare(Say(date), form => Holiday(form, date) is { } row ? row.Name?.Trim() ?? "" : null, () => TakeHoliday(date));
        foreach (var name in begun.Feeds.Concat(other.Feeds).Select(feed => feed.Name).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            Compare(name, form => Said(Feed(form, name)), () => Put(mine.Feeds, Feed(mine, name), Feed(other, name)));
            if (Feed(other, name) is { } read && Feed(mine, name) is { } known && read.Address == known.Address
                && read.TakenAt > known.TakenAt)
                theirs.Add((name, () => TakeDays(name)));
        }
    }

    /// <summary>The fields that only they changed, which go into the draft.</summary>
    public string Theirs => Join(theirs.Select(taken => taken.Label));

    /// <summary>The fields that both changed, each to something else: the draft keeps its own.</summary>
    public string Both => Join(both);

    public void Take() => theirs.ForEach(taken => taken.Take());

    private void Compare(string label, Func<CalendarForm, string?> of, Action take)
    {
        var (was, they, me) = (of(begun), of(other), of(mine));
        if (they == was || they == me)
            return;
        if (me == was)
            theirs.Add((label, take));
        else
            both.Add(label);
    }

    private void TakeHoliday(string date)
    {
        var (row, known) = (Holiday(other, date), Holiday(mine, date));
        if (known is not null && row is not null)
            known.Name = row.Name;
        else
            Put(mine.Holidays, known, row);
    }

    private void TakeDays(string name)
    {
        if (Feed(mine, name) is { } known && Feed(other, name) is { } read)
            Put(mine.Feeds, known, UnsavedCalendar.Ruled(read with { Hidden = known.Hidden }, UnsavedCalendar.Rule(known)));
    }

    private static void Put<T>(List<T> list, T? known, T? with) where T : class
    {
        var at = known is null ? list.Count : list.IndexOf(known);
        if (known is not null)
            list.RemoveAt(at);
        if (with is not null)
            list.Insert(at, with);
    }

    // Typed one way or another, the same hours are the same.
    private static string Hours(DayHours day) => day.Windows is { } windows ? string.Join(' ', windows) : day.Text;

    private static HolidayRow? Holiday(CalendarForm form, string date) => form.Holidays.FindLast(row => row.Date == date);

    private static HolidayFeed? Feed(CalendarForm form, string name) => form.Feeds.Find(feed => feed.Is(name));

    // The days of an address change by themselves; a file is another one.
    private static string? Said(HolidayFeed? feed) =>
        feed is null ? null : $"{feed.Address ?? $"{feed.TakenAt}"} {feed.Hidden} {UnsavedCalendar.Rule(feed)}";

    private static string Say(string date) =>
        LocalDatePattern.Iso.Parse(date).Value.ToDateTimeUnspecified().ToString("d MMM yyyy", CultureInfo.CurrentCulture);

    private static string Join(IEnumerable<string> labels)
    {
        List<string> all = [.. labels.Distinct()];
        return string.Join(", ", all.Take(MostSaid)) + (all.Count > MostSaid ? " …" : "");
    }
}
