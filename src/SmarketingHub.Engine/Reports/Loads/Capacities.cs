using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Reports.Loads;

/// <summary>How many leads people took in in the whole months of the year before a period: a median each.</summary>
internal sealed class Capacities
{
    private const int Months = 12;

    private readonly PeopleOverTime people;
    private readonly Dictionary<long, List<int>> own;
    private readonly Dictionary<string, PersonCapacity> parties = [];

    /// <param name="moment">As it is known.</param>
    /// <param name="before">The months end by then.</param>
    /// <param name="zone">Whose months.</param>
    /// <param name="people">For their parties.</param>
    internal Capacities(ReportMoment moment, Instant before, DateTimeZone zone, PeopleOverTime people)
    {
        this.people = people;
        var first = before.InZone(zone).Date.With(DateAdjusters.StartOfMonth);
        Instant At(LocalDate day) => zone.AtStartOfDay(day).ToInstant();
        var (from, to) = (At(first.PlusMonths(-Months)), At(first));
        var counts = new Dictionary<(long Person, int Month), int>();
        foreach (var held in Passings.Read(moment, from, to, null))
            if (held.Came)
            {
                var day = held.From.InZone(zone).Date;
                var key = (held.Person, day.Year * 12 + day.Month);
                counts[key] = counts.GetValueOrDefault(key) + 1;
            }
        own = counts.GroupBy(c => c.Key.Person).ToDictionary(c => c.Key, c => c.Select(month => month.Value).ToList());
    }

    internal PersonCapacity Of(Person person)
    {
        var mine = own.GetValueOrDefault(person.Id) ?? [];
        if (mine.Count >= PersonCapacity.Enough)
            return new(Median(mine), mine.Count, IsOwn: true);
        return parties.TryGetValue(person.Party, out var known) ? known : parties[person.Party] = OfParty(person.Party);
    }

    private PersonCapacity OfParty(string party)
    {
        List<int> all = [.. people.All.Where(p => p.Party == party && IsRep(p)).SelectMany(p => own.GetValueOrDefault(p.Id) ?? [])];
        return new(all.Count >= PersonCapacity.Enough ? Median(all) : null, all.Count, IsOwn: false);
    }

    internal static bool IsRep(Person person) => person.Role is Role.Rep or Role.Partner;

    private static decimal Median(List<int> numbers)
    {
        numbers.Sort();
        return (numbers[(numbers.Count - 1) / 2] + numbers[numbers.Count / 2]) / 2m;
    }
}
