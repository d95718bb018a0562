using System.Globalization;
using System.Text;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.People;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Imports;

/// <summary>Somebody in a people file.</summary>
internal sealed record NewPerson(string Name, string Email, string Party, string? Team, Role Role)
{
    /// <summary>The row's person, and the lead of the team if it names one.</summary>
    internal static IEnumerable<NewPerson> Of(string?[] row, PeopleFile file)
    {
        if (row is not [{ } name, var email, var team, var manager])
            yield break;
        if (manager is not null)
            yield return new(manager, EmailOf(manager, file.EmailDomain), file.Party, team, Role.Lead);
        yield return new(name, email ?? EmailOf(name, file.EmailDomain), file.Party, team, Role.Rep);
    }

    /// <summary>Adds those whose name or email nobody here has, and their teams.</summary>
    internal static int AddAll(Write write, IReadOnlyList<NewPerson> people)
    {
        Allow(write);
        var before = write.Company.People.Count;
        foreach (var person in people)
            if (Emails.Key(person.Email) is var email
                && !write.Company.People.Values.Any(p => Same(p.Name, person.Name) || Emails.Key(p.Email) == email))
                Add(write, person, active: true);
        return write.Company.People.Count - before;
    }

    internal static Person Add(Write write, NewPerson person, bool active) => write.AddPerson(new()
    {
        Id = 0,
        Name = person.Name,
        Email = person.Email,
        Party = person.Party,
        Team = person.Team is { } team ? TeamOf(write, team, person.Party) : null,
        Role = person.Role,
        Active = active,
    });

    internal static void Allow(Write write)
    {
        if (!write.Actor.EditsPeople())
            throw new NotAllowed(
                "Only administrators may import people: use an administrator's key, or a profile without people and with "
                    + "\"unknownOwners\": \"unowned\".");
    }

    /// <summary><c>first.last@domain</c> for people whose address the file does not know.</summary>
    internal static string EmailOf(string name, string domain)
    {
        var plain = string.Concat(name.In(NormalizationForm.FormD)
            .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark));
        var words = plain.ToLowerInvariant().Split([' ', '.', ',', '\''], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => string.Concat(word.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-')));
        var local = string.Join('.', words.Where(word => word.Length > 0));
        // Names in other scripts have no such letters.
        return $"{(local.Length > 0
            ? local : Convert.ToHexStringLower(Encoding.UTF8.GetBytes(name))[..Math.Min(40, name.Length)])}@{domain}";
    }

    private static string TeamOf(Write write, string name, string party)
    {
        if (write.Company.Teams.Values.FirstOrDefault(t => t.Party == party && Same(t.Name, name)) is { } there)
            return there.Key;
        var key = Fields.Key(name) is { Length: > 0 } plain ? plain : name;
        while (write.Company.Teams.ContainsKey(key))
            key += "-" + party;
        write.AddTeam(new(key, name, party));
        return key;
    }

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
