using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;

namespace SmarketingHub.Engine.Calendars;

/// <summary>Which agreements count by a calendar.</summary>
public static class CalendarUse
{
    /// <summary>Versions that are drafts, in force, coming or over, but for discarded ones; as far as the actor sees agreements.</summary>
    public static IEnumerable<(Agreement Agreement, AgreementVersion Version)> Of(Company company, string calendar, Actor actor) =>
        from agreement in company.SeenBy(actor).Agreements
        from version in agreement.Versions
        where version.Calendar.Id == calendar && version.State != VersionState.Discarded
        select (agreement, version);

    /// <summary>Of these, what is not over yet: what a change of the calendar would be about.</summary>
    public static IEnumerable<(Agreement Agreement, AgreementVersion Version)> StillOf(
        Company company, string calendar, Actor actor, Instant now) =>
        Of(company, calendar, actor).Where(use => !(use.Version.EndsAt <= now)
            && (use.Version.EffectiveAt is null || use.Version.EffectiveAt > now || use.Agreement.InForce(now) == use.Version));

    /// <summary>Everybody in the company sees all calendars; a partner those of its own agreements.</summary>
    public static bool Sees(this Actor actor, Company company, string calendar) => actor.SeesAll() || Of(company, calendar, actor).Any();
}
