using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Imports;

/// <summary>Finds the people that rows name, and the party that holds the lead.</summary>
internal sealed class Owners(ImportProfile profile)
{
    private Company? company;
    private ILookup<string, Person> byName = Enumerable.Empty<Person>().ToLookup(p => p.Name);

    /// <summary>By email or by name; null: nobody, or unknown and the profile lets that pass.</summary>
    internal Person? Find(Write write, string? text)
    {
        if (text is null)
            return null;
        if (!ReferenceEquals(company, write.Company))
            (company, byName) = (write.Company, Read(write.Company));
        var found = byName[Key(text)].Distinct().ToList();
        if (found.Count > 1)
            throw new InvalidArgument("owner",
                $"{found.Count} people here are called '{text}': use the email, or map the name in the profile's \"owners\".");
        return found.Count == 1 ? found[0] : Unknown(write, text);
    }

    /// <summary>Somebody here has this name or email, and nobody else.</summary>
    internal static bool IsKnown(Company company, string text) => company.People.Values.Count(p => Key(p.Name) == Key(text)
        || Key(p.Email) == Key(text)) == 1;

    /// <summary>The party that holds a lead of this stage, and the owner in it.</summary>
    internal static (string Holder, long? Owner) HolderOf(Company company, Stage stage, Person? owner, string? said)
    {
        var party = said is null
            ? null
            : company.Parties.Values.FirstOrDefault(p => p.Key == said || p.Name.Equals(said, StringComparison.OrdinalIgnoreCase))?.Key
                ?? throw new InvalidArgument("holder",
                    $"There is no party '{said}'. Known: {string.Join(", ", company.Parties.Keys.Order())}.");
        party ??= stage <= Stage.Ready && owner is not null
            && company.Parties[owner.Party].Kind is not (PartyKind.Marketing or PartyKind.SalesDevelopment) ? Party.Marketing
            : owner?.Party ?? (stage is <= Stage.Ready or Stage.Disqualified ? Party.Marketing : Party.Sales);
        return (party, owner?.Party == party ? owner.Id : null);
    }

    private Person? Unknown(Write write, string text)
    {
        switch (profile.UnknownOwners)
        {
            case UnknownOwners.Unowned: return null;
            case UnknownOwners.Inactive:
                NewPerson.Allow(write);
                var email = Emails.Clean(text) ?? NewPerson.EmailOf(text, profile.People?.EmailDomain ?? "import.invalid");
                return NewPerson.Add(write, new(text, email, Party.Sales, null, Role.Rep), active: false);
            default:
                throw new InvalidArgument("owner",
                    $"Nobody here is called '{text}'. Add the person, map the name in the profile's \"owners\", or say \"unknownOwners\".");
        }
    }

    private static ILookup<string, Person> Read(Company company) => company.People.Values
        .SelectMany(p => new[] { (Key: Key(p.Name), Person: p), (Key: Key(p.Email), Person: p) })
        .ToLookup(pair => pair.Key, pair => pair.Person);

    private static string Key(string text) => Emails.Key(text) ?? text.Trim().ToLowerInvariant();
}
