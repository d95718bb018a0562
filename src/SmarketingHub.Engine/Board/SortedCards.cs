using System.Collections;
using SmarketingHub.Domain.Clocks;

namespace SmarketingHub.Engine.Board;

/// <summary>
/// Cards in an order, immutable. They stand in pieces of some hundred: a change copies one piece and the list of pieces, and cards that are
/// in order already are taken as they are, which makes the view of a search out of the whole board without a comparison.
/// </summary>
public sealed class SortedCards : IReadOnlyList<Card>
{
    // Of a hundred thousand cards a piece and the list of pieces are about as long.
    private const int MostAPiece = 256;

    // Below this part of the cards, changing each of them is less work than sorting them anew.
    private const int Few = 10;

    private readonly IComparer<Card> order;
    private readonly Piece[] pieces;

    private SortedCards(IComparer<Card> order, Piece[] pieces, int count) => (this.order, this.pieces, Count) = (order, pieces, count);

    public int Count { get; }

    /// <exception cref="ArgumentOutOfRangeException">There are fewer.</exception>
    public Card this[int index]
    {
        get
        {
            var rest = index;
            foreach (var piece in pieces)
                if (rest < piece.Cards.Length)
                    return piece.Cards[rest];
                else
                    rest -= piece.Cards.Length;
            throw new ArgumentOutOfRangeException(nameof(index));
        }
    }

    /// <summary>The first card whose clock runs.</summary>
    internal Card? FirstRunning
    {
        get
        {
            foreach (var piece in pieces)
                if (piece.FirstRunning is { } card)
                    return card;
            return null;
        }
    }

    /// <param name="order">Of two cards that are not the same one comes first.</param>
    internal static SortedCards Empty(IComparer<Card> order) => new(order, [], 0);

    /// <summary>The card that a key means, if the cards are in the key's order; null: none.</summary>
    internal Card? Find<TKey>(TKey key) where TKey : struct, IComparable<Card> =>
        Count > 0 && Search(key) is (var piece, >= 0 and var at) ? pieces[piece].Cards[at] : null;

    internal SortedCards With(IReadOnlyList<CardChange> changes) =>
        changes.Count <= Count / Few ? changes.Aggregate(this, (cards, change) => cards.With(change)) : Anew(changes);

    private SortedCards Anew(IReadOnlyList<CardChange> changes)
    {
        var gone = changes.Select(change => change.Before?.Id).ToHashSet();
        var made = new Builder(order);
        foreach (var card in this.Where(card => !gone.Contains(card.Id)).Concat(changes.Select(change => change.After).OfType<Card>())
            .Order(order))
            made.Add(card);
        return made.Cards();
    }

    private SortedCards With(CardChange change) => (change.Before, change.After) switch
    {
        ({ } before, null) => Without(before),
        ({ } before, { } after) when order.Compare(before, after) != 0 => Without(before).With(after),
        (_, { } after) => With(after),
        _ => this,
    };

    /// <summary>With this one in its place, instead of the one that the order takes for the same.</summary>
    private SortedCards With(Card card)
    {
        if (Count == 0)
            return new(order, [new([card])], 1);
        var (index, at) = Search(new Place(card, order));
        var cards = pieces[index].Cards;
        if (at >= 0)
            return new(order, Replaced(index, [[.. cards.AsSpan(0, at), card, .. cards.AsSpan(at + 1)]]), Count);
        Card[] grown = [.. cards.AsSpan(0, ~at), card, .. cards.AsSpan(~at)];
        Card[][] halves = grown.Length <= 2 * MostAPiece ? [grown] : [grown[..MostAPiece], grown[MostAPiece..]];
        return new(order, Replaced(index, halves), Count + 1);
    }

    private SortedCards Without(Card card)
    {
        if (Count == 0 || Search(new Place(card, order)) is not (var index, >= 0 and var at))
            return this;
        var cards = pieces[index].Cards;
        return new(order, Replaced(index, cards.Length == 1 ? [] : [[.. cards.AsSpan(0, at), .. cards.AsSpan(at + 1)]]), Count - 1);
    }

    public IEnumerator<Card> GetEnumerator()
    {
        foreach (var piece in pieces)
            foreach (var card in piece.Cards)
                yield return card;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>In which piece, and where in it; a negative place is the complement of where it would be.</summary>
    private (int Piece, int At) Search<TKey>(TKey key) where TKey : struct, IComparable<Card>
    {
        // The last piece that begins no later; what is before all belongs into the first.
        var (low, high) = (0, pieces.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (key.CompareTo(pieces[middle].Cards[0]) >= 0)
                low = middle;
            else
                high = middle - 1;
        }
        return (low, pieces[low].Cards.AsSpan().BinarySearch(key));
    }

    private Piece[] Replaced(int index, Card[][] by) =>
        [.. pieces.AsSpan(0, index), .. by.Select(cards => new Piece(cards)), .. pieces.AsSpan(index + 1)];

    private sealed class Piece(Card[] cards)
    {
        internal Card[] Cards => cards;

        /// <summary>Known at once, so that nobody looks through thousands of breached cards for the next breach.</summary>
        internal Card? FirstRunning { get; } = Array.Find(cards, card => card.Clock is { State: ClockState.Running });
    }

    /// <summary>Takes cards in their order, one after the other.</summary>
    internal sealed class Builder(IComparer<Card> order)
    {
        private readonly List<Piece> pieces = [];
        private Card[] last = [];
        private int used;

        internal void Add(Card card)
        {
            if (used == last.Length)
            {
                EndPiece();
                last = new Card[MostAPiece];
            }
            last[used++] = card;
        }

        internal SortedCards Cards()
        {
            var count = pieces.Count * MostAPiece + used;
            EndPiece();
            return new(order, [.. pieces], count);
        }

        private void EndPiece()
        {
            if (used > 0)
                pieces.Add(new(used == MostAPiece ? last : last[..used]));
            (last, used) = ([], 0);
        }
    }

    private readonly struct Place(Card card, IComparer<Card> order) : IComparable<Card>
    {
        public int CompareTo(Card? other) => order.Compare(card, other);
    }
}
