using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Domain.Rights;

/// <summary>Who is meant by what somebody writes: only those of whom whoever asks knows are found.</summary>
public static class Addressees
{
    /// <summary>
    /// Reads what the API and the pages write: <c>sales</c>, <c>team:emea</c>, <c>person:7</c> or <c>person:ana@example.com</c>,
    /// <c>partner:altamar</c>.
    /// </summary>
    /// <exception cref="InvalidArgument">Nobody of that name is known.</exception>
    public static Addressee Parse(string? text, Company company, Actor? actor = null)
    {
        // A partner offers to the other side, and to nobody of whom it does not know.
        if (actor?.SeesOnly() is { } mine)
            company = company.SeenBy(actor) with { Parties = company.SeenBy(actor).Parties.Remove(mine), People = company.People.Clear() };
        if (string.IsNullOrWhiteSpace(text))
            throw new InvalidArgument("to", $"Say to whom: a party ({Known(company)}), team:…, or person:….");
        if (company.Parties.TryGetValue(text, out var party))
            return new(party.Key);
        if (text.StartsWith("team:", StringComparison.Ordinal) && company.Teams.TryGetValue(text[5..], out var team))
            return new(team.Party, team.Key);
        if (text.StartsWith("person:", StringComparison.Ordinal) && FindPerson(text[7..], company) is { Active: true } person)
            return new(person.Party, person.Team, person.Id);
        throw new InvalidArgument("to", $"Nobody here is called '{text}'. Known: {Known(company)}, team:…, person:….");
    }

    /// <summary>By id or by email. Who is known as their party only is not found: an answer would tell that there is somebody.</summary>
    /// <param name="text">What was asked for.</param>
    /// <param name="company">As whoever asks knows it: <see cref="CompanySight.SeenBy"/>.</param>
    public static Person? FindPerson(string text, Company company) =>
        (long.TryParse(text, out var id)
            ? company.Person(id) : company.People.Values.FirstOrDefault(p => p.Email.Equals(text, StringComparison.OrdinalIgnoreCase)))
            is { } found && found.IsNamed() ? found : null;

    private static string Known(Company company) => string.Join(", ", company.Parties.Keys.Order());
}
