using System.Collections.Immutable;
using NodaTime;
using SmarketingHub.Domain.Clocks;

namespace SmarketingHub.Engine.Board;

/// <summary>
/// The cards that one view holds, in columns, what is due first on top. Immutable: views of the same board share what is the same.
/// </summary>
public sealed record BoardView
{
    private static readonly IComparer<Card> DueFirst = Comparer<Card>.Create((a, b) =>
        (a.Clock?.DueAt ?? Instant.MaxValue).CompareTo(b.Clock?.DueAt ?? Instant.MaxValue) is not 0 and var order ? order : a.Id.CompareTo(b.Id));

    // Below this part of the cards, changing each of them is less work than building the view anew.
    private const int Few = 10;

    private static readonly ImmutableDictionary<Column, SortedCards> None =
        Enum.GetValues<Column>().ToImmutableDictionary(column => column, _ => SortedCards.Empty(DueFirst));

    public static readonly BoardView Empty = new() { Columns = None, Running = None };

    /// <summary>The last event of the ledger that this view has taken in.</summary>
    public long Sequence { get; init; }
    public CardsById Cards { get; private init; } = CardsById.Empty;
    public required ImmutableDictionary<Column, SortedCards> Columns { get; init; }
    public int OnTime { get; private init; }
    public int AtRisk { get; private init; }
    public int Breached { get; private init; }

    // Of each column the running clocks only: their next breach is still to come.
    private ImmutableDictionary<Column, SortedCards> Running { get; init; } = None;

    /// <summary>The card whose running clock is due first.</summary>
    public Card? NextBreach => Running.Values.Where(cards => cards.Count > 0).Select(cards => cards[0]).Min(DueFirst);

    /// <summary>The same view with this card in its place; null takes it out.</summary>
    public BoardView With(long id, Card? card)
    {
        var before = Cards.GetValueOrDefault(id);
        return before == card ? this : this with
        {
            Cards = card is not null ? Cards.With(card) : Cards.Without(before!),
            Columns = Changed(Columns, before, card),
            Running = Changed(Running, before is not null && IsRunning(before) ? before : null, card is not null && IsRunning(card) ? card : null),
            OnTime = OnTime + Count(card, Sla.Running) - Count(before, Sla.Running),
            AtRisk = AtRisk + Count(card, Sla.AtRisk) - Count(before, Sla.AtRisk),
            Breached = Breached + Count(card, Sla.Breached) - Count(before, Sla.Breached),
        };
    }

    /// <summary>The same view with all these cards in their places; null takes one out.</summary>
    public BoardView With(IReadOnlyDictionary<long, Card?> changes)
    {
        if (changes.Count <= Cards.Count / Few)
            return changes.Aggregate(this, (view, change) => view.With(change.Key, change.Value));
        Card[] cards = [.. Cards.Values.Where(card => !changes.ContainsKey(card.Id)), .. changes.Values.OfType<Card>()];
        return Of(cards.GroupBy(card => card.Column).Select(column => column.Order(DueFirst).ToArray())) with { Sequence = Sequence };
    }

    /// <summary>The cards of this view that a filter lets through.</summary>
    public BoardView Where(BoardFilter filter)
    {
        if (filter.IsEverything)
            return this;
        // In their order already, and a filter changes nothing that the order goes by.
        var held = Columns.Values.Select(column => column.Where(filter.Holds).Select(filter.Seen).ToArray()).ToList();
        // A view of all cards as they are shares them with the whole.
        return held.Sum(column => column.Length) == Cards.Count && held.TrueForAll(column => Array.TrueForAll(column, card => ReferenceEquals(Cards[card.Id], card)))
            ? this : Of(held) with { Sequence = Sequence };
    }

    /// <summary>A view of these cards, which are in the order of their column: where one by one would take tens of times as long.</summary>
    private static BoardView Of(IEnumerable<Card[]> columns)
    {
        var all = columns.Where(cards => cards.Length > 0).ToList();
        var cards = CardsById.Of([.. all.SelectMany(column => column)]);
        return new()
        {
            Cards = cards,
            Columns = None.SetItems(all.Select(column => KeyValuePair.Create(column[0].Column, None[column[0].Column].Of(column)))),
            Running = None.SetItems(all.Select(column => KeyValuePair.Create(column[0].Column, None[column[0].Column].Of(Array.FindAll(column, IsRunning))))),
            OnTime = all.Sum(column => column.Sum(card => Count(card, Sla.Running))),
            AtRisk = all.Sum(column => column.Sum(card => Count(card, Sla.AtRisk))),
            Breached = all.Sum(column => column.Sum(card => Count(card, Sla.Breached))),
        };
    }

    private static ImmutableDictionary<Column, SortedCards> Changed(ImmutableDictionary<Column, SortedCards> columns, Card? before, Card? after)
    {
        if (before is not null)
            columns = columns.SetItem(before.Column, columns[before.Column].Without(before));
        return after is null ? columns : columns.SetItem(after.Column, columns[after.Column].With(after));
    }

    private static bool IsRunning(Card card) => card.Clock is { State: ClockState.Running };

    private static int Count(Card? card, Sla sla) => card?.Clock?.Sla == sla ? 1 : 0;
}
