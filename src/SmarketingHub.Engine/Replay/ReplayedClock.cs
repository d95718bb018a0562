using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads;

namespace SmarketingHub.Engine.Replay;

/// <summary>The first round of a promise as it would have run: the same life as a clock's, without warnings and ladder.</summary>
internal sealed class ReplayedClock(Ask ask, Choice choice, WorkCalendar calendar, Instant startedAt, IReadOnlyList<Interval> holds)
{
    private readonly List<Interval> holds = [.. holds];
    private readonly List<Asked> askedBefore = [];
    private long? person = ask.Person;
    private Instant? heldAt;
    private bool isStopped;

    internal Ask Ask { get; } = ask;
    internal Choice Choice { get; private set; } = choice;
    internal Commitment Commitment => Choice.Commitment;
    internal WorkCalendar Calendar { get; private set; } = calendar;
    internal Instant StartedAt { get; } = startedAt;
    internal Instant DueAt { get; private set; }
    internal Verdict Verdict { get; private set; } = Verdict.Open;
    internal Instant? StoppedAt { get; private set; }

    /// <summary>When what was promised was done, in time or not.</summary>
    internal Instant? DoneAt { get; private set; }
    internal bool Corrected { get; private set; }
    internal bool WasHeld { get; private set; }
    internal bool IsHeld => heldAt is not null;
    internal bool IsLive => !isStopped;

    /// <summary>A breach is taken back by evidence alone.</summary>
    internal bool IsReTimable => IsLive && Verdict == Verdict.Open;

    /// <summary>The newest version that re-timed others and not this one.</summary>
    internal AgreementVersion? KeptAgainst { get; private set; }

    /// <summary>When a version last re-timed it; null: none did.</summary>
    internal Instant? MovedAt { get; set; }

    internal void SetDue() => DueAt = Calendar.Due(StartedAt, Timing.TargetOf(Commitment, Calendar, StartedAt), holds);

    /// <summary>By the rules of <see cref="ReTiming"/>: from the same start by the new version's sentence; false: it keeps what it has.</summary>
    /// <param name="facts">Of the lead, as of then.</param>
    internal bool ReTime(AgreementVersion version, WorkCalendar next, Instant? endsAt, LeadFacts facts, Instant at)
    {
        var (commitment, _) = ReTiming.Choose(Commitment, facts, Choice.Agreement.Id, version);
        if (commitment is null || ReTiming.DueAt(commitment, next, StartedAt, holds, heldAt ?? at) is not { } due)
        {
            KeptAgainst = version;
            return false;
        }
        (Choice, Calendar, DueAt, MovedAt) = (Choice with { Version = version, Commitment = commitment, EndsAt = endsAt }, next, due, at);
        return true;
    }

    /// <summary>What falls due before that instant: its breach, or its agreement's end.</summary>
    /// <param name="until">Not included.</param>
    /// <param name="isEndSaid">It was said before what happens then.</param>
    internal void Advance(Instant until, bool isEndSaid = true)
    {
        if (isStopped)
            return;
        var endsAt = isEndSaid ? Choice.EndsAt : null;
        // At one instant the agreement goes first.
        if (Runs && DueAt < until && !(endsAt <= DueAt))
            Verdict = Verdict.Breached;
        if (endsAt is { } ends && ends < until)
            End(ends);
    }

    /// <summary>It goes with the lead to another person, unless it is breached.</summary>
    /// <param name="to">Null: the queue.</param>
    /// <param name="team">Of the queue in which it was, if nobody was asked by name.</param>
    internal void PassOn(long? to, string? team, Instant at)
    {
        if (!IsLive || Verdict != Verdict.Open || person == to)
            return;
        askedBefore.Add(new(person, team, at));
        person = to;
    }

    /// <summary>It takes the place of one that was judged again.</summary>
    internal void FollowOn(ReplayedClock before)
    {
        askedBefore.AddRange(before.askedBefore);
        (person, MovedAt) = (before.person, before.MovedAt);
    }

    /// <summary>Who was asked then: a person, else a team's queue, else the party's.</summary>
    /// <param name="team">Of the queue in which it is now.</param>
    internal (long? Person, string? Team) AskedAt(Instant at, string? team) =>
        askedBefore.Find(b => at < b.Until) is { } before ? (before.Person, before.Team) : (person, team);

    private bool Runs => Verdict == Verdict.Open && !IsHeld;

    /// <summary>What was promised was done.</summary>
    internal void Stop(Instant done)
    {
        done = Instant.Max(done, StartedAt);
        if (Verdict == Verdict.Open)
            Verdict = Verdict.Met;
        DoneAt = done;
        EndAt(done, done);
    }

    /// <summary>Nobody owes it any more: a breach stays.</summary>
    internal void End(Instant at)
    {
        if (Verdict == Verdict.Open)
            Verdict = Verdict.Void;
        EndAt(at, at);
    }

    /// <summary>Evidence that came late.</summary>
    internal void Correct(Instant done, Instant at)
    {
        done = Instant.Max(done, StartedAt);
        (Verdict, Corrected, DoneAt) = (Verdict.Met, true, done);
        EndAt(done, at);
    }

    internal void Hold(Instant at) => (heldAt, WasHeld) = (at, true);

    internal void Release(Instant at)
    {
        if (heldAt is null)
            return;
        EndHold(at);
        if (Verdict == Verdict.Open)
            SetDue();
    }

    private void EndAt(Instant stoppedAt, Instant at)
    {
        EndHold(at);
        (StoppedAt, isStopped) = (stoppedAt, true);
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
