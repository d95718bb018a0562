namespace SmarketingHub.Engine.Board;

/// <summary>
/// All open leads as of one moment, immutable: the view that leaves nothing out, and its cards by their lead. No other view has such an
/// index: what changes in it is told with the card that was there before.
/// </summary>
public sealed class WholeBoard
{
    internal static readonly WholeBoard Empty = new(BoardView.Empty, CardsById.Empty);

    private WholeBoard(BoardView view, CardsById cards) => (View, Cards) = (view, cards);

    public BoardView View { get; }
    public CardsById Cards { get; }

    /// <summary>The last event of the ledger that it has taken in.</summary>
    public long Sequence => View.Sequence;

    /// <summary>What really changes when these cards take the place of those that are there; null: on the board no more.</summary>
    public IReadOnlyList<CardChange> ChangesTo(IReadOnlyDictionary<long, Card?> cards) =>
        [.. cards.Select(now => new CardChange(now.Key, Cards.GetValueOrDefault(now.Key), now.Value)).Where(change => !change.IsNone)];

    public WholeBoard With(IReadOnlyList<CardChange> changes, long sequence) =>
        new(View.With(changes) with { Sequence = sequence }, Cards.With(changes));
}
