using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Domain.Routing.Choosing;

/// <summary>To whom a rule leads, as of now.</summary>
public static class Target
{
    /// <summary>Null: nobody of that name is here any more.</summary>
    public static Addressee? Of(string to, Company company) =>
        company.Parties.ContainsKey(to) ? new(to)
        : to.StartsWith("team:", StringComparison.Ordinal) && company.Teams.GetValueOrDefault(to[5..]) is { } team
            ? new(team.Party, team.Key)
        : to.StartsWith("person:", StringComparison.Ordinal) && long.TryParse(to.AsSpan(7), out var id)
            && company.Person(id) is { Active: true } person ? new(person.Party, person.Team, person.Id)
        : null;

    public static bool Has(Addressee to, Person person) => person.Party == to.Party
        && (to.Person is { } only ? person.Id == only : to.Team is not { } team || person.Team == team);

    /// <summary>Who takes leads there, where a rule names nobody.</summary>
    public static IEnumerable<Person> Takers(Addressee to, Company company) =>
        company.People.Values.Where(p => Has(to, p)
            && (p.Role is Role.Rep or Role.Partner || to.Person is not null));
}
