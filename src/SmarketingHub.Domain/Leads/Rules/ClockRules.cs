using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;

namespace SmarketingHub.Domain.Leads.Rules;

/// <summary>
/// What is so of one clock. Pure: facts in, a decision out. A turn carries it out on the clocks that run, a replay on those
/// that it lets run once more.
/// </summary>
public static class ClockRules
{
    /// <summary>A pause holds every clock, but the party that pauses goes on owing its own responses.</summary>
    /// <param name="pausedBy">The party.</param>
    public static bool IsHeldByPause(IClockFacts clock, string? pausedBy) => IsHeldByPause(clock.Promise, clock.OwedBy, pausedBy);

    /// <inheritdoc cref="IsHeldByPause(IClockFacts, string?)"/>
    public static bool IsHeldByPause(Promise promise, string owedBy, string? pausedBy) =>
        promise == Promise.Effort || owedBy != pausedBy;

    /// <summary>What a party owes goes with the lead to another of its people; a breach stays with whose it was.</summary>
    /// <param name="to">Null: the queue.</param>
    /// <param name="but">What just ends, and so stays where it is.</param>
    public static bool GoesWithLead(IClockFacts clock, string party, long? to, Promise? but = null) =>
        clock.IsLive && clock.State != ClockState.Breached && clock.OwedBy == party && clock.Person != to && clock.Promise != but;

    /// <summary>A regrade keeps a clock, unless its commitment says to judge again; a breach stays.</summary>
    /// <param name="commitment">By which it runs; null: it is unknown.</param>
    public static bool IsJudgedAgain(IClockFacts clock, Commitment? commitment) =>
        clock.IsLive && clock.State != ClockState.Breached && commitment is { ReJudge: true };

    /// <summary>A touch is promised from receipt already: one runs, or the first round of one ended since the offer.</summary>
    /// <remarks>
    /// Evidence from before the offer ends a further round at that round's start; only the first one knows when it was done.
    /// </remarks>
    public static bool IsTouchPromised(IReadOnlyList<IClockFacts> clocks, string holder, Instant offeredAt)
    {
        foreach (var c in clocks)
            if (c.Promise == Promise.Touch && c.OwedBy == holder && (c.IsLive || IsDoneOfReceipt(c, offeredAt)))
                return true;
        return false;
    }

    private static bool IsDoneOfReceipt(IClockFacts c, Instant offeredAt) =>
        c.HandoffId is null && c.Round == 1 && c.State != ClockState.Void && c.StoppedAt >= offeredAt;

    /// <summary>A touch of an inquiry, due then, takes the place of those that run, unless one of them is due as early.</summary>
    public static bool IsMoreUrgent(IReadOnlyList<IClockFacts> clocks, Instant due)
    {
        foreach (var c in clocks)
            if (c.IsLive && c.Promise == Promise.Touch && c.DueAt <= due)
                return false;
        return true;
    }

    /// <summary>Who was asked for it then: the person, else the team's queue, else the party's.</summary>
    /// <param name="team">Of the queue in which it is now.</param>
    public static (long? Person, string? Team) AskedAt(IClockFacts clock, Instant at, string? team)
    {
        foreach (var before in clock.AskedBefore)
            if (at < before.Until)
                return (before.Person, before.Team);
        return (clock.Person, team);
    }
}
