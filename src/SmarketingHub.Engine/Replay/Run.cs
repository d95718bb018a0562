using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Leads;

namespace SmarketingHub.Engine.Replay;

/// <summary>One lead's clocks by one set of agreements. Starts and ends them as a turn does; the lead itself goes the way it went.</summary>
internal sealed partial class Run(int index, InForceThen inForce, Lead lead)
{
    private readonly List<ReplayedClock> clocks = [];

    internal IReadOnlyList<ReplayedClock> Clocks => clocks;

    /// <summary>What falls due before that instant, in its order: breaches, re-timings, ends of agreements.</summary>
    /// <param name="sequence">The line of the ledger that comes next: a version that was signed later is not known yet.</param>
    internal void Advance(Instant until, long sequence)
    {
        foreach (var clock in clocks)
        {
            ReTime(clock, until, sequence);
            clock.Advance(until, inForce.IsEndSaid(clock.Choice, sequence));
        }
    }

    /// <summary>The re-timings of one clock before that instant, and what fell due before them.</summary>
    private void ReTime(ReplayedClock clock, Instant until, long sequence, int? upTo = null)
    {
        while (inForce.ReTimes && clock.IsReTimable && inForce.NextReTiming(clock, sequence) is var (at, version) && at < until && !(version.Number > upTo))
        {
            clock.Advance(at);
            if (clock.IsReTimable)
                ReTime(clock, version, at);
        }
    }

    /// <param name="upTo">By versions up to this number; what comes after them has its turn later.</param>
    internal void ReTime(Ask ask, Instant until, long sequence, int? upTo)
    {
        if (ask.Clocks[index] is { } clock)
            ReTime(clock, until, sequence, upTo);
    }

    private void ReTime(ReplayedClock clock, AgreementVersion version, Instant at)
    {
        var company = inForce.Company;
        var calendar = company.Calendars[company.CalendarFor(version.Calendar, at)];
        // Fewer attempts may be asked for than were made.
        if (clock.ReTime(version, calendar, inForce.EndOf(clock.Choice.Agreement, version, clock.StartedAt), lead.Facts, at)
            && clock.Commitment.Promise == Promise.Effort && EffortDoneAt(clock) is { } done)
            Done(clock, done, at);
    }

    internal void StartOr(Ask ask, StartsAt starts, string? other)
    {
        var choice = Choose(ask, starts, [ask.OwedBy], other, lead.Facts);
        if (choice is null)
            ask.Uncovered[index] = true;
        else
            Start(ask, choice, ask.From, []);
    }

    /// <summary>A touch promised from receipt; an earlier deadline replaces a later one.</summary>
    internal void StartTouch(Ask ask, LeadFacts facts, string[]? owedBy)
    {
        if (Choose(ask, StartsAt.Receipt, owedBy, null, facts) is not { } choice)
            return;
        var next = New(ask, choice, ask.From, []);
        var running = clocks.FindAll(c => c.IsLive && c.Commitment.Promise == Promise.Touch);
        if (running.Exists(c => c.DueAt <= next.DueAt))
            return;
        running.ForEach(c => c.End(ask.Line.At));
        Add(ask, next);
    }

    /// <summary>The first touch is promised from receipt already.</summary>
    internal bool IsTouchPromised(Domain.Handoffs.Handoff handoff) => clocks.Exists(c => c.Commitment.Promise == Promise.Touch && c.Commitment.OwedBy == lead.Holder
        && (c.IsLive || c.Ask.Handoff is null && c.Verdict != Verdict.Void && c.StoppedAt >= handoff.OfferedAt));

    internal bool HasTouch => clocks.Exists(c => c.Commitment.Promise == Promise.Touch);

    private Choice? Choose(Ask ask, StartsAt starts, string[]? owedBy, string? other, LeadFacts facts)
    {
        var choice = inForce.Choose(ask.Promise, starts, owedBy, other, facts, ask.From, ask.Line.Sequence, out var concerns);
        ask.Concerns[index] |= concerns;
        return choice;
    }

    private void Start(Ask ask, Choice choice, Instant from, IReadOnlyList<Interval> holds) => Add(ask, New(ask, choice, from, holds));

    private ReplayedClock New(Ask ask, Choice choice, Instant from, IReadOnlyList<Interval> holds)
    {
        var company = inForce.Company;
        var clock = new ReplayedClock(ask, choice, company.Calendars[company.CalendarFor(choice.Version.Calendar, from)], from, holds);
        clock.SetDue();
        return clock;
    }

    private void Add(Ask ask, ReplayedClock clock)
    {
        clocks.Add(clock);
        ask.Clocks[index] = clock;
        if (lead.IsPaused && IsHeldByPause(clock))
            clock.Hold(ask.Line.At);
    }

    internal void Stop(Promise promise, Instant done)
    {
        foreach (var clock in clocks)
            if (clock.IsLive && clock.Commitment.Promise == promise)
                clock.Stop(done);
    }

    internal void EndAll(Instant at)
    {
        foreach (var clock in clocks)
            if (clock.IsLive)
                clock.End(at);
    }

    /// <summary>Of one party, or of all others.</summary>
    internal void End(string party, bool ofOthers, Instant at)
    {
        foreach (var clock in clocks)
            if (clock.IsLive && clock.Commitment.OwedBy == party != ofOthers)
                clock.End(at);
    }

    /// <summary>Two-way contact by another way than an attempt.</summary>
    internal void Reached(Instant at)
    {
        foreach (var clock in clocks)
            if (clock.IsLive && clock.Commitment.OwedBy == lead.Holder && clock.Commitment.Promise is Promise.Touch or Promise.Effort)
                clock.Stop(at);
    }

    internal void Hold(Instant at)
    {
        foreach (var clock in clocks)
            if (clock.IsLive && IsHeldByPause(clock))
                clock.Hold(at);
    }

    internal void Release(Instant at)
    {
        foreach (var clock in clocks)
            if (clock.IsLive)
                clock.Release(at);
    }

    // The party that pauses goes on owing its own responses.
    private bool IsHeldByPause(ReplayedClock clock) => clock.Commitment.Promise == Promise.Effort || clock.Commitment.OwedBy != lead.PausedBy;
}
