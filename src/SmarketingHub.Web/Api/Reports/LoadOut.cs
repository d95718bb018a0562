using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Engine.Reports.Loads;

namespace SmarketingHub.Web.Api.Reports;

/// <summary>What each person had in a period.</summary>
/// <param name="To">The first instant after the period; what goes on is told as of <paramref name="AsKnownAt"/>.</param>
/// <param name="Items">In the order of names: no ranking.</param>
public sealed record LoadOut(Instant From, Instant To, Instant AsKnownAt, IReadOnlyList<PersonLoadOut> Items) : ReportOut
{
    internal static LoadOut Of(LoadReport load, Company company) => new(load.Request.From, load.Request.To, load.Request.AsKnownAt,
        [.. load.People.Select(person => PersonLoadOut.Of(person, load.Weeks, company))]);
}

/// <param name="Key">The person's id.</param>
/// <param name="Party">Of the person, as it is known; likewise the team.</param>
/// <param name="Open">Leads that are the person's at the end of the period.</param>
/// <param name="TakenIn">Leads that came to the person; one that comes back counts again.</param>
/// <param name="Closed">Leads of the person that were closed in it, whatever the outcome.</param>
/// <param name="Started">Promises that began to run for the person in it.</param>
/// <param name="Breached">Of these, breached and not excused.</param>
/// <param name="Away">Seconds of the installation's open hours in which the person was absent or not active.</param>
/// <param name="Room">Leads that the person has room for in it; null: too little is known.</param>
public sealed record PersonLoadOut(
    string Key, string Name, string Party, string? Team, int Open, int TakenIn, int Closed, int Started, int Breached, long Away,
    decimal? Room, PersonCapacityOut Capacity, IReadOnlyList<WeekLoadOut> Weeks)
{
    internal static PersonLoadOut Of(PersonLoad load, IReadOnlyList<LoadWeek> weeks, Company company)
    {
        var (person, total) = (load.Person, load.Total);
        return new(
            $"{person.Id}", company.PersonName(person.Id), person.Party, person.Team, total.Open, total.TakenIn, total.Closed,
            total.Started, total.Breached, total.Away, PaceOut.Round(total.Room),
            new(load.Capacity.EachMonth, load.Capacity.Sample, load.Capacity.IsOwn),
            [.. weeks.Zip(load.Weeks, WeekLoadOut.Of)]);
    }
}

/// <param name="EachMonth">Leads that came in a month: the median over the whole months of the year before; null: too few months.</param>
/// <param name="Sample">Over how many months in which any came.</param>
/// <param name="Own">Of the person; else of all reps of the party, each month of each.</param>
public sealed record PersonCapacityOut(decimal? EachMonth, int Sample, bool Own);

/// <param name="Week">Such as 2026-W10; <paramref name="From"/> and <paramref name="To"/> as far as it lies in the period.</param>
public sealed record WeekLoadOut(
    string Week, Instant From, Instant To, int Open, int TakenIn, int Closed, int Started, int Breached, long Away, decimal? Room)
{
    internal static WeekLoadOut Of(LoadWeek week, LoadFigures had) => new(
        week.Key, week.From, week.To, had.Open, had.TakenIn, had.Closed, had.Started, had.Breached, had.Away, PaceOut.Round(had.Room));
}
