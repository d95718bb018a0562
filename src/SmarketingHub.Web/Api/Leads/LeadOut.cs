using System.Text.Json.Serialization;
using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Api.Leads;

/// <summary>A lead as programs see it.</summary>
public sealed record LeadOut : LeadBody
{
    private LeadOut(Lead lead, Contact contact, string? account, Company company)
        : base(lead, contact, account, company)
    {
    }

    [JsonPropertyOrder(-1)]
    public required long Id { get; init; }

    /// <summary>Rises when its own fields, stage, hand-off, holder or owner change; the ETag.</summary>
    [JsonPropertyOrder(-1)]
    public required int Version { get; init; }

    [JsonPropertyOrder(-1)]
    public required Stage Stage { get; init; }

    /// <summary>
    /// The open hand-off: offered, or returned and not answered; else the accepted one by which its holder has the lead; else null.
    /// </summary>
    [JsonPropertyOrder(-1)]
    public HandoffOut? Handoff { get; init; }

    /// <summary>The party that has it.</summary>
    [JsonPropertyOrder(-1)]
    public required string Holder { get; init; }

    /// <summary>The person in that party; null: its queue.</summary>
    [JsonPropertyOrder(-1)]
    public PersonOut? Owner { get; init; }

    /// <summary>The person's number, by which it can be forgotten.</summary>
    [JsonPropertyOrder(-1)]
    public required long Contact { get; init; }

    /// <summary>When the person was forgotten: nothing is known of them since.</summary>
    [JsonPropertyOrder(-1)]
    public Instant? ForgottenAt { get; init; }

    /// <summary>What the deal is worth, from <c>convert</c> on.</summary>
    [JsonPropertyOrder(1)]
    public Money? Amount { get; init; }

    [JsonPropertyOrder(1)]
    public required IReadOnlyList<ExternalIdOut> ExternalIds { get; init; }

    [JsonPropertyOrder(1)]
    public Instant ReceivedAt { get; init; }

    /// <summary>The first attempt that counts; with <c>receivedAt</c> the total clock.</summary>
    [JsonPropertyOrder(1)]
    public Instant? FirstTouchAt { get; init; }

    [JsonPropertyOrder(1)]
    public Instant? ClosedAt { get; init; }

    [JsonPropertyOrder(1)]
    public string? CloseReason { get; init; }

    [JsonPropertyOrder(1)]
    public Instant? LookAgainAt { get; init; }

    [JsonPropertyOrder(1)]
    public Instant? MeetingAt { get; init; }

    [JsonPropertyOrder(1)]
    public Instant? PausedUntil { get; init; }

    /// <summary>The buying cycle before this one.</summary>
    [JsonPropertyOrder(1)]
    public long? PreviousLead { get; init; }

    [JsonPropertyOrder(1)]
    public long? MergedInto { get; init; }

    /// <summary>The import that brought it and was taken back: the lead is gone, and only told of by its number.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonPropertyOrder(1)]
    public long? TakenBack { get; init; }

    /// <summary>
    /// Of an answer to a trigger alone: whom it named, who is not there; the owner, or the one it is offered to, has it instead.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonPropertyOrder(1)]
    public PersonOut? InsteadOf { get; init; }

    /// <summary>Of one lead alone: open leads of other persons with the same phone number, five at most; they may be one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonPropertyOrder(1)]
    public IReadOnlyList<long>? SamePhone { get; init; }

    internal static LeadOut Of(Lead lead, Contact contact, string? account, IEnumerable<ExternalId> ids, Company company) =>
        new(lead, contact, account, company)
        {
            Id = lead.Id,
            Version = lead.Version,
            Stage = lead.Stage,
            Handoff = lead.CurrentHandoff is { } handoff ? HandoffOut.Of(handoff, company) : null,
            Holder = lead.Holder,
            Owner = PersonOut.Of(lead.Owner, company),
            Contact = contact.Id,
            ForgottenAt = contact.ForgottenAt,
            Amount = Money.Of(lead.Amount, company),
            ExternalIds = [.. ids.Select(e => new ExternalIdOut(e.System, e.Type, e.Value))],
            ReceivedAt = lead.ReceivedAt,
            FirstTouchAt = lead.FirstTouchAt,
            ClosedAt = lead.ClosedAt,
            CloseReason = lead.CloseReason,
            LookAgainAt = lead.LookAgainAt,
            MeetingAt = lead.MeetingAt,
            PausedUntil = lead.PausedUntil,
            PreviousLead = lead.PreviousLead,
            MergedInto = lead.MergedInto,
            TakenBack = lead.TakenBack,
        };
}

/// <summary>Somebody of a party.</summary>
/// <param name="Name">To a partner, of whoever is not its own: their party's; null: of another partner.</param>
public sealed record PersonOut(long Id, string? Name)
{
    internal static PersonOut? Of(long? id, Company company) => id is { } known ? new(known, company.Person(known)?.Name) : null;
}

public sealed record ExternalIdOut(string System, string Type, string Id);

/// <summary>The passing of the lead from one party to another.</summary>
public sealed record HandoffOut(
    HandoffState State, string From, string To, string? Team, PersonOut? Person, Instant OfferedAt, Instant? AcceptedAt,
    Instant? ReturnedAt, ReturnReason? Reason)
{
    internal static HandoffOut Of(Handoff h, Company company) =>
        new(h.State, h.From, h.To, h.ToTeam is { } team && company.Teams.ContainsKey(team) ? team : null, PersonOut.Of(h.ToPerson, company),
            h.OfferedAt, h.AcceptedAt, h.ReturnedAt, h.Reason);
}
