using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Board;
using SmarketingHub.Web.Api.Json;

namespace SmarketingHub.Web.Api.Board;

/// <summary>
/// The open leads as of a sequence of the ledger: every column with its count and its first cards, what is due first on top.
/// </summary>
/// <param name="Counts">By column.</param>
/// <param name="Currency">Of every card's value.</param>
public sealed record BoardOut(
    long Sequence, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<ColumnOut> Columns, BoardFiguresOut Figures, string Currency)
{
    internal static BoardOut Of(BoardView view, string currency)
    {
        var columns = Enum.GetValues<Column>().Select(column => ColumnOut.Of(view, column, null)).ToList();
        return new(view.Sequence, columns.ToDictionary(c => NameOf(c.Column), c => c.Count), columns, BoardFiguresOut.Of(view), currency);
    }

    private static string NameOf(Column column) => CamelCase.Of(column);
}

/// <summary>One column, or a further part of it.</summary>
/// <param name="Count">Of all its cards in this view.</param>
/// <param name="Next">The cursor for <c>More</c>; null at the end.</param>
public sealed record ColumnOut(Column Column, int Count, IReadOnlyList<Card> Cards, string? Next)
{
    private const int CardsAPart = 50;

    internal static ColumnOut Of(BoardView view, Column column, string? cursor)
    {
        var all = view.Columns[column];
        var cards = (cursor is null ? all : all.Where(After(cursor))).Take(CardsAPart + 1).ToList();
        return cards.Count > CardsAPart
            ? new(column, all.Count, cards[..CardsAPart], PlaceOf(cards[CardsAPart - 1]))
            : new(column, all.Count, cards, null);
    }

    // A card's place is when it is due, then its id: it holds while others come and go.
    private static string PlaceOf(Card card) => Cursor.Of($"{DueOf(card)}:{card.Id}");

    private static Func<Card, bool> After(string cursor)
    {
        var parts = Cursor.Read(cursor).Split(':');
        if (parts is not [var due, var id] || !long.TryParse(due, out var dueAt) || !long.TryParse(id, out var cardId))
            throw Cursor.Wrong();
        return card => DueOf(card) > dueAt || DueOf(card) == dueAt && card.Id > cardId;
    }

    private static long DueOf(Card card) => (card.Clock?.DueAt ?? Instant.MaxValue).ToUnixTimeMilliseconds();
}

/// <summary>How the open leads stand with their promises.</summary>
public sealed record BoardFiguresOut(int Open, int OnTime, int AtRisk, int Breached, NextBreach? NextBreach)
{
    internal static BoardFiguresOut Of(BoardView view) => new(
        view.Count, view.OnTime, view.AtRisk, view.Breached,
        view.NextBreach is { } card ? new(card.Id, card.Clock!.DueAt) : null);
}

/// <summary>The next still to come.</summary>
public sealed record NextBreach(long LeadId, Instant DueAt);
