using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads.Rules;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.Facts;

namespace SmarketingHub.Domain.Leads.Turns;

/// <summary>Starting and ending clocks.</summary>
public sealed partial class Turn
{
    /// <summary>What the event asks for.</summary>
    private void StartAfter(LeadEvent happened, Instant? at = null)
    {
        foreach (var start in PromiseStarts.Of(happened, Lead, Now))
            if (!start.IsPromisedBy(Lead.Clocks, Lead.Holder))
                StartOr(start, at);
    }

    private void StartOr(PromiseStart start, Instant? at)
    {
        var tried = new List<Tried>();
        var choice = Choose(start, Company.InForce(start.From, start.Promise), tried);
        if (start.OfInquiry)
            StartTouch(start, choice, tried);
        else if (choice is null)
            Emit(new Uncovered(start.Promise, start.OwedBy![0], tried), at);
        else
            Start(choice, tried, start.From, start.Person, start.Handoff?.Id, 1, at);
    }

    /// <summary>A touch promised from receipt; an earlier deadline replaces a later one.</summary>
    private void StartTouch(PromiseStart start, Choice? choice, IReadOnlyList<Tried> tried)
    {
        if (choice is null)
            return;
        var calendar = Company.Calendars[Company.CalendarFor(choice.Version.Calendar, start.From)];
        if (!ClockRules.IsMoreUrgent(Lead.Clocks, Timing.DueAt(calendar, start.From, Timing.TargetOf(choice.Commitment, calendar, start.From), 100, [])))
            return;
        End(new EndedClocks("a more urgent inquiry", [Promise.Touch]), null);
        Start(choice, tried, start.From, Lead.With(choice.Commitment.OwedBy).Person, null, 1, null);
    }

    private static Choice? Choose(PromiseStart start, IEnumerable<(Agreement Agreement, AgreementVersion Version)> versions, List<Tried> tried) =>
        Choice.Of(start, versions, (agreement, version, commitment, _, whyNot) => tried.Add(new(agreement.Id, version.Number, commitment.Id, whyNot)));

    private void Start(
        Choice choice, IReadOnlyList<Tried> tried, Instant from, long? person, long? handoff, int round, Instant? at, IReadOnlyList<Hold>? holds = null, IReadOnlyList<Asked>? askedBefore = null)
    {
        var (agreement, version, commitment) = choice;
        var counted = Company.CalendarFor(version.Calendar, from);
        var calendar = Company.Calendars[counted];
        var target = Timing.TargetOf(commitment, calendar, from);
        Interval[] held = [.. (holds ?? []).Select(h => new Interval(h.From, h.To ?? Now))];
        Instant DueAt(int percent) => Timing.DueAt(calendar, from, target, percent, held);
        Emit(new ClockStarted(
            services.NextId(), handoff, commitment.Promise, commitment.Id, agreement.Id, version.Number,
            counted.Id, counted.Version, DateTimeZoneProviders.Tzdb.VersionId,
            commitment.OwedBy, person, round, commitment.Attempts,
            from, (long)target.TotalSeconds, DueAt(100), Timing.PointsOf(commitment, DueAt), tried,
            held.Length == 0 ? null : [.. held.Select(h => new Hold(h.Start, h.End))], askedBefore is { Count: > 0 } ? askedBefore : null), at);
        if (Lead.IsPaused && ClockRules.IsHeldByPause(Lead.Clocks[^1], Lead.PausedBy))
            Emit(new ClockHeld(Lead.Clocks[^1].Id), at);
        CatchUp(Lead.Clocks[^1]);
    }

    /// <summary>
    /// A fresh round of the clock's own commitment, from now on: time in which nobody was asked burns nobody's.
    /// None when its agreement has ended; by the version that running clocks have moved to since.
    /// </summary>
    private void StartNextRound(Clock clock, long? person, Instant? at)
    {
        if (ChosenFor(clock) is not { } choice || choice.Agreement.InForce(Now) is null)
            return;
        var tried = clock.Tried;
        foreach (var version in choice.Agreement.Versions.Where(v => v.ReTimes && v.EffectiveAt <= Now && v.Number > choice.Version.Number).OrderBy(v => v.Number))
            if (ReTiming.Choose(choice.Commitment, Lead.Facts, choice.Agreement.Id, version) is ({ } moved, var looked))
                (choice, tried) = (new(choice.Agreement, version, moved), looked);
        Start(choice, tried, Now, person, clock.HandoffId, clock.Round + 1, at);
    }

    /// <summary>What the clock was started with.</summary>
    private Choice? ChosenFor(Clock clock) =>
        Company.Agreements.Find(a => a.Id == clock.Agreement) is { } agreement
        && agreement.Version(clock.AgreementVersion) is { } version && version.Commitment(clock.Commitment) is { } commitment
            ? new(agreement, version, commitment) : null;

    /// <summary>An event, and what it ends.</summary>
    /// <param name="done">When it was done that clocks waited for; null: with the event.</param>
    private void Happen(LeadEvent happened, Instant? at = null, Instant? done = null)
    {
        foreach (var ended in ClockEndings.Before(happened, Lead))
            End(ended, at);
        Emit(happened, at);
        foreach (var ended in ClockEndings.After(happened, Lead))
            End(ended, at, done);
    }

    private void End(EndedClocks ended, Instant? at, Instant? done = null)
    {
        foreach (var clock in Lead.Clocks.FindAll(ended.Include))
            if (ended.Over is null)
                End(clock, ClockEnd.Stopped(clock, done ?? at ?? Now), at);
            else
                End(clock, ended.Over, at);
    }

    /// <summary>Nobody owes it any more.</summary>
    private void End(Clock clock, string reason, Instant? at) => End(clock, ClockEnd.Over(clock, at ?? Now), at, reason);

    private void End(Clock clock, ClockEnd end, Instant? at, string reason = "") => Emit(end.How switch
    {
        ClockEnding.Met => new ClockMet(clock.Id, end.At),
        ClockEnding.Late or ClockEnding.LeftBreached => new ClockStopped(clock.Id, end.At),
        ClockEnding.Corrected => new ClockCorrected(clock.Id, end.At),
        _ => new ClockVoided(clock.Id, reason),
    }, at);

    private WorkCalendar CalendarOf(Clock clock) => Company.Calendars[new(clock.Calendar, clock.CalendarVersion)];
}
