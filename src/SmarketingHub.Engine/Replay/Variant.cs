using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Rules;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Replay;

/// <summary>
/// One lead's clocks by one set of agreements: what was in force, or with a draft in its place. They start and end by the rules
/// of a turn; the lead itself goes the way it went.
/// </summary>
internal sealed class Variant(int index, InForceThen inForce, Lead lead)
{
    private readonly List<ReplayedClock> clocks = [];

    /// <summary>What falls due before that instant, in its order: breaches, re-timings, ends of agreements.</summary>
    /// <param name="sequence">The line of the ledger that comes next: a version that was signed later is not known yet.</param>
    internal void Advance(Instant until, long sequence)
    {
        foreach (var clock in clocks)
        {
            ReTime(clock, until, sequence);
            clock.Advance(until, inForce.IsEndSaid(clock, sequence));
        }
    }

    /// <param name="upTo">By versions up to this number; what comes after them has its turn later.</param>
    internal void ReTime(ReplayedPromise promise, Instant until, long sequence, int? upTo)
    {
        if (promise.Clocks[index] is { } clock)
            ReTime(clock, until, sequence, upTo);
    }

    /// <summary>The ledger shows that an agreement's end had its turn at a clock before what happens at the same instant.</summary>
    internal void EndWithAgreement(ReplayedPromise promise, Instant until, long sequence)
    {
        if (promise.Clocks[index] is { } clock && clock.EndsAt < until && inForce.IsEndSaid(clock, sequence))
            clock.Advance(until);
    }

    /// <summary>The re-timings of one clock before that instant, and what fell due before them.</summary>
    private void ReTime(ReplayedClock clock, Instant until, long sequence, int? upTo = null)
    {
        while (inForce.ReTimes && clock.IsReTimable
            && inForce.NextReTiming(clock, sequence) is var (at, version)
            && (at < until && !(version.Number > upTo) || version.Number == upTo))
        {
            // Where a clock was set back, the ledger shows it before its instant.
            clock.Advance(Instant.Min(at, until));
            if (clock.IsReTimable)
                ReTime(clock, version, at);
        }
    }

    private void ReTime(ReplayedClock clock, AgreementVersion version, Instant at)
    {
        var company = inForce.Company;
        var calendar = company.Calendars[company.CalendarFor(version.Calendar, at)];
        var endsAt = inForce.EndOf(clock.Choice.Agreement, version, clock.StartedAt);
        // Fewer attempts may be asked for than were made.
        if (clock.ReTime(version, calendar, endsAt, lead.Facts, at, inForce.IsDraft(version)) && clock.Promise == Promise.Effort)
            Count(clock, at);
    }

    /// <summary>What an event called for: a clock, or nothing covers it.</summary>
    internal void Start(ReplayedPromise promise, PromiseStart start)
    {
        if (start.IsPromisedBy(clocks, lead.Holder))
            return;
        var choice = inForce.Choose(start, promise.Line.Sequence, out var concerns);
        promise.Concerns[index] |= concerns;
        if (choice is null)
        {
            promise.Uncovered[index] |= !start.OfInquiry;
            return;
        }
        var clock = New(promise, choice, start.From, []);
        if (start.OfInquiry)
        {
            if (!ClockRules.IsMoreUrgent(clocks, clock.DueAt))
                return;
            End(new EndedClocks("", [Promise.Touch]), promise.Line.At);
        }
        Add(clock, promise.Line.At);
    }

    private ReplayedClock New(ReplayedPromise promise, Choice choice, Instant from, IReadOnlyList<Interval> holds)
    {
        var calendar = inForce.Company.Calendars[inForce.Company.CalendarFor(choice.Version.Calendar, from)];
        return new(promise, choice, inForce.EndOf(choice.Agreement, choice.Version, from), calendar, from, holds);
    }

    private void Add(ReplayedClock clock, Instant at)
    {
        clocks.Add(clock);
        clock.Of.Clocks[index] = clock;
        if (lead.IsPaused && ClockRules.IsHeldByPause(clock, lead.PausedBy))
            clock.Hold(at);
    }

    /// <param name="done">When it was done that clocks waited for.</param>
    internal void End(EndedClocks ended, Instant at, Instant? done = null)
    {
        foreach (var clock in clocks)
            if (ended.Include(clock))
                clock.End(ended.Over is null ? ClockEnd.Stopped(clock, done ?? at) : ClockEnd.Over(clock, at), at);
    }

    internal void Hold(Instant at)
    {
        foreach (var clock in clocks)
            if (clock.IsLive && ClockRules.IsHeldByPause(clock, lead.PausedBy))
                clock.Hold(at);
    }

    internal void Release(Instant at)
    {
        foreach (var clock in clocks)
            if (clock.IsLive)
                clock.Release(at);
    }

    /// <summary>The party's clocks go with the lead.</summary>
    internal void PassOn(string party, long? person, string? team, Instant at, Promise? but = null)
    {
        foreach (var clock in clocks)
            if (ClockRules.GoesWithLead(clock, party, person, but))
                clock.PassOn(person, team, at);
    }

    // Met, or a breach taken back by evidence that came late.
    internal void Judge(Attempt attempt, Instant at)
    {
        foreach (var clock in clocks)
            if (!EvidenceRules.Counts(clock, attempt, CountsFrom(clock)))
                continue;
            else if (clock.Promise == Promise.Effort)
                Count(clock, at);
            else if (EvidenceRules.Of(clock, attempt, inForce.Company.Person(attempt.By)?.Team, HandoffOf(clock)?.ToTeam) is { } end)
                clock.End(end, at);
    }

    private void Count(ReplayedClock clock, Instant at)
    {
        if ((clock.IsLive || clock.State == ClockState.Breached)
            && EvidenceRules.EffortOf(clock, clock.Commitment, clock.Calendar.Zone, lead.Attempts, CountsFrom(clock)).DoneAt is { } done
            && ClockEnd.Done(clock, done) is { } end)
            clock.End(end, at);
    }

    private Instant CountsFrom(ReplayedClock clock) => EvidenceRules.CountsFrom(clock, HandoffOf(clock), clocks);

    private Handoff? HandoffOf(ReplayedClock clock) => clock.HandoffId is { } id ? lead.Handoff(id) : null;

    /// <summary>The time-out that started these answers never was.</summary>
    /// <param name="done">When the offer was answered after all.</param>
    internal void TakeBackAnswers(Instant done, Instant at)
    {
        foreach (var clock in clocks)
            if (clock.IsLive && clock.Promise == Promise.Answer && ClockEnd.TakenBack(clock, done, at) is { } end)
                clock.End(end, at);
    }

    internal void JudgeAgain(Line line)
    {
        foreach (var clock in clocks.FindAll(c => ClockRules.IsJudgedAgain(c, c.Commitment)))
        {
            var start = Choice.Again(clock, clock.Commitment, HandoffOf(clock), lead.Facts);
            if (inForce.ChooseAgain(clock, start, line.At, line.Sequence) is not { } choice
                || !choice.Replaces(clock.Choice.Agreement.Id, clock.Commitment.Id))
                continue;
            var holds = clock.HoldsUntil(line.At);
            clock.End(ClockEnd.Over(clock, line.At), line.At);
            var next = New(clock.Of, choice, clock.StartedAt, holds);
            next.FollowOn(clock);
            Add(next, line.At);
        }
    }
}
