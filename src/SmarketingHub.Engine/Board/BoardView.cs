using System.Collections.Immutable;
using NodaTime;

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

    public static readonly BoardView Empty = new()
    {
        Columns = Enum.GetValues<Column>().ToImmutableDictionary(column => column, _ => ImmutableSortedSet.Create(DueFirst)),
    };

    /// <summary>The last event of the ledger that this view has taken in.</summary>
    public long Sequence { get; init; }
    public ImmutableDictionary<long, Card> Cards { get; private init; } = ImmutableDictionary<long, Card>.Empty;
    public required ImmutableDictionary<Column, ImmutableSortedSet<Card>> Columns { get; init; }
    public int OnTime { get; private init; }
    public int AtRisk { get; private init; }
    public int Breached { get; private init; }

    // Running clocks only: the next breach is still to come.
    private ImmutableSortedSet<Card> Running { get; init; } = ImmutableSortedSet.Create(DueFirst);

    /// <summary>The card whose running clock is due first.</summary>
    public Card? NextBreach => Running.Count == 0 ? null : Running[0];

    /// <summary>The same view with this card in its place; null takes it out.</summary>
    public BoardView With(long id, Card? card)
    {
        var before = Cards.GetValueOrDefault(id);
        if (before == card)
            return this;
        var columns = Columns;
        if (before is not null)
            columns = columns.SetItem(before.Column, columns[before.Column].Remove(before));
        if (card is not null)
            columns = columns.SetItem(card.Column, columns[card.Column].Add(card));
        var running = before is not null && IsRunning(before) ? Running.Remove(before) : Running;
        return this with
        {
            Cards = card is null ? Cards.Remove(id) : Cards.SetItem(id, card),
            Columns = columns,
            Running = card is not null && IsRunning(card) ? running.Add(card) : running,
            OnTime = OnTime + Count(card, Sla.Running) - Count(before, Sla.Running),
            AtRisk = AtRisk + Count(card, Sla.AtRisk) - Count(before, Sla.AtRisk),
            Breached = Breached + Count(card, Sla.Breached) - Count(before, Sla.Breached),
        };
    }

    /// <summary>The same view with all these cards in their places; null takes one out.</summary>
    public BoardView With(IReadOnlyDictionary<long, Card?> changes) => changes.Count > Cards.Count / Few
        ? Of(Cards.Values.Where(card => !changes.ContainsKey(card.Id)).Concat(changes.Values.OfType<Card>()), Sequence)
        : changes.Aggregate(this, (view, change) => view.With(change.Key, change.Value));

    /// <summary>The cards of this view that a filter lets through.</summary>
    public BoardView Where(BoardFilter filter)
    {
        if (filter.IsEverything)
            return this;
        var held = Cards.Values.Where(filter.Holds).Select(filter.Seen).ToList();
        // A view of all cards as they are shares them with the whole.
        return held.Count == Cards.Count && held.TrueForAll(card => ReferenceEquals(Cards[card.Id], card)) ? this : Of(held, Sequence);
    }

    /// <summary>A view of these cards: sorted once, where one by one would take tens of times as long.</summary>
    private static BoardView Of(IEnumerable<Card> cards, long sequence)
    {
        var all = cards.ToImmutableDictionary(card => card.Id);
        var columns = all.Values.ToLookup(card => card.Column);
        return new()
        {
            Sequence = sequence,
            Cards = all,
            Columns = Empty.Columns.ToImmutableDictionary(pair => pair.Key, pair => columns[pair.Key].ToImmutableSortedSet(DueFirst)),
            Running = all.Values.Where(IsRunning).ToImmutableSortedSet(DueFirst),
            OnTime = all.Values.Sum(card => Count(card, Sla.Running)),
            AtRisk = all.Values.Sum(card => Count(card, Sla.AtRisk)),
            Breached = all.Values.Sum(card => Count(card, Sla.Breached)),
        };
    }

    private static bool IsRunning(Card card) => card.Clock is { State: Domain.Clocks.ClockState.Running };

    private static int Count(Card? card, Sla sla) => card?.Clock?.Sla == sla ? 1 : 0;
}
