using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Places;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Search;

namespace SmarketingHub.Engine.Board;

/// <summary>Which cards a view holds. Null asks nothing.</summary>
public sealed record BoardFilter
{
    public static readonly BoardFilter Everything = new();

    /// <summary>The partner's party, for a viewer who sees nothing else; set at the door, not by the viewer.</summary>
    public string? OnlyParty { get; init; }

    /// <summary>Owned by or offered to this person.</summary>
    public long? Person { get; init; }
    public string? Grade { get; init; }
    public string? Source { get; init; }
    public string? Country { get; init; }

    /// <summary>The party that holds it.</summary>
    public string? Holder { get; init; }
    public Sla? Sla { get; init; }

    /// <summary>What is searched for in the contact and the company.</summary>
    public SearchQuery? Text { get; init; }

    public bool IsEverything => this == Everything;

    /// <summary>The same filter, as far as this actor may see.</summary>
    public BoardFilter For(Actor actor) => this with { OnlyParty = actor.SeesOnly() };

    public bool Holds(Card card) =>
        (OnlyParty is null || card.Holder == OnlyParty || card.OfferedTo == OnlyParty)
        && (Person is null || card.Person == Person)
        && (Grade is null || card.Grade == Grade)
        && (Source is null || string.Equals(card.Source, Source, StringComparison.OrdinalIgnoreCase))
        && (Country is null || card.Country == Country || Countries.Comparer.Equals(card.Country, Country))
        && (Holder is null || card.Holder == Holder)
        && (Sla is null || card.Clock?.Sla == Sla)
        && (Text is null || Text.IsIn(card.Search));

    /// <summary>The card as this view shows it; null: it does not.</summary>
    public Card? Through(Card? card) => card is not null && Holds(card) ? Seen(card) : null;

    // A partner knows its own people by name, and others as their party.
    private Card Seen(Card card) => OnlyParty is null || (card.OfferedTo ?? card.Holder) == OnlyParty ? card
        : card with { Person = null, PersonName = null, Initials = null };
}
