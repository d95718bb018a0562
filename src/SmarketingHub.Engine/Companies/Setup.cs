using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Commands;

namespace SmarketingHub.Engine.Companies;

/// <summary>What a fresh file starts with: two parties, office hours, and the starter agreement in force.</summary>
public static class Setup
{
    /// <summary>Once a file; later calls change nothing.</summary>
    public static void Install(this Write write, string timeZone, string currency)
    {
        if (write.Company.Parties.Count > 0)
            return;
        CheckZone(timeZone);
        write.Change("installation", new Installation(timeZone, CheckCurrency(currency)));
        write.AddParty(new(Party.Marketing, StarterNames.Marketing, PartyKind.Marketing));
        write.AddParty(new(Party.Sales, StarterNames.Sales, PartyKind.Sales));
        var calendar = new CalendarRef(StarterAgreements.Office, 1);
        write.AddCalendar(CalendarDocument.Of(calendar, StarterNames.OfficeHours, StarterAgreements.OfficeHours(timeZone)));
        write.WriteAgreement(StarterAgreements.MarketingAndSales(write.NextId(), write.Now, calendar));
    }

    /// <summary>The first-run page: where the company is and how it counts money. Refused once there are leads.</summary>
    public static void Settle(this Write write, string timeZone, string currency)
    {
        CheckZone(timeZone);
        var wanted = new Installation(timeZone, CheckCurrency(currency));
        if (wanted == new Installation(write.Company.TimeZone, write.Company.Currency))
            return;
        if (wanted.Currency != write.Company.Currency && write.Rows.Leads.Any())
            throw new InvalidArgument("currency", $"There are leads already, and their amounts are in {write.Company.Currency}.");
        write.Change("installation", wanted);
        if (timeZone == write.Company.Calendars.Values.First().Zone.Id)
            return;
        var latest = write.Company.Calendars.Keys.Where(c => c.Id == StarterAgreements.Office).MaxBy(c => c.Version)!;
        var next = latest with { Version = latest.Version + 1 };
        write.AddCalendar(CalendarDocument.Of(next, StarterNames.OfficeHours, StarterAgreements.OfficeHours(timeZone)));
        foreach (var agreement in write.Company.Agreements)
            if (agreement.InForce(write.Now) is { } version && version.Calendar.Id == latest.Id)
                write.AddVersion(agreement.Id, version with { Calendar = next, EffectiveAt = write.Now });
    }

    public static void AddParty(this Write write, Party party) => write.Change(party.Key, party);

    public static void AddTeam(this Write write, Team team)
    {
        if (!write.Company.Parties.ContainsKey(team.Party))
            throw new InvalidArgument("party", $"There is no party '{team.Party}'.");
        if (!write.Actor.EditsPeople())
            throw new NotAllowed("Only administrators change people.");
        if (string.IsNullOrWhiteSpace(team.Key) || string.IsNullOrWhiteSpace(team.Name) || team.Name.Length > 60)
            throw new InvalidArgument("name", "A name of 1 to 60 characters.");
        if (write.Company.Teams.ContainsKey(team.Key))
            throw new InvalidArgument("name", "There is a team of that name.");
        write.Change(team.Key, team);
    }

    public static void AddCalendar(this Write write, CalendarDocument calendar)
    {
        calendar.ToCalendar();
        write.Change(calendar.Ref.ToString(), calendar with { From = calendar.Version == 1 ? default : write.Now });
    }

    public static Agreement AddAgreement(this Write write, Agreement agreement)
    {
        write.WriteAgreement(agreement);
        return agreement;
    }

    /// <summary>A new version of an agreement, from a date on. The versions before it stay as they were.</summary>
    /// <exception cref="InvalidArgument">It would take effect in the past.</exception>
    public static AgreementVersion AddVersion(this Write write, long agreementId, AgreementVersion version)
    {
        if (write.Company.Agreements.Find(a => a.Id == agreementId) is not { } agreement)
            throw new NotFound($"There is no agreement {agreementId}.");
        if (version.EffectiveAt is not { } from || from < write.Now)
            throw new InvalidArgument("effectiveAt", "A version takes effect now or later, never in the past.");
        if (agreement.Versions.Find(v => v.EffectiveAt > version.EffectiveAt) is { } later)
            throw new InvalidArgument("effectiveAt", $"Version {later.Number} takes effect later, at {later.EffectiveAt}, and would undo this one: choose a date from then on.");
        if (agreement.Versions.Exists(v => v.EndsAt is not null))
            throw new InvalidArgument("effectiveAt", "The agreement was ended.");
        var numbered = version with { State = VersionState.Signed, Number = agreement.Versions.Max(v => v.Number) + 1, By = write.Actor.ToString() };
        write.WriteAgreement(agreement with { Versions = agreement.Versions.Add(numbered) });
        return numbered;
    }

    private static void CheckZone(string timeZone)
    {
        if (!DateTimeZoneProviders.Tzdb.Ids.Contains(timeZone))
            throw new InvalidArgument("timeZone", $"'{timeZone}' is no time zone: an IANA name, like Europe/Warsaw.");
    }

    private static string CheckCurrency(string currency) => currency.Length == 3 && currency.All(char.IsAsciiLetterUpper)
        ? currency
        : throw new InvalidArgument("currency", $"'{currency}' is no currency: three letters of ISO 4217, like EUR.");
}
