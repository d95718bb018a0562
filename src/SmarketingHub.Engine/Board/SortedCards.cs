using System.Collections;

namespace SmarketingHub.Engine.Board;

/// <summary>
/// Cards in an order, immutable. They stand in pieces of some hundred: a change copies one piece and the list of pieces, and cards that are
/// in order already are taken as they are, which makes the view of a search out of the whole board without a comparison.
/// </summary>
public sealed class SortedCards : IReadOnlyList<Card>
{
    // Of a hundred thousand cards a piece and the list of pieces are about as long.
    private const int Piece = 256;

    private readonly IComparer<Card> order;
    private readonly Card[][] pieces;

    private SortedCards(IComparer<Card> order, Card[][] pieces, int count) => (this.order, this.pieces, Count) = (order, pieces, count);

    public int Count { get; }

    /// <exception cref="ArgumentOutOfRangeException">There are fewer.</exception>
    public Card this[int index]
    {
        get
        {
            var rest = index;
            foreach (var piece in pieces)
                if (rest < piece.Length)
                    return piece[rest];
                else
                    rest -= piece.Length;
            throw new ArgumentOutOfRangeException(nameof(index));
        }
    }

    /// <param name="order">Of two cards that are not the same one comes first.</param>
    internal static SortedCards Empty(IComparer<Card> order) => new(order, [], 0);

    /// <summary>Others in the same order.</summary>
    /// <param name="sorted">In this order already, each once.</param>
    internal SortedCards Of(ReadOnlySpan<Card> sorted)
    {
        var pieces = new Card[(sorted.Length + Piece - 1) / Piece][];
        for (var i = 0; i < pieces.Length; i++)
            pieces[i] = sorted[(i * Piece)..Math.Min(sorted.Length, (i + 1) * Piece)].ToArray();
        return new(order, pieces, sorted.Length);
    }

    /// <summary>The card that a key means, if the cards are in the key's order; null: none.</summary>
    internal Card? Find<TKey>(TKey key) where TKey : struct, IComparable<Card> =>
        Count > 0 && Search(key) is (var piece, >= 0 and var at) ? pieces[piece][at] : null;

    /// <summary>With this one in its place, instead of the one that the order takes for the same.</summary>
    internal SortedCards With(Card card)
    {
        if (Count == 0)
            return new(order, [[card]], 1);
        var (index, at) = Search(new Place(card, order));
        var piece = pieces[index];
        if (at >= 0)
            return new(order, Replaced(index, [[.. piece.AsSpan(0, at), card, .. piece.AsSpan(at + 1)]]), Count);
        Card[] grown = [.. piece.AsSpan(0, ~at), card, .. piece.AsSpan(~at)];
        return new(order, Replaced(index, grown.Length <= 2 * Piece ? [grown] : [grown[..Piece], grown[Piece..]]), Count + 1);
    }

    internal SortedCards Without(Card card)
    {
        if (Count == 0 || Search(new Place(card, order)) is not (var index, >= 0 and var at))
            return this;
        var piece = pieces[index];
        return new(order, Replaced(index, piece.Length == 1 ? [] : [[.. piece.AsSpan(0, at), .. piece.AsSpan(at + 1)]]), Count - 1);
    }

    public IEnumerator<Card> GetEnumerator()
    {
        foreach (var piece in pieces)
            foreach (var card in piece)
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
            if (key.CompareTo(pieces[middle][0]) >= 0)
                low = middle;
            else
                high = middle - 1;
        }
        return (low, pieces[low].AsSpan().BinarySearch(key));
    }

    private Card[][] Replaced(int index, Card[][] by) => [.. pieces.AsSpan(0, index), .. by, .. pieces.AsSpan(index + 1)];

    private readonly struct Place(Card card, IComparer<Card> order) : IComparable<Card>
    {
        public int CompareTo(Card? other) => order.Compare(card, other);
    }
}
