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

    /// <summary>By email or by name; null: the row names nobody.</summary>
    /// <exception cref="InvalidArgument">Nobody is called so, or several people are, and the profile does not let that pass.</exception>
    internal Parsed<Person?> Find(Write write, string? text)
    {
        if (text is null)
            return null;
        var found = Called(write.Company, text);
        return found.Count switch
        {
            1 => found[0],
            0 => Unknown(write, text),
            var several => Not(profile.Strict,
                $"{several} people here are called '{text}': use the email, or map the name in the profile's \"owners\"."),
        };
    }

    /// <summary>Somebody here has this name or email, and nobody else.</summary>
    internal bool IsKnown(Company here, string text) => Called(here, text).Count == 1;

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

    private List<Person> Called(Company here, string text)
    {
        if (!ReferenceEquals(company, here))
            (company, byName) = (here, Read(here));
        return [.. byName[Key(text)].Distinct()];
    }

    private Parsed<Person?> Unknown(Write write, string text)
    {
        if (profile.UnknownOwners != UnknownOwners.Inactive)
            return Not(profile.UnknownOwners == UnknownOwners.Reject,
                $"Nobody here is called '{text}'. Add the person, map the name in the profile's \"owners\", or say \"unknownOwners\".");
        NewPerson.Allow(write);
        var email = Emails.Clean(text) ?? NewPerson.EmailOf(text, profile.People?.EmailDomain ?? "import.invalid");
        return NewPerson.Add(write, new(text, email, Party.Sales, null, Role.Rep), active: false);
    }

    private static Parsed<Person?> Not(bool isRefused, Phrase why) =>
        isRefused ? throw new InvalidArgument("owner", why) : Parsed<Person?>.Not(why);

    private static ILookup<string, Person> Read(Company company) => company.People.Values
        .SelectMany(p => new[] { (Key: Key(p.Name), Person: p), (Key: Key(p.Email), Person: p) })
        .ToLookup(pair => pair.Key, pair => pair.Person);

    private static string Key(string text) => Emails.Key(text) ?? text.Trim().ToLowerInvariant();
}
