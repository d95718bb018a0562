using System.Globalization;
using NodaTime;
using SmarketingHub.Domain.Companies;

namespace SmarketingHub.Engine.Reports.Hours;

/// <summary>Which bar an hour belongs to, and in which order bars stand: of names, weekdays, hours; never of how much there is.</summary>
internal sealed class HoursKeys(Company company, HoursReading reading, HoursBy? by)
{
    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    internal bool IsByTime => by is HoursBy.Weekday or HoursBy.Hour;

    /// <summary>However people write a source, it is one.</summary>
    internal StringComparer Comparer => by == HoursBy.Source ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    internal string Of(LifeStretch stretch) => by switch
    {
        HoursBy.Holder => stretch.Whose,
        HoursBy.Person => stretch.Person?.ToString(CultureInfo.InvariantCulture) ?? "",
        _ => reading.Leads[stretch.LeadId].Source ?? "",
    };

    internal string Of(IsoDayOfWeek day, int hour) =>
        by == HoursBy.Weekday ? Days[(int)day - 1] : hour.ToString("00", CultureInfo.InvariantCulture);

    internal static bool IsOfTime(HoursBy by, string key) => by == HoursBy.Weekday ? Days.Contains(key)
        : key.Length == 2 && int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour < 24;

    internal IEnumerable<HoursBar> Order(IEnumerable<HoursBar> bars) => bars.OrderBy(bar => bar.Key.Length == 0)
        .ThenBy(bar => by == HoursBy.Weekday ? Array.IndexOf(Days, bar.Key) : 0)
        .ThenBy(bar => Name(bar.Key), StringComparer.OrdinalIgnoreCase).ThenBy(bar => bar.Key, StringComparer.Ordinal);

    private string Name(string key) => by switch
    {
        HoursBy.Holder => company.PartyName(key),
        HoursBy.Person when long.TryParse(key, out var id) => company.PersonName(id),
        _ => key,
    };
}
