using System.Globalization;
using NodaTime;
using NodaTime.Text;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Engine.Calendars;
using SmarketingHub.Engine.Calendars.Documents;
using SmarketingHub.Engine.Calendars.ICalendar;

namespace SmarketingHub.Web.Features.Calendars;

/// <summary>A typed holiday while it is typed.</summary>
public sealed class HolidayRow
{
    public string? Date { get; set; }
    public string? Name { get; set; }
}

/// <summary>A calendar while it is drafted. Nothing typed is lost when something of it is wrong.</summary>
public sealed class CalendarForm
{
    private static readonly string[] Keys = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    public string? Name { get; set; }
    public string TimeZone { get; set; } = "Etc/UTC";

    /// <summary>Hours and minutes: <c>8</c>, <c>7:30</c>.</summary>
    public string? DayLength { get; set; } = "8";

    /// <summary>The seven days, Monday first.</summary>
    public IReadOnlyList<DayHours> Days { get; } = [.. Keys.Select(key => new DayHours(key))];
    public List<HolidayRow> Holidays { get; } = [];
    public List<HolidayFeed> Feeds { get; } = [];

    public static CalendarForm Of(CalendarDocument calendar)
    {
        var length = calendar.ToCalendar().DayLength;
        var form = new CalendarForm
        {
            Name = calendar.Name,
            TimeZone = calendar.TimeZone,
            DayLength = length.Minutes == 0 ? $"{(int)length.TotalHours}" : $"{(int)length.TotalHours}:{length.Minutes:00}",
        };
        foreach (var day in form.Days)
            day.Type(string.Join(", ", calendar.Hours.GetValueOrDefault(day.Key, []).Select(w => $"{w[0]}–{w[1]}")));
        form.Holidays.AddRange(calendar.TypedHolidays()
            .Select(h => new HolidayRow { Date = LocalDatePattern.Iso.Format(h.Date), Name = h.Name }));
        form.Feeds.AddRange(calendar.Feeds ?? []);
        return form;
    }

    /// <summary>What a new one starts with.</summary>
    public static CalendarForm Fresh(string timeZone)
    {
        var form = new CalendarForm { TimeZone = timeZone };
        foreach (var day in form.Days.Take(5))
            day.Type("09:00–17:00");
        return form;
    }

    /// <exception cref="InvalidArgument">Names the field: <c>dayLength</c>, <c>hours.mon</c>, <c>holidays[2]</c>.</exception>
    public CalendarText Read() => new(
        Name ?? "", TimeZone.Trim(), Days.ToDictionary(day => day.Key, day => day.Read()), [.. Holidays.Where(IsTyped).Select(ReadHoliday)],
        ReadDayLength(), [.. Feeds]);

    /// <summary>The calendar as far as it stands, with what is wrong left out; null while it is no calendar.</summary>
    public (WorkCalendar Calendar, IReadOnlyDictionary<LocalDate, string> Names)? Preview()
    {
        var typed = Holidays.Select(row => LocalDatePattern.Iso.Parse(row.Date ?? "") is { Success: true } date
            ? new Holiday(date.Value, row.Name) : null).OfType<Holiday>();
        var draft = new CalendarDocument("", 0, "", TimeZone.Trim(),
            Days.ToDictionary(day => day.Key, day => day.Windows is null ? [] : day.Read()), [], Length() ?? "PT8H")
        {
            Typed = [.. typed],
            Feeds = Feeds,
        };
        try
        {
            var counted = draft.Counted();
            return (counted.ToCalendar(), counted.HolidayNames());
        }
        catch (CalendarException)
        {
            return null;
        }
    }

    private static bool IsTyped(HolidayRow row) => !string.IsNullOrWhiteSpace(row.Date) || !string.IsNullOrWhiteSpace(row.Name);

    private Holiday ReadHoliday(HolidayRow row) => LocalDatePattern.Iso.Parse(row.Date ?? "") is { Success: true } date
        ? new(date.Value, row.Name)
        : throw new InvalidArgument($"holidays[{Holidays.IndexOf(row)}]", "Choose a day.");

    private string ReadDayLength() => Length() ?? throw new InvalidArgument("dayLength", "Hours and minutes, up to 24: 8, or 7:30.");

    private string? Length()
    {
        var parts = (DayLength ?? "").Trim().Split(':', '.');
        if (parts.Length > 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hours) || hours > 24)
            return null;
        var minutes = 0;
        if (parts.Length == 2
            && (parts[1].Length != 2 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out minutes)
                || minutes > 59))
            return null;
        return hours * 60 + minutes is > 0 and <= 24 * 60 ? $"PT{hours}H{minutes}M" : null;
    }
}
