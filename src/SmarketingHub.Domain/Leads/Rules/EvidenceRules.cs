using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Handoffs;

namespace SmarketingHub.Domain.Leads.Rules;

/// <summary>What attempts prove, in time or late. Pure: the same for a turn and for a replay.</summary>
public static class EvidenceRules
{
    /// <summary>From when on attempts count for the clock.</summary>
    /// <param name="handoff">The clock's; null: it has none.</param>
    /// <param name="clocks">Of the lead, in the order of their start.</param>
    public static Instant CountsFrom(IClockFacts clock, Handoff? handoff, IReadOnlyList<IClockFacts> clocks) =>
        // What the receiver did since it was offered counts, though its clocks start with the acceptance.
        clock.Promise is Promise.Touch or Promise.Effort && clock.Round == 1 && handoff is not null
            ? Instant.Min(handoff.OfferedAt, clock.StartedAt)
            // A later round waits for the same first attempt as the first one did.
            : clock.Promise == Promise.Touch && clock.Round > 1 ? FirstRoundOf(clock, clocks).StartedAt
            : clock.StartedAt;

    // A more urgent inquiry may have begun with another first round.
    private static IClockFacts FirstRoundOf(IClockFacts clock, IReadOnlyList<IClockFacts> clocks)
    {
        var first = clock;
        foreach (var c in clocks)
            if (c == clock)
                break;
            else if (c.Round == 1 && (c.Promise, c.OwedBy, c.HandoffId) == (clock.Promise, clock.OwedBy, clock.HandoffId))
                first = c;
        return first;
    }

    /// <summary>Whether an attempt bears on the clock at all.</summary>
    public static bool Counts(IClockFacts clock, Attempt attempt, Instant countsFrom) =>
        attempt.Counts && clock.OwedBy == attempt.Party && attempt.OccurredAt >= countsFrom;

    /// <summary>How an attempt that counts ends a clock that waits for the first one, or for an answer; null: it does not.</summary>
    /// <param name="team">Of whoever made the attempt.</param>
    /// <param name="queue">The team in whose queue the offer is now.</param>
    public static ClockEnd? Of(IClockFacts clock, Attempt attempt, string? team, string? queue) => clock.Promise switch
    {
        Promise.Touch => ClockEnd.Done(clock, attempt.OccurredAt),
        Promise.Accept when clock.State == ClockState.Breached
            && attempt.OccurredAt < clock.DueAt && WasAsked(clock, attempt, team, queue) => ClockEnd.Corrected(clock, attempt.OccurredAt),
        _ => null,
    };

    /// <summary>Whoever made the attempt was asked then, though it went on to another since.</summary>
    public static bool WasAsked(IClockFacts clock, Attempt attempt, string? team, string? queue)
    {
        var (person, asked) = ClockRules.AskedAt(clock, attempt.OccurredAt, queue);
        return attempt.By is { } by && (person is { } id ? id == by : asked is null || asked == team);
    }

    /// <summary>How many attempts count towards an effort, and when it was complete: all made, or the contact reached.</summary>
    /// <param name="commitment">Null: it is unknown, and every attempt counts.</param>
    /// <param name="zone">In which days are told apart.</param>
    /// <param name="attempts">Of the lead, in any order.</param>
    public static (int Made, Instant? DoneAt) EffortOf(
        IClockFacts clock, Commitment? commitment, DateTimeZone zone, IEnumerable<Attempt> attempts, Instant countsFrom)
    {
        var eachDay = commitment?.DifferentDays == true;
        var (days, callDays) = eachDay ? (new HashSet<LocalDate>(), new HashSet<LocalDate>()) : (null, null);
        var (made, calls) = (0, 0);
        foreach (var attempt in attempts.Where(a => Counts(clock, a, countsFrom)).OrderBy(a => a.OccurredAt))
        {
            var day = eachDay ? attempt.OccurredAt.InZone(zone).Date : default;
            made += days?.Add(day) == false ? 0 : 1;
            calls += attempt.Kind != AttemptKind.Call || callDays?.Add(day) == false ? 0 : 1;
            if (attempt.Reached || made >= clock.AttemptsAsked && calls >= (commitment?.Calls ?? 0))
                return (made, attempt.OccurredAt);
        }
        return (made, null);
    }
}
