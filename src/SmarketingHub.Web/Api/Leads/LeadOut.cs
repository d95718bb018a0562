using System.Text.Json.Serialization;
using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Api.Leads;

/// <summary>A lead as programs see it.</summary>
public sealed record LeadOut
{
    public required long Id { get; init; }

    /// <summary>Rises when its own fields, stage, hand-off, holder or owner change; the ETag.</summary>
    public required int Version { get; init; }
    public required Stage Stage { get; init; }

    /// <summary>The open hand-off: offered, or returned and not answered; else the accepted one by which its holder has the lead; else null.</summary>
    public HandoffOut? Handoff { get; init; }

    /// <summary>The party that has it.</summary>
    public required string Holder { get; init; }

    /// <summary>The person in that party; null: its queue.</summary>
    public PersonOut? Owner { get; init; }

    /// <summary>The person's number, by which it can be forgotten.</summary>
    public required long Contact { get; init; }

    /// <summary>When the person was forgotten: nothing is known of them since.</summary>
    public Instant? ForgottenAt { get; init; }
    public string? Email { get; init; }
    public string? Company { get; init; }
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? Phone { get; init; }
    public string? Title { get; init; }
    public string? Country { get; init; }
    public string? TimeZone { get; init; }
    public string? Source { get; init; }
    public string? Campaign { get; init; }
    public string? Channel { get; init; }
    public string? Product { get; init; }
    public string? Segment { get; init; }
    public string? BusinessUnit { get; init; }
    public int? Score { get; init; }
    public string? Grade { get; init; }
    public Money? ExpectedValue { get; init; }

    /// <summary>What the deal is worth, from <c>convert</c> on.</summary>
    public Money? Amount { get; init; }
    public required IReadOnlyList<ExternalIdOut> ExternalIds { get; init; }
    public Instant ReceivedAt { get; init; }

    /// <summary>The first attempt that counts; with <c>receivedAt</c> the total clock.</summary>
    public Instant? FirstTouchAt { get; init; }
    public Instant? ClosedAt { get; init; }
    public string? CloseReason { get; init; }
    public Instant? LookAgainAt { get; init; }
    public Instant? MeetingAt { get; init; }
    public Instant? PausedUntil { get; init; }

    /// <summary>The buying cycle before this one.</summary>
    public long? PreviousLead { get; init; }
    public long? MergedInto { get; init; }

    /// <summary>Of an answer to a trigger alone: whom it named, who is not there; the owner, or the one it is offered to, has it instead.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PersonOut? InsteadOf { get; init; }

    /// <summary>Of one lead alone: open leads of other persons with the same phone number, five at most; they may be one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<long>? SamePhone { get; init; }

    internal static LeadOut Of(Lead lead, Contact contact, string? account, IEnumerable<ExternalId> ids, Company company) => new()
    {
        Id = lead.Id,
        Version = lead.Version,
        Stage = lead.Stage,
        Handoff = lead.CurrentHandoff is { } handoff ? HandoffOut.Of(handoff, company) : null,
        Holder = lead.Holder,
        Owner = PersonOut.Of(lead.Owner, company),
        Contact = contact.Id,
        ForgottenAt = contact.ForgottenAt,
        Email = contact.Email,
        Company = account,
        FirstName = contact.FirstName,
        LastName = contact.LastName,
        Phone = contact.Phone,
        Title = contact.Title,
        Country = lead.Facts.Clean().Country,
        TimeZone = lead.Facts.TimeZone,
        Source = lead.Facts.Source,
        Campaign = lead.Facts.Campaign,
        Channel = lead.Facts.Channel,
        Product = lead.Facts.Product,
        Segment = lead.Facts.Segment,
        BusinessUnit = lead.Facts.BusinessUnit,
        Score = lead.Facts.Score,
        Grade = lead.Facts.Grade,
        ExpectedValue = Money.Of(lead.Facts.ExpectedValue, company),
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
    HandoffState State, string From, string To, string? Team, PersonOut? Person, Instant OfferedAt, Instant? AcceptedAt, Instant? ReturnedAt, ReturnReason? Reason)
{
    internal static HandoffOut Of(Handoff h, Company company) =>
        new(h.State, h.From, h.To, h.ToTeam is { } team && company.Teams.ContainsKey(team) ? team : null, PersonOut.Of(h.ToPerson, company), h.OfferedAt, h.AcceptedAt, h.ReturnedAt, h.Reason);
}
