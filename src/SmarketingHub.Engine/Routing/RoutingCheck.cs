using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Places;
using SmarketingHub.Domain.Routing;
using SmarketingHub.Domain.Routing.Choosing;
using SmarketingHub.Engine.Agreements;

namespace SmarketingHub.Engine.Routing;

/// <summary>Refuses rules that are nonsense, by the name of the field: <c>rules[2].people[0].weight</c>.</summary>
public static class RoutingCheck
{
    private const int MostRules = 200, MostPeople = 200, LongestName = 80, MostLeads = 100_000;
    private static readonly Duration LongestHold = Duration.FromDays(30);

    public static void Check(IReadOnlyList<RoutingRule> rules, Company company)
    {
        if (rules.Count > MostRules)
            throw new InvalidArgument("rules", $"At most {MostRules} rules.");
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (rule, i) in rules.Select((rule, i) => (rule, i)))
            Check(rule, $"rules[{i}]", names, company);
    }

    private static void Check(RoutingRule rule, string where, HashSet<string> names, Company company)
    {
        if (string.IsNullOrWhiteSpace(rule.Name) || rule.Name.Length > LongestName)
            throw new InvalidArgument($"{where}.name", $"A name of 1 to {LongestName} characters.");
        PlainText.Check(rule.Name, $"{where}.name");
        if (!names.Add(rule.Name))
            throw new InvalidArgument($"{where}.name", $"'{rule.Name}' stands there twice: each rule has a name of its own.");
        TermsCheck.Check(rule.When, $"{where}.when");
        if (Target.Of(rule.To, company) is not { } to)
            throw new InvalidArgument($"{where}.to",
                $"Nobody here is called '{rule.To}'. Known: {string.Join(", ", company.Parties.Keys.Order())}, team:…, person:….");
        if (to.Party == Party.Marketing)
            throw new InvalidArgument($"{where}.to", "Another party: new leads are with Marketing already.");
        CheckCalendar(rule.Calendar, $"{where}.hours", company);
        if (rule.HoldFor is { } hold && hold.Time + Duration.FromDays(hold.Days) is var most
            && (most < Duration.FromMinutes(1) || most > LongestHold))
            throw new InvalidArgument($"{where}.holdFor", "From 1 minute to 30 days.");
        if (rule.People.Count > MostPeople)
            throw new InvalidArgument($"{where}.people", $"At most {MostPeople} people.");
        var ids = new HashSet<long>();
        foreach (var (entry, i) in rule.People.Select((entry, i) => (entry, i)))
        {
            Check(entry, $"{where}.people[{i}]", to, company);
            if (!ids.Add(entry.Id))
                throw new InvalidArgument($"{where}.people[{i}].id", $"{company.PersonName(entry.Id)} stands there twice.");
        }
    }

    private static void Check(RoutedPerson entry, string where, Addressee to, Company company)
    {
        if (company.Person(entry.Id) is not { } person)
            throw new InvalidArgument($"{where}.id", "Nobody here has this number or address.");
        // Who has left since is skipped, and may stay written down.
        if (person.Active && !Target.Has(to, person))
            throw new InvalidArgument($"{where}.id", $"{person.Name} is not of {to}: take the person out, or lead the rule elsewhere.");
        if (!Weight.IsOne(entry.Weight))
            throw new InvalidArgument($"{where}.weight", $"A weight from {Weight.Least} to {Weight.Most} with two decimal places at most.");
        if (entry.Limit is < 1 or > MostLeads)
            throw new InvalidArgument($"{where}.limit", $"From 1 to {MostLeads} open leads, or none for no limit.");
        if (entry.Countries.Any(c => c is not { Length: 2 } || Countries.CodeOf(c) is null))
            throw new InvalidArgument($"{where}.countries", "Countries as two letters of ISO 3166, like PL.");
        CheckCalendar(entry.Calendar, $"{where}.hours", company);
    }

    private static void CheckCalendar(string? id, string field, Company company)
    {
        if (id is not null && !company.Calendars.Keys.Any(c => c.Id == id))
            throw new InvalidArgument(field,
                $"There is no calendar '{id}'. Known: {string.Join(", ", company.Calendars.Keys.Select(c => c.Id).Distinct().Order())}.");
    }
}
