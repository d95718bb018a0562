using Microsoft.AspNetCore.Components;
using SmarketingHub.Engine.Board;

namespace SmarketingHub.Web.Features.Board;

/// <summary>What every card needs and no card owns. Make one and keep it: a new one renders every card anew.</summary>
/// <param name="Currency">The installation's.</param>
/// <param name="Href">Where a card leads, filters kept.</param>
/// <param name="Menu">The card's ⋯ was pressed; the button's id is <c>menu-{card.Id}</c>.</param>
public sealed record BoardContext(string Currency, Func<Card, string> Href, EventCallback<Card> Menu);

/// <summary>One column as this viewer has it: what is due first stands first.</summary>
public sealed record ColumnView(Column Column, IReadOnlyList<Card> Cards)
{
    public int Total => Cards.Count;
}

/// <summary>Whether a dragged card may go there, and why not.</summary>
public sealed record DropTarget(bool Allowed, string? Why = null);

/// <summary>A card was dropped: <c>Ready</c>, <c>OfferedToSales</c>, … or <c>Won</c>, <c>Lost</c>, <c>Disqualified</c>.</summary>
public sealed record Drop(long CardId, string Column);
