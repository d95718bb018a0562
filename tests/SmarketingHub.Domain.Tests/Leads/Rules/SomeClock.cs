using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Domain.Tests.Leads.Rules;

/// <summary>A clock as the rules see it, with whatever a test says of it.</summary>
internal sealed record SomeClock(Promise Promise = Promise.Touch, ClockState State = ClockState.Running) : IClockFacts
{
    public static readonly Instant Monday = Instant.FromUtc(2026, 3, 2, 9, 0);

    public string OwedBy { get; init; } = Party.Sales;
    public long? HandoffId { get; init; }
    public int Round { get; init; } = 1;
    public int AgreementVersion { get; init; } = 1;
    public int? KeptAgainst { get; init; }
    public int AttemptsAsked { get; init; }
    public Instant StartedAt { get; init; } = Monday;
    public Instant DueAt { get; init; } = Monday + Duration.FromHours(4);
    public Instant? StoppedAt { get; init; }
    public bool IsLive => State is ClockState.Running or ClockState.Paused || State == ClockState.Breached && StoppedAt is null;
    public long? Person { get; init; }
    public IReadOnlyList<Asked> AskedBefore { get; init; } = [];

    public static Instant At(double hours) => Monday + Duration.FromHours(hours);
}
