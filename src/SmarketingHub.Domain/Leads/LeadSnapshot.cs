using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Domain.Leads;

/// <summary>
/// A lead as it stood at one moment, as far as others are shown it: taken from the lead itself, or read from its row alone, without its
/// clocks and attempts. It keeps nothing else of the lead alive.
/// </summary>
public sealed record LeadSnapshot
{
    public required long Id { get; init; }
    public required int Version { get; init; }
    public required Stage Stage { get; init; }
    public required string Holder { get; init; }
    public long? Owner { get; init; }
    public required long ContactId { get; init; }
    public long? AccountId { get; init; }
    public required LeadFacts Facts { get; init; }
    public decimal? Amount { get; init; }
    public required Instant ReceivedAt { get; init; }
    public Instant? LookAgainAt { get; init; }
    public Instant? MeetingAt { get; init; }
    public bool NoShow { get; init; }
    public Instant? PausedUntil { get; init; }
    public ShownClock? Shown { get; init; }

    /// <summary>Of its open hand-off: how it stands, to whom it is, and why it came back.</summary>
    public HandoffState? Handoff { get; init; }
    public string? Receiver { get; init; }
    public long? ReceiverPerson { get; init; }
    public ReturnReason? Reason { get; init; }

    public bool IsOpen => !Stage.IsClosed();

    public static LeadSnapshot Of(Lead lead)
    {
        var open = lead.OpenHandoff;
        return new()
        {
            Id = lead.Id,
            Version = lead.Version,
            Stage = lead.Stage,
            Holder = lead.Holder,
            Owner = lead.Owner,
            ContactId = lead.ContactId,
            AccountId = lead.AccountId,
            Facts = lead.Facts,
            Amount = lead.Amount,
            ReceivedAt = lead.ReceivedAt,
            LookAgainAt = lead.LookAgainAt,
            MeetingAt = lead.MeetingAt,
            NoShow = lead.NoShow,
            PausedUntil = lead.PausedUntil,
            Shown = lead.Shown,
            Handoff = open?.State,
            Receiver = open?.To,
            ReceiverPerson = open?.ToPerson,
            Reason = open?.Reason,
        };
    }
}
