using System.Collections.Immutable;
using SmarketingHub.Domain.Companies;

namespace SmarketingHub.Engine.Board;

/// <summary>Who is called otherwise since a company before: cards that name nobody of them stay as they are.</summary>
internal sealed record Renaming(IReadOnlySet<long> People, IReadOnlySet<string> Parties)
{
    /// <summary>Null: no card says anything of what changed.</summary>
    internal static Renaming? Between(Company before, Company now)
    {
        var people = Differing(before.People, now.People, (a, b) => a.Name == b.Name && a.Initials == b.Initials);
        var parties = Differing(before.Parties, now.Parties, (a, b) => a.Name == b.Name && a.IsPartner == b.IsPartner);
        return people.Count + parties.Count == 0 ? null : new(people, parties);
    }

    /// <summary>What the company is called on the others is known without reading them again.</summary>
    /// <param name="cards">As they are.</param>
    /// <param name="company">By whose names they are from now on.</param>
    /// <param name="changed">Those that were read have them already; the others come in.</param>
    internal void Rename(IEnumerable<Card> cards, Company company, Dictionary<long, Card?> changed)
    {
        foreach (var card in cards)
            if (Touches(card) && !changed.ContainsKey(card.Id))
                changed[card.Id] = card.In(company);
    }

    private bool Touches(Card card) =>
        card.Person is { } person && People.Contains(person)
        || Parties.Count > 0 && (Parties.Contains(card.Holder) || card.Receiver is { } receiver && Parties.Contains(receiver));

    private static HashSet<TKey> Differing<TKey, T>(
        ImmutableDictionary<TKey, T> before, ImmutableDictionary<TKey, T> now, Func<T, T, bool> same)
        where TKey : notnull where T : class =>
        before == now ? [] : [.. before.Keys.Union(now.Keys).Where(key =>
            !(before.TryGetValue(key, out var a) && now.TryGetValue(key, out var b) && (ReferenceEquals(a, b) || same(a, b))))];
}
