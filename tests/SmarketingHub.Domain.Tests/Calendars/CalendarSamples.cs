using NodaTime;
using NodaTime.Text;
using SmarketingHub.Domain.Calendars;

namespace SmarketingHub.Domain.Tests.Calendars;

internal static class CalendarSamples
{
    private static readonly string[] Week = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>Monday to Friday, 09:00-17:00.</summary>
    public static WorkCalendar Office(string zone = "Europe/Warsaw", params string[] holidays) =>
        WorkCalendar.Create(zone, Week.Take(5).ToDictionary(day => day, _ => new[] { new[] { "09:00", "17:00" } }), holidays);

    public static WorkCalendar Always(string zone) => Daily(zone, ["00:00", "24:00"]);

    /// <summary>The same windows every day.</summary>
    public static WorkCalendar Daily(string zone, params string[][] windows) =>
        WorkCalendar.Create(zone, Week.ToDictionary(day => day, _ => windows), []);

    /// <summary>One weekday's windows, <c>"fri"</c> and <c>"22:00-06:00"</c>, with holidays.</summary>
    public static WorkCalendar Only(string zone, string day, string window, params string[] holidays) =>
        WorkCalendar.Create(zone, new Dictionary<string, string[][]> { [day] = [window.Split('-')] }, holidays);

    /// <summary>An ISO instant, with or without seconds.</summary>
    public static Instant At(string iso) => InstantPattern.ExtendedIso.Parse(iso.Length == 17 ? $"{iso[..16]}:00Z" : iso).Value;

    /// <summary>The instants between which it is open, written short.</summary>
    public static string[] Runs(this WorkCalendar calendar, string from, string to) =>
        [.. calendar.OpenIntervals(At(from), At(to)).Select(run => $"{run.Start:uuuu-MM-dd'T'HH:mm'Z'} {run.End:uuuu-MM-dd'T'HH:mm'Z'}")];
}
