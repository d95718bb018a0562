using System.Globalization;
using SmarketingHub.Engine.Tests.Simulation.Hub;
using SmarketingHub.Engine.Tests.Simulation.Reference;

namespace SmarketingHub.Engine.Tests.Simulation.Play;

/// <summary>What the simulation knows beside the ledger: names, keys used, the time.</summary>
internal sealed class World(SimTime time)
{
    private readonly Dictionary<string, long> externals = [];
    private readonly Dictionary<string, long> contacts = [];
    private readonly HashSet<long> imported = [];

    public SimTime Time { get; } = time;
    public Model Model { get; } = new();

    /// <summary>Idempotency keys that did something, by caller: the body and the lead.</summary>
    public Dictionary<(string Caller, string Key), (string Body, long Lead)> Keys { get; } = [];

    public RefPerson? Person(string text) => long.TryParse(text, out var id) ? Model.Company.Person(id) : null;

    /// <summary>The party that an addressee is of; null: nobody of that name.</summary>
    public string? PartyOf(string? to) => to switch
    {
        null => null,
        _ when Model.Company.Parties.ContainsKey(to) => to,
        _ when to.StartsWith("team:", StringComparison.Ordinal) => Model.Company.Teams.GetValueOrDefault(to[5..]),
        _ when to.StartsWith("person:", StringComparison.Ordinal) => Person(to[7..]) is { Active: true } person ? person.Party : null,
        _ => null,
    };

    /// <summary>The open lead that an inquiry belongs to.</summary>
    public long? OpenLeadOf(string? external, string? email, long? except)
    {
        var known = external is not null && externals.TryGetValue(external, out var id) ? Model.Lead(id) : null;
        if (known is { IsOpen: true })
            return known.Id;
        var contact = known?.Contact ?? (email is not null && contacts.TryGetValue(email, out var found) ? Model.PersonOf(found) : null);
        return contact is null ? null : Model.Leads.Values.FirstOrDefault(l => l.IsOpen && l.Contact == contact && l.Id != except)?.Id;
    }

    public void Came(long lead, string? email, string? external)
    {
        if (external is not null)
            externals[external] = lead;
        var contact = Model.Leads[lead].Contact;
        // Whoever has an address keeps it, and nobody takes another's.
        if (email is not null && !contacts.ContainsKey(email) && !contacts.Values.Concat(imported).Any(c => Model.PersonOf(c) == contact))
            contacts.Add(email, contact);
    }

    /// <summary>A file brought somebody new, with an address.</summary>
    public void Knows(long contact) => imported.Add(contact);

    public string? EmailOf(long contact) =>
        contacts.Where(known => Model.PersonOf(known.Value) == contact).Select(known => known.Key).Order(StringComparer.Ordinal)
            .FirstOrDefault();

    public void Merged(long lead, long into)
    {
        foreach (var (external, id) in externals.ToList())
            if (id == lead)
                externals[external] = into;
    }

    public bool OffersDemos(long at) => Model.Company.Agreements.Values.Any(a => a.InForce(at)?.Rules.Count > 0);

    public static string Number(long id) => id.ToString(CultureInfo.InvariantCulture);
}
