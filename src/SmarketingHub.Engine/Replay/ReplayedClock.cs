using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Leads.Rules;

namespace SmarketingHub.Engine.Replay;

/// <summary>The first round of a promise as it would have run: the same life as a clock's, without warnings and ladder.</summary>
/// <param name="endsAt">When its agreement ends; null: it does not.</param>
internal sealed class ReplayedClock(
    ReplayedPromise of, Choice choice, Instant? endsAt, WorkCalendar calendar, Instant startedAt, IReadOnlyList<Interval> holds)
    : IClockFacts
{
    private readonly List<Interval> holds = [.. holds];
    private List<Asked>? askedBefore;
    private Instant? heldAt;

    /// <summary>The promise that it is judged for.</summary>
    internal ReplayedPromise Of { get; } = of;
    internal Choice Choice { get; private set; } = choice;
    internal Instant? EndsAt { get; private set; } = endsAt;
    internal Commitment Commitment => Choice.Commitment;
    internal WorkCalendar Calendar { get; private set; } = calendar;
    public Promise Promise => Commitment.Promise;
    public string OwedBy => Commitment.OwedBy;
    public long? HandoffId => Of.Handoff;
    public int Round => 1;
    public int AgreementVersion => Choice.Version.Number;
    public int AttemptsAsked => Commitment.Attempts;
    public Instant StartedAt { get; } = startedAt;
    public Instant DueAt { get; private set; } = DueBy(choice.Commitment, calendar, startedAt, holds);
    public Instant? StoppedAt { get; private set; }
    public ClockState State { get; private set; }
    public bool IsLive => StoppedAt is null;
    public long? Person { get; private set; } = of.Person;
    public IReadOnlyList<Asked> AskedBefore => askedBefore ?? (IReadOnlyList<Asked>)[];
    public int? KeptAgainst { get; private set; }

    /// <summary>The draft has had its turn at it, and it keeps what it has.</summary>
    internal bool IsKeptAgainstDraft { get; private set; }

    /// <summary>When a version last re-timed it; null: none did.</summary>
    internal Instant? MovedAt { get; private set; }

    /// <summary>When what was promised was done, in time or not.</summary>
    internal Instant? DoneAt { get; private set; }
    internal bool Corrected { get; private set; }
    internal bool WasHeld { get; private set; }

    /// <summary>A breach is taken back by evidence alone.</summary>
    internal bool IsReTimable => State is ClockState.Running or ClockState.Paused;

    internal Verdict Verdict => State switch
    {
        ClockState.Met => Verdict.Met,
        ClockState.Breached => Verdict.Breached,
        ClockState.Void => Verdict.Void,
        _ => Verdict.Open,
    };

    private static Instant DueBy(Commitment commitment, WorkCalendar calendar, Instant from, IReadOnlyList<Interval> holds) =>
        Timing.DueAt(calendar, from, Timing.TargetOf(commitment, calendar, from), 100, holds);

    /// <summary>
    /// By the rules of <see cref="ReTiming"/>: from the same start by the new version's sentence; false: it keeps what it has.
    /// </summary>
    /// <param name="facts">Of the lead, as of then.</param>
    internal bool ReTime(AgreementVersion version, WorkCalendar next, Instant? endsAt, LeadFacts facts, Instant at, bool isDraft)
    {
        var (commitment, _) = ReTiming.Choose(Commitment, facts, Choice.Agreement.Id, version);
        if (commitment is null || ReTiming.DueAt(commitment, next, StartedAt, holds, heldAt ?? at) is not { } due)
        {
            (KeptAgainst, IsKeptAgainstDraft) = isDraft ? (KeptAgainst, true) : (version.Number, IsKeptAgainstDraft);
            return false;
        }
        (Choice, EndsAt, Calendar, DueAt, MovedAt) = (Choice with { Version = version, Commitment = commitment }, endsAt, next, due, at);
        return true;
    }

    /// <summary>What falls due before that instant: its breach, or its agreement's end.</summary>
    /// <param name="until">Not included.</param>
    /// <param name="isEndSaid">It was said before what happens then.</param>
    internal void Advance(Instant until, bool isEndSaid = true)
    {
        if (!IsLive)
            return;
        var endsAt = isEndSaid ? EndsAt : null;
        // At one instant the agreement goes first.
        if (State == ClockState.Running && DueAt < until && !(endsAt <= DueAt))
            State = ClockState.Breached;
        if (endsAt is { } ends && ends < until)
            End(ClockEnd.Over(this, ends), ends);
    }

    /// <summary>It goes with the lead to another person.</summary>
    /// <param name="to">Null: the queue.</param>
    /// <param name="team">Of the queue in which it was, if nobody was asked by name.</param>
    internal void PassOn(long? to, string? team, Instant at)
    {
        (askedBefore ??= []).Add(new(Person, team, at));
        Person = to;
    }

    /// <summary>It takes the place of one that was judged again.</summary>
    internal void FollowOn(ReplayedClock before) =>
        (askedBefore, Person, MovedAt) = (before.askedBefore is { } asked ? [.. asked] : null, before.Person, before.MovedAt);

    internal void End(ClockEnd end, Instant at)
    {
        State = end.How switch
        {
            ClockEnding.Met or ClockEnding.Corrected => ClockState.Met,
            ClockEnding.Void => ClockState.Void,
            _ => ClockState.Breached,
        };
        Corrected |= end.How == ClockEnding.Corrected;
        DoneAt = end.IsDone ? end.At : DoneAt;
        StoppedAt = end.At;
        EndHold(at);
    }

    internal void Hold(Instant at)
    {
        (heldAt, WasHeld) = (at, true);
        if (State == ClockState.Running)
            State = ClockState.Paused;
    }

    internal void Release(Instant at)
    {
        if (heldAt is null)
            return;
        EndHold(at);
        if (State != ClockState.Paused)
            return;
        State = ClockState.Running;
        DueAt = DueBy(Commitment, Calendar, StartedAt, holds);
    }

    private void EndHold(Instant at)
    {
        if (heldAt is { } from && from < at)
            holds.Add(new(from, at));
        heldAt = null;
    }

    /// <summary>The holds until now, for a clock that takes over.</summary>
    internal IReadOnlyList<Interval> HoldsUntil(Instant now) => heldAt is { } from && from < now ? [.. holds, new(from, now)] : holds;

    /// <summary>Business time until it was done.</summary>
    internal Duration? Taken => DoneAt is { } done ? Calendar.Elapsed(StartedAt, done, holds) : null;
}
