using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Reports.Folding;

namespace SmarketingHub.Engine.Pace;

/// <summary>How many leads a party can take.</summary>
/// <param name="EachMonth">Leads that a rep accepted in a month: the median over reps and whole months in which they accepted any; null:
/// too few such months.</param>
/// <param name="Sample">Over how many reps' months.</param>
/// <param name="Reps">Active reps of the party now.</param>
public sealed record Capacity(decimal? EachMonth, int Sample, int Reps)
{
    /// <summary>Fewer reps' months say nothing.</summary>
    public const int Enough = 3;

    /// <summary>Leads that the reps together have room for in a month.</summary>
    public decimal? Room => EachMonth * Reps;
}

/// <summary>Counts what each rep accepted in each whole month.</summary>
internal sealed class Load(Company company, string party, DateTimeZone zone, Instant from, Instant to)
{
    private readonly Dictionary<(long Rep, int Year, int Month), int> accepted = [];

    internal void Add(LeadPath path)
    {
        foreach (var pass in path.Passes)
        {
            if (pass.To != party || pass.AcceptedAt is not { } at || company.Person(pass.AcceptedBy) is not { } rep || !IsRep(rep))
                continue;
            var day = at.InZone(zone).Date;
            var first = new LocalDate(day.Year, day.Month, 1);
            if (zone.AtStartOfDay(first).ToInstant() >= from && zone.AtStartOfDay(first.PlusMonths(1)).ToInstant() <= to)
                accepted[(rep.Id, day.Year, day.Month)] = accepted.GetValueOrDefault((rep.Id, day.Year, day.Month)) + 1;
        }
    }

    internal Capacity Capacity() => new(
        accepted.Count < Pace.Capacity.Enough ? null : Median([.. accepted.Values.Order()]), accepted.Count,
        company.People.Values.Count(p => p.Active && IsRep(p)));

    private bool IsRep(Person person) => person.Party == party && person.Role is Role.Rep or Role.Partner;

    private static decimal Median(IReadOnlyList<int> ordered) => (ordered[(ordered.Count - 1) / 2] + ordered[ordered.Count / 2]) / 2m;
}
