using NodaTime;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Facts;

namespace SmarketingHub.Domain.Routing.Choosing;

/// <summary>The clock of a lead for which nobody is free.</summary>
public static class Hold
{
    /// <summary>
    /// When it has waited long enough: in the calendar of the agreement between whoever has it and whoever gets it; where there is none, by
    /// hours and days of the clock.
    /// </summary>
    public static Instant Until(RoutingRule rule, LeadFacts facts, string holder, string receiver, Instant at, Company company)
    {
        var most = rule.HoldFor ?? RoutingRule.HoldsFor;
        var (_, version) = company.InForce(at).FirstOrDefault(f =>
            f.Agreement.Giver == holder && f.Agreement.Receiver == receiver && f.Version.Scope.WhyNot(facts) is null);
        return version is not null
            && company.Calendars.GetValueOrDefault(company.CalendarFor(version.Calendar, at)) is WorkCalendar calendar
            ? calendar.Due(at, calendar.Business(most))
            : at + most.Time + Duration.FromDays(most.Days);
    }
}
