using NodaTime;
using SmarketingHub.Domain.Agreements;

namespace SmarketingHub.Domain.Clocks;

/// <summary>
/// What a lead's card shows of its clocks. It stands beside the lead's own fields, so that a hundred thousand cards are read
/// without their clocks.
/// </summary>
public sealed record ShownClock
{
    public required Promise Promise { get; init; }
    public required ClockState State { get; init; }
    public required Instant StartedAt { get; init; }
    public required Instant DueAt { get; init; }

    /// <summary>The last warning point, and whether it has passed.</summary>
    public Instant? RiskAt { get; init; }
    public required bool AtRisk { get; init; }
    public required string Calendar { get; init; }
    public required int CalendarVersion { get; init; }

    /// <summary>Of the live effort clock, whichever clock is shown.</summary>
    public required int AttemptsMade { get; init; }
    public required int AttemptsAsked { get; init; }

    /// <summary>Breached before running before held, and of these the one due first; null: none is live.</summary>
    internal static ShownClock? Of(IReadOnlyList<Clock> clocks)
    {
        var (shown, effort) = ((Clock?)null, (Clock?)null);
        foreach (var clock in clocks)
        {
            if (!clock.IsLive)
                continue;
            if (shown is null || Order(clock).CompareTo(Order(shown)) < 0)
                shown = clock;
            if (clock.Promise == Promise.Effort)
                effort = clock;
        }
        return shown is null ? null : new()
        {
            Promise = shown.Promise,
            State = shown.State,
            StartedAt = shown.StartedAt,
            DueAt = shown.DueAt,
            RiskAt = shown.WarnAt,
            AtRisk = shown.LastWarning is { Fired: true },
            Calendar = shown.Calendar,
            CalendarVersion = shown.CalendarVersion,
            AttemptsMade = effort?.AttemptsMade ?? 0,
            AttemptsAsked = effort?.AttemptsAsked ?? 0,
        };
    }

    private static (int, Instant) Order(Clock clock) =>
        (clock.State switch { ClockState.Breached => 0, ClockState.Running => 1, _ => 2 }, clock.DueAt);
}
