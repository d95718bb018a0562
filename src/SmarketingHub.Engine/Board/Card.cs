using System.Text.Json.Serialization;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Engine.Board;

/// <summary>Where a card stands: a stage, or a lane of the hand-off in the middle.</summary>
public enum Column
{
    Captured,
    Ready,
    Nurturing,
    OfferedToSales,
    OfferedToPartners,
    Returned,
    Accepted,
    Working,
    Meeting,
    Qualified,
    Opportunity,
}

/// <summary>The clock that a card shows: the live one that is due first.</summary>
/// <param name="Calendar">Its reference, by which the browser tells open time from closed.</param>
/// <param name="RiskAt">The last warning point.</param>
public sealed record CardClock(
    Promise Promise, ClockState State, Sla Sla, Instant StartedAt, Instant DueAt, Instant? RiskAt, string Calendar);

/// <summary>How a lead stands with its promises.</summary>
public enum Sla
{
    Running,

    /// <summary>Past the last warning point.</summary>
    AtRisk,
    Breached,
}

/// <summary>One open lead as the board shows it. Immutable: an equal card means that nothing has to be sent.</summary>
public sealed record Card
{
    public required long Id { get; init; }
    public required int Version { get; init; }
    public Column Column { get; init; }
    public required Stage Stage { get; init; }
    public HandoffState? Handoff { get; init; }

    /// <summary>The account's name, else the contact's, else the email: never empty.</summary>
    public required string Name { get; init; }

    /// <summary>The contact's job title, or name.</summary>
    public string? Contact { get; init; }

    /// <summary>What a search looks in. It stays here, as whose names these are does: cards are sent to viewers.</summary>
    [JsonIgnore]
    public string Search { get; init; } = "";

    [JsonIgnore]
    public long ContactId { get; init; }

    [JsonIgnore]
    public long? AccountId { get; init; }
    public string? Source { get; init; }
    public string? Grade { get; init; }
    public string? Country { get; init; }
    public string? Product { get; init; }
    public decimal? Value { get; init; }

    /// <summary>The party that holds it, the one to which its open hand-off is, and that one while it is offered.</summary>
    public required string Holder { get; init; }
    public string? Receiver { get; init; }
    public string? OfferedTo => Handoff == HandoffState.Offered ? Receiver : null;

    /// <summary>The partner's name when a partner holds it or is the receiver.</summary>
    public string? Partner { get; init; }

    /// <summary>The owner, on an offered lead the person addressed; null: the queue.</summary>
    public long? Person { get; init; }
    public string? PersonName { get; init; }
    public string? Initials { get; init; }
    public ReturnReason? Reason { get; init; }
    public CardClock? Clock { get; init; }
    public int AttemptsMade { get; init; }
    public int AttemptsAsked { get; init; }
    public Instant? MeetingAt { get; init; }
    public bool NoShow { get; init; }
    public Instant? PausedUntil { get; init; }

    /// <summary>A nurtured lead is looked at again then.</summary>
    public Instant? LookAgainAt { get; init; }
    public Instant ReceivedAt { get; init; }

    internal CardNames Names => new(Name, Contact, Search);

    /// <summary>The card of an open lead.</summary>
    internal static Card Of(LeadSnapshot lead, CardNames names, Company company)
    {
        var has = lead.Handoff == HandoffState.Offered ? lead.ReceiverPerson : lead.Owner;
        var person = company.Person(has);
        return new()
        {
            Id = lead.Id,
            Version = lead.Version,
            Column = ColumnOf(lead.Stage, lead.Handoff, lead.Receiver, company),
            Stage = lead.Stage,
            Handoff = lead.Handoff,
            Name = names.Name,
            Contact = names.Contact,
            Search = names.Search,
            ContactId = lead.ContactId,
            AccountId = lead.AccountId,
            Source = lead.Facts.Source,
            Grade = lead.Facts.Grade,
            Country = lead.Facts.Clean().Country,
            Product = lead.Facts.Product,
            Value = (lead.Amount ?? lead.Facts.ExpectedValue) is { } value ? AsStored(value) : null,
            Holder = lead.Holder,
            Receiver = lead.Receiver,
            Partner = PartnerOf(lead.Receiver, lead.Holder, company),
            Person = has,
            PersonName = person?.Name,
            Initials = person?.Initials,
            Reason = lead.Reason,
            Clock = lead.Shown is { } shown ? ClockOf(shown) : null,
            AttemptsMade = lead.Shown?.AttemptsMade ?? 0,
            AttemptsAsked = lead.Shown?.AttemptsAsked ?? 0,
            MeetingAt = lead.MeetingAt,
            NoShow = lead.NoShow,
            PausedUntil = lead.PausedUntil,
            LookAgainAt = lead.LookAgainAt,
            ReceivedAt = lead.ReceivedAt,
        };
    }

    /// <summary>The same card with what it says of the company: names, and its place.</summary>
    public Card In(Company company) => this with
    {
        Column = ColumnOf(Stage, Handoff, Receiver, company),
        Partner = PartnerOf(Receiver, Holder, company),
        PersonName = company.Person(Person)?.Name,
        Initials = company.Person(Person)?.Initials,
    };

    private static Column ColumnOf(Stage stage, HandoffState? handoff, string? receiver, Company company) => handoff switch
    {
        HandoffState.Returned => Column.Returned,
        HandoffState.Offered => IsPartner(company, receiver) ? Column.OfferedToPartners : Column.OfferedToSales,
        _ => ColumnOf(stage),
    };

    private static string? PartnerOf(string? receiver, string holder, Company company) =>
        IsPartner(company, receiver) ? company.PartyName(receiver) : IsPartner(company, holder) ? company.PartyName(holder) : null;

    private static CardClock ClockOf(ShownClock clock) => new(
        clock.Promise, clock.State, clock.State == ClockState.Breached ? Sla.Breached : clock.AtRisk ? Sla.AtRisk : Sla.Running,
        clock.StartedAt, clock.DueAt, clock.RiskAt, $"{clock.Calendar}@{clock.CalendarVersion}");

    // With as many zeros as the rows give back, so that a card is sent with the same bytes however it was made.
    private static decimal AsStored(decimal amount) => amount / 1.0000000000000000000000000000m + 0.0m;

    private static bool IsPartner(Company company, string? party) =>
        party is not null && company.Parties.GetValueOrDefault(party) is { IsPartner: true };

    private static Column ColumnOf(Stage stage) => stage switch
    {
        Stage.Captured => Column.Captured,
        Stage.Ready => Column.Ready,
        Stage.Nurturing => Column.Nurturing,
        Stage.Accepted => Column.Accepted,
        Stage.Working => Column.Working,
        Stage.Meeting => Column.Meeting,
        Stage.Qualified => Column.Qualified,
        Stage.Opportunity => Column.Opportunity,
        _ => throw new InvalidOperationException($"A lead at {stage} is not on the board."),
    };
}

/// <summary>What a card says of the contact and the account.</summary>
internal readonly record struct CardNames(string Name, string? Contact, string Search);
