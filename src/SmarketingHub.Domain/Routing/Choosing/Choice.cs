using NodaTime;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Domain.Routing.Choosing;

/// <summary>What is known of the lead and of those who may get it, beside the company: of now, or of a moment of the past.</summary>
/// <param name="Facts">Of the lead.</param>
/// <param name="At">When.</param>
/// <param name="AccountOwner">Who owns the lead's account; null: nobody.</param>
/// <param name="Load">How many leads somebody has open, with the offers that wait.</param>
/// <param name="TurnOf">How the balances of a rule stand.</param>
/// <param name="Rests">Of a rule and a person, whether a lead that waited is not for them yet; null: nobody rests.</param>
public sealed record Situation(
    LeadFacts Facts, Instant At, long? AccountOwner, Func<long, int> Load, Func<string, FairTurn> TurnOf,
    Func<string, long, bool>? Rests = null);

/// <summary>What one rule makes of a lead.</summary>
/// <param name="To">To whom it leads.</param>
/// <param name="Person">Who is found; null: nobody was asked, or is free.</param>
/// <param name="Candidates">All who were weighed, in the order in which they stand in the rule.</param>
/// <param name="Turn">The balances from now on; null: no turn was taken.</param>
public sealed record Choice(Addressee To, long? Person, IReadOnlyList<Candidate> Candidates, FairTurn? Turn)
{
    public bool IsNobodyFree(RoutingRule rule) => Person is null && rule.Method != RouteMethod.Queue;

    /// <summary>Null: the rule's target is not there any more.</summary>
    public static Choice? Of(RoutingRule rule, Situation now, Company company)
    {
        if (Target.Of(rule.To, company) is not { } to)
            return null;
        if (rule.Method == RouteMethod.Queue)
            return new(to, company.ThereFor(to.Person, to.Party, now.At)?.Id, [], null);
        if (rule.Method == RouteMethod.Owner && OwnerIn(to, now, company) is { } owner)
            return new(to, owner, [new(owner, WeightOf(rule, owner))], null);
        var weighed = Weighed(rule, to, now, company);
        var free = weighed.FindAll(c => c.Skipped is null);
        if (free.Count == 0)
            return new(to, null, weighed, null);
        if (rule.Method == RouteMethod.Capacity)
            return new(to, free.MinBy(c => (c.Open!.Value / c.Weight, c.Person))!.Person, weighed, null);
        var before = now.TurnOf(rule.Name);
        var (next, after) = before.Next(free.ConvertAll(c => (c.Person, new Weight(c.Weight))));
        return new(to, next, weighed.ConvertAll(c => c.Skipped is null
            ? c with { Before = before.Of(c.Person), After = after.Of(c.Person) } : c), after);
    }

    private static List<Candidate> Weighed(RoutingRule rule, Addressee to, Situation now, Company company)
    {
        IEnumerable<RoutedPerson> asked = rule.People.Count > 0 ? rule.People
            : Target.Takers(to, company).Where(p => p.Active).OrderBy(p => p.Id).Select(p => new RoutedPerson(p.Id));
        return [.. asked.Select(entry => Weigh(entry, rule, to, now, company))];
    }

    private static Candidate Weigh(RoutedPerson entry, RoutingRule rule, Addressee to, Situation now, Company company)
    {
        var open = rule.Method == RouteMethod.Capacity || entry.Limit is not null ? now.Load(entry.Id) : (int?)null;
        SkippedBecause? why =
            company.Person(entry.Id) is not { Active: true } person || !Target.Has(to, person) ? SkippedBecause.Gone
            : person.IsAway(now.At) ? SkippedBecause.Away
            : !IsOpen(entry.Calendar ?? rule.Calendar, now.At, company) ? SkippedBecause.Closed
            : entry.Countries.Count > 0 && !entry.Countries.Contains(now.Facts.Country, Places.Countries.Comparer) ? SkippedBecause.Country
            : open >= entry.Limit ? SkippedBecause.Full
            : now.Rests?.Invoke(rule.Name, entry.Id) == true ? SkippedBecause.Resting
            : null;
        return new(entry.Id, entry.Weight, why, open);
    }

    private static decimal WeightOf(RoutingRule rule, long person) => rule.People.FirstOrDefault(p => p.Id == person)?.Weight ?? 1;

    // The account stays with its owner, whatever the weights say; a stand-in stands in.
    private static long? OwnerIn(Addressee to, Situation now, Company company) =>
        company.ThereFor(now.AccountOwner, to.Party, now.At) is { } owner && Target.Has(to, owner) && owner.IsThere(now.At)
            ? owner.Id : null;

    private static bool IsOpen(string? calendar, Instant at, Company company) => calendar is null
        || company.Calendars.GetValueOrDefault(company.CalendarFor(new CalendarRef(calendar, 1), at))?.IsOpen(at) != false;
}
