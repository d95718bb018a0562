using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Companies;

namespace SmarketingHub.Engine.Reports.Reading;

/// <summary>By which calendar reports count.</summary>
public static class ReportCalendars
{
    /// <summary>
    /// The version that a row names. Without one the installation's: its office hours, in the newest version made before the start (of an
    /// earlier time the first one).
    /// </summary>
    /// <param name="company">Whose calendars.</param>
    /// <param name="id">Of a clock; null: no clock says any.</param>
    /// <param name="version">Of that calendar.</param>
    /// <param name="start">Of what is counted.</param>
    public static WorkCalendar CalendarOf(this Company company, string? id, int version, Instant start) =>
        company.Calendars[company.RefOf(id, version, start)];

    internal static CalendarRef RefOf(this Company company, string? id, int version, Instant start) =>
        id is not null && new CalendarRef(id, version) is var named && company.Calendars.ContainsKey(named) ? named
            : company.CalendarFor(new(StarterAgreements.Office, 1), start);
}
