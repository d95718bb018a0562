using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace SmarketingHub.Engine.Board;

/// <summary>Cards by their lead, immutable.</summary>
public sealed class CardsById : IReadOnlyDictionary<long, Card>
{
    internal static readonly CardsById Empty = new(SortedCards.Empty(Comparer<Card>.Create((a, b) => a.Id.CompareTo(b.Id))));

    private readonly SortedCards cards;

    private CardsById(SortedCards cards) => this.cards = cards;

    public int Count => cards.Count;

    /// <summary>In the order of their leads.</summary>
    public IEnumerable<Card> Values => cards;
    public IEnumerable<long> Keys => cards.Select(card => card.Id);

    /// <exception cref="KeyNotFoundException">It is not among them.</exception>
    public Card this[long lead] => cards.Find(new Key(lead)) ?? throw new KeyNotFoundException($"There is no card of lead {lead}.");

    internal CardsById With(IReadOnlyList<CardChange> changes) => new(cards.With(changes));

    public bool ContainsKey(long key) => cards.Find(new Key(key)) is not null;

    public bool TryGetValue(long key, [MaybeNullWhen(false)] out Card value) => (value = cards.Find(new Key(key))) is not null;

    public IEnumerator<KeyValuePair<long, Card>> GetEnumerator() =>
        cards.Select(card => KeyValuePair.Create(card.Id, card)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private readonly struct Key(long lead) : IComparable<Card>
    {
        public int CompareTo(Card? other) => lead.CompareTo(other!.Id);
    }
}
