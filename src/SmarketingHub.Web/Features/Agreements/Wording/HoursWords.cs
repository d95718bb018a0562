using System.Globalization;
using Microsoft.Extensions.Localization;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Agreements.Wording;

/// <summary>A calendar in one line: "Warsaw office, Mon–Fri 09:00–17:00, holidays: 12".</summary>
public static class HoursWords
{
    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    public static string Line(this IStringLocalizer<Texts> l, CalendarRef named, Company company)
    {
        var calendar = company.Calendars[named];
        List<string> said =
        [
            l.Calendar(named.Id, company.CalendarNames.GetValueOrDefault(named, named.Id)),
            .. Hours(calendar),
            calendar.Zone.Id.Replace('_', ' '),
        ];
        if (calendar.Holidays.Count > 0)
            said.Add(l["holidays: {0}", calendar.Holidays.Count]);
        return string.Join(", ", said);
    }

    // Days with the same hours are said together.
    private static IEnumerable<string> Hours(WorkCalendar calendar)
    {
        var hours = calendar.ToHours();
        string Of(int day) => string.Join(", ", hours.GetValueOrDefault(Days[day], []).Select(window => $"{window[0]}–{window[1]}"));
        for (var first = 0; first < Days.Length; first++)
        {
            var last = first;
            while (last + 1 < Days.Length && Of(last + 1) == Of(first))
                last++;
            if (Of(first).Length > 0)
                yield return $"{Name(first)}{(last > first ? $"–{Name(last)}" : "")} {Of(first)}";
            first = last;
        }
    }

    private static string Name(int day) => CultureInfo.CurrentCulture.DateTimeFormat.GetAbbreviatedDayName((DayOfWeek)((day + 1) % 7));
}
