using NodaTime;
using NodaTime.Text;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Places;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Web.Api.Reports;

/// <summary>What every report is asked by.</summary>
/// <param name="From">The first instant of the period: a date (its first instant in the installation's zone) or a moment; without: the
/// first instant of the day with which 30 days end at <paramref name="To"/>, the last of them begun or whole.</param>
/// <param name="To">The first instant after it; without: now, or the moment as of which it is asked.</param>
/// <param name="Party">Who owed it, or whose turn it was: a party's key.</param>
/// <param name="Team">Whose people: a team's key.</param>
/// <param name="Person">A person's id or email.</param>
/// <param name="Source">Of the lead; empty: without one. Likewise campaign, grade and country.</param>
/// <param name="Agreement">An agreement's id.</param>
/// <param name="AsKnownAt">A moment up to now: what was recorded later is left out. Asked again, it gives the same figures.</param>
internal record ReportQuery(
    string? From, string? To, string? Party, string? Team, string? Person, string? Source, string? Campaign, string? Grade, string? Country,
    long? Agreement, string? AsKnownAt)
{
    /// <summary>Of the usual period, the last of them begun or whole.</summary>
    internal const int UsualDays = 30;

    /// <exception cref="InvalidArgument">Names the parameter, and what would be right.</exception>
    internal ReportRequest Read(Company company, Actor actor, Instant now)
    {
        var zone = company.Zone;
        var known = AsKnownAt is null ? now : ReadMoment("asKnownAt", AsKnownAt, zone);
        if (known > now)
            throw new InvalidArgument("asKnownAt", "Give a moment up to now, such as 2026-03-02T09:00:00Z.");
        var to = To is null ? known : ReadMoment("to", To, zone);
        var from = From is null ? UsualStart(to, zone) : ReadMoment("from", From, zone);
        var seen = company.SeenBy(actor);
        return new ReportRequest(from, to, known)
        {
            Party = Party is null || seen.Parties.ContainsKey(Party) ? Party
                : throw new InvalidArgument("party", $"There is no party '{Party}'."),
            Team = Team is null || seen.Teams.ContainsKey(Team) ? Team : throw new InvalidArgument("team", $"There is no team '{Team}'."),
            Person = Person is null ? null : Addressees.FindPerson(Person, seen)?.Id
                ?? throw new InvalidArgument("person", $"Nobody here is called '{Person}': a person's id or email."),
            Source = Source,
            Campaign = Campaign,
            Grade = Grade?.ToUpperInvariant(),
            Country = Country is { Length: > 0 } country ? Countries.CodeOf(country) ?? country : Country,
            Agreement = Agreement is not { } id || seen.Agreements.Exists(a => a.Id == id) ? Agreement
                : throw new InvalidArgument("agreement", $"There is no agreement {id}."),
        }.Checked();
    }

    // The last instant before the end lies in the last day.
    private static Instant UsualStart(Instant to, DateTimeZone zone)
    {
        var last = (to - Duration.FromMilliseconds(1)).InZone(zone).Date;
        return Instant.Max(zone.AtStartOfDay(last.PlusDays(1 - UsualDays)).ToInstant(), NodaConstants.UnixEpoch);
    }

    private static Instant ReadMoment(string name, string text, DateTimeZone zone)
    {
        if (LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var day })
            return InRange(name, zone.AtStartOfDay(day).ToInstant(), zone);
        return OffsetDateTimePattern.Rfc3339.Parse(text) is { Success: true, Value: var moment } ? InRange(name, moment.ToInstant(), zone)
            : throw new InvalidArgument(name, "Give a date such as 2026-03-02, or a moment such as 2026-03-02T09:00:00Z.");
    }

    // By UTC or by the installation's clocks: the first of January 1970 is a date of that year everywhere.
    private static Instant InRange(string name, Instant moment, DateTimeZone zone)
    {
        var (first, end) = (new LocalDate(1970, 1, 1), new LocalDate(2200, 1, 1));
        return moment >= Instant.Min(Start(DateTimeZone.Utc, first), Start(zone, first))
            && moment <= Instant.Max(Start(DateTimeZone.Utc, end), Start(zone, end)) ? moment
            : throw new InvalidArgument(name, "Give a moment from 1970 to 2199.");

        static Instant Start(DateTimeZone zone, LocalDate day) => zone.AtStartOfDay(day).ToInstant();
    }
}
