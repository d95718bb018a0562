using System.Collections.Immutable;
using NodaTime;

namespace SmarketingHub.Engine.Board;

/// <summary>
/// The cards that one view holds, in columns, what is due first on top. Immutable: views of the same board share what is the same.
/// </summary>
public sealed record BoardView
{
    // So many cards are looked at in some tenths of a millisecond: what is searched in lies all over the memory.
    private const int Part = 1_024;

    private static readonly IComparer<Card> DueFirst = Comparer<Card>.Create((a, b) =>
        (a.Clock?.DueAt ?? Instant.MaxValue).CompareTo(b.Clock?.DueAt ?? Instant.MaxValue) is not 0 and var order
            ? order : a.Id.CompareTo(b.Id));

    public static readonly BoardView Empty = new()
    {
        Columns = Enum.GetValues<Column>().ToImmutableDictionary(column => column, _ => SortedCards.Empty(DueFirst)),
    };

    /// <summary>The last event of the ledger that this view has taken in.</summary>
    public long Sequence { get; init; }
    public required ImmutableDictionary<Column, SortedCards> Columns { get; init; }
    public int OnTime => Standing.OnTime;
    public int AtRisk => Standing.AtRisk;
    public int Breached => Standing.Breached;

    /// <summary>Of all columns.</summary>
    public int Count => Columns.Values.Sum(cards => cards.Count);

    /// <summary>Column by column.</summary>
    public IEnumerable<Card> Cards => Columns.Values.SelectMany(cards => cards);

    /// <summary>The card whose running clock is due first.</summary>
    public Card? NextBreach => Columns.Values.Select(cards => cards.FirstRunning).OfType<Card>().Min(DueFirst);

    private Counts Standing { get; init; }

    /// <summary>The cards of this view that a filter lets through.</summary>
    public BoardView Where(BoardFilter filter) => Where(filter, () => true)!;

    /// <param name="goOn">Asked after each part of the work.</param>
    /// <returns>Null: it was not to go on.</returns>
    public BoardView? Where(BoardFilter filter, Func<bool> goOn)
    {
        if (filter.IsEverything)
            return this;
        var (held, standing, looked) = (Columns.ToBuilder(), new Counts(), 0);
        foreach (var (column, cards) in Columns)
        {
            var (made, all) = (new SortedCards.Builder(DueFirst), true);
            // They are in their order already, and a filter changes nothing that the order goes by.
            foreach (var card in cards)
            {
                if (++looked % Part == 0 && !goOn())
                    return null;
                var seen = filter.Through(card);
                all &= ReferenceEquals(seen, card);
                if (seen is null)
                    continue;
                made.Add(seen);
                standing = standing.Plus(seen);
            }
            // A column of all cards as they are is shared.
            held[column] = all ? cards : made.Cards();
        }
        return this with { Columns = held.ToImmutable(), Standing = standing };
    }

    /// <param name="changes">Of what this view holds or is to hold, each lead once.</param>
    public BoardView With(IReadOnlyList<CardChange> changes)
    {
        var (columns, standing) = (Columns.ToBuilder(), Standing);
        foreach (var (column, changed) in ByColumn(changes))
            columns[column] = columns[column].With(changed);
        foreach (var change in changes)
            standing = standing.Minus(change.Before).Plus(change.After);
        return this with { Columns = columns.ToImmutable(), Standing = standing };
    }

    // A card that goes from one column to another leaves the one and enters the other.
    private static Dictionary<Column, List<CardChange>> ByColumn(IReadOnlyList<CardChange> changes)
    {
        var columns = new Dictionary<Column, List<CardChange>>();
        foreach (var change in changes)
            if (change is { Before: { } before, After: { } after } && before.Column != after.Column)
            {
                In(before.Column).Add(change with { After = null });
                In(after.Column).Add(change with { Before = null });
            }
            else
            {
                In((change.After ?? change.Before)!.Column).Add(change);
            }
        return columns;

        List<CardChange> In(Column column) =>
            columns.TryGetValue(column, out var known) ? known : columns[column] = [];
    }

    /// <summary>How many cards stand how with their promises.</summary>
    private readonly record struct Counts(int OnTime, int AtRisk, int Breached)
    {
        internal Counts Plus(Card? card) => Plus(card, 1);

        internal Counts Minus(Card? card) => Plus(card, -1);

        private Counts Plus(Card? card, int by) => card?.Clock?.Sla switch
        {
            Sla.Running => this with { OnTime = OnTime + by },
            Sla.AtRisk => this with { AtRisk = AtRisk + by },
            Sla.Breached => this with { Breached = Breached + by },
            _ => this,
        };
    }
}
