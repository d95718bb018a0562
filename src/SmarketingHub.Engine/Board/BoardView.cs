using System.Buffers;
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
        (a.Clock?.DueAt ?? Instant.MaxValue).CompareTo(b.Clock?.DueAt ?? Instant.MaxValue) is not 0 and var order
            ? order : a.Id.CompareTo(b.Id));

    // Below this part of the cards, changing each of them is less work than building the view anew.
    private const int Few = 10;

    // So many cards are looked at in a quarter of a millisecond.
    private const int Part = 2_048;

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
            Running = Changed(Running, before is not null && IsRunning(before) ? before : null,
                card is not null && IsRunning(card) ? card : null),
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
        var made = new Making();
        foreach (var column in Cards.Values.Where(card => !changes.ContainsKey(card.Id)).Concat(changes.Values.OfType<Card>())
            .GroupBy(card => card.Column))
            made.Add(column.Key, [.. column.Order(DueFirst)]);
        return made.View(Sequence);
    }

    /// <summary>The cards of this view that a filter lets through.</summary>
    /// <param name="pause">Called after each part of the work.</param>
    public BoardView Where(BoardFilter filter, Action? pause = null)
    {
        if (filter.IsEverything)
            return this;
        var (made, all, looked) = (new Making(), true, 0);
        var held = ArrayPool<Card>.Shared.Rent(Cards.Count);
        foreach (var (column, cards) in Columns)
        {
            var count = 0;
            // They are in their order already, and a filter changes nothing that the order goes by.
            foreach (var card in cards)
            {
                if (++looked % Part == 0)
                    pause?.Invoke();
                if (filter.Holds(card))
                    all &= ReferenceEquals(held[count++] = filter.Seen(card), card);
                else
                    all = false;
            }
            made.Add(column, held.AsSpan(0, count));
        }
        ArrayPool<Card>.Shared.Return(held, clearArray: true);
        // A view of all cards as they are shares them with the whole.
        return all ? this : made.View(Sequence);
    }

    /// <summary>A view in the making, column by column: one card after the other it would take tens of times as long.</summary>
    private sealed class Making
    {
        private readonly List<SortedCards> made = [];
        private readonly ImmutableDictionary<Column, SortedCards>.Builder columns = None.ToBuilder();
        private readonly ImmutableDictionary<Column, SortedCards>.Builder running = None.ToBuilder();
        private int onTime, atRisk, breached;

        /// <param name="sorted">What is due first on top.</param>
        internal void Add(Column column, ReadOnlySpan<Card> sorted)
        {
            if (sorted.Length == 0)
                return;
            var runs = ArrayPool<Card>.Shared.Rent(sorted.Length);
            var count = 0;
            foreach (var card in sorted)
            {
                (onTime, atRisk, breached) = (onTime + Count(card, Sla.Running), atRisk + Count(card, Sla.AtRisk),
                    breached + Count(card, Sla.Breached));
                if (IsRunning(card))
                    runs[count++] = card;
            }
            made.Add(columns[column] = columns[column].Of(sorted));
            running[column] = running[column].Of(runs.AsSpan(0, count));
            ArrayPool<Card>.Shared.Return(runs, clearArray: true);
        }

        internal BoardView View(long sequence) => new()
        {
            Sequence = sequence,
            Cards = CardsById.Of(made),
            Columns = columns.ToImmutable(),
            Running = running.ToImmutable(),
            OnTime = onTime,
            AtRisk = atRisk,
            Breached = breached,
        };
    }

    private static ImmutableDictionary<Column, SortedCards> Changed(
        ImmutableDictionary<Column, SortedCards> columns, Card? before, Card? after)
    {
        if (before is not null)
            columns = columns.SetItem(before.Column, columns[before.Column].Without(before));
        return after is null ? columns : columns.SetItem(after.Column, columns[after.Column].With(after));
    }

    private static bool IsRunning(Card card) => card.Clock is { State: ClockState.Running };

    private static int Count(Card? card, Sla sla) => card?.Clock?.Sla == sla ? 1 : 0;
}
