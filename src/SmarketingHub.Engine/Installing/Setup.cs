using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Calendars;
using SmarketingHub.Engine.Calendars.Documents;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.People;

namespace SmarketingHub.Engine.Installing;

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

    private static void CheckZone(string timeZone)
    {
        if (!DateTimeZoneProviders.Tzdb.Ids.Contains(timeZone))
            throw new InvalidArgument("timeZone", $"'{timeZone}' is no time zone: an IANA name, like Europe/Warsaw.");
    }

    private static string CheckCurrency(string currency) => currency.Length == 3 && currency.All(char.IsAsciiLetterUpper)
        ? currency
        : throw new InvalidArgument("currency", $"'{currency}' is no currency: three letters of ISO 4217, like EUR.");
}
