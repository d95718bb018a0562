using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Leads.Rules;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Domain.Leads.Turns;

/// <summary>Starts the clocks of a turn's lead.</summary>
internal sealed class ClockStarts(LeadInHand hand, ClockEnds clocks, AgreementSteps steps)
{
    private Lead Lead => hand.Lead;
    private Company Company => hand.Company;

    /// <summary>What the event calls for.</summary>
    internal void After(LeadEvent happened, Instant? at = null)
    {
        foreach (var start in PromiseStarts.Of(happened, Lead, hand.Now))
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
            hand.Emit(new Uncovered(start.Promise, start.OwedBy![0], tried), at);
        else
            Start(choice, tried, start.From, start.Person, start.Handoff?.Id, 1, at);
    }

    /// <summary>A touch promised from receipt; an earlier deadline replaces a later one.</summary>
    private void StartTouch(PromiseStart start, Choice? choice, IReadOnlyList<Tried> tried)
    {
        if (choice is null)
            return;
        var calendar = Company.Calendars[Company.CalendarFor(choice.Version.Calendar, start.From)];
        var target = Timing.TargetOf(choice.Commitment, calendar, start.From);
        if (!ClockRules.IsMoreUrgent(Lead.Clocks, Timing.DueAt(calendar, start.From, target, 100, [])))
            return;
        clocks.End(new EndedClocks("a more urgent inquiry", [Promise.Touch]));
        Start(choice, tried, start.From, Lead.With(choice.Commitment.OwedBy).Person, null, 1, null);
    }

    private static Choice? Choose(
        PromiseStart start, IEnumerable<(Agreement Agreement, AgreementVersion Version)> versions, List<Tried> tried) =>
        Choice.Of(start, versions, (agreement, version, commitment, _, fits) =>
            tried.Add(new(agreement.Id, version.Number, commitment.Id, fits ? null : Choice.WhyNot(version, commitment, start))));

    private void Start(
        Choice choice, IReadOnlyList<Tried> tried, Instant from, long? person, long? handoff, int round, Instant? at,
        IReadOnlyList<Hold>? holds = null, IReadOnlyList<Asked>? askedBefore = null)
    {
        var (agreement, version, commitment) = choice;
        var counted = Company.CalendarFor(version.Calendar, from);
        var calendar = Company.Calendars[counted];
        var target = Timing.TargetOf(commitment, calendar, from);
        Interval[] held = [.. (holds ?? []).Select(h => new Interval(h.From, h.To ?? hand.Now))];
        Instant DueAt(int percent) => Timing.DueAt(calendar, from, target, percent, held);
        hand.Emit(new ClockStarted(
            hand.NextId(), handoff, commitment.Promise, commitment.Id, agreement.Id, version.Number,
            counted.Id, counted.Version, DateTimeZoneProviders.Tzdb.VersionId,
            commitment.OwedBy, person, round, commitment.Attempts,
            from, (long)target.TotalSeconds, DueAt(100), Timing.PointsOf(commitment, DueAt), tried,
            held.Length == 0 ? null : [.. held.Select(h => new Hold(h.Start, h.End))],
            askedBefore is { Count: > 0 } ? askedBefore : null), at);
        var clock = Lead.Clocks[^1];
        if (Lead.IsPaused && ClockRules.IsHeldByPause(clock, Lead.PausedBy))
            hand.Emit(new ClockHeld(clock.Id), at);
        steps.CatchUp(clock);
    }

    /// <summary>
    /// A fresh round of the clock's own commitment, from now on: time in which nobody was asked burns nobody's.
    /// None when its agreement has ended; by the version that running clocks have moved to since.
    /// </summary>
    internal void StartNextRound(Clock clock, long? person, Instant? at = null)
    {
        if (clocks.ChosenFor(clock) is not { } choice || choice.Agreement.InForce(hand.Now) is null)
            return;
        var tried = clock.Tried;
        var reTiming = choice.Agreement.Versions
            .Where(v => v.ReTimes && v.EffectiveAt <= hand.Now && v.Number > choice.Version.Number).OrderBy(v => v.Number);
        foreach (var version in reTiming)
            if (ReTiming.Choose(choice.Commitment, Lead.Facts, choice.Agreement.Id, version) is ({ } moved, var looked))
                (choice, tried) = (new(choice.Agreement, version, moved), looked);
        Start(choice, tried, hand.Now, person, clock.HandoffId, clock.Round + 1, at);
    }

    /// <summary>The lead's facts have changed.</summary>
    internal void JudgeAgain()
    {
        foreach (var clock in Lead.LiveClocks.ToList())
            if (clocks.ChosenFor(clock) is { } chosen && ClockRules.IsJudgedAgain(clock, chosen.Commitment))
                JudgeAgain(clock, chosen);
    }

    private void JudgeAgain(Clock clock, Choice chosen)
    {
        // One that was moved to a version stays with it; else what was in force when it started is asked again.
        var versions = chosen.Version.EffectiveAt > clock.StartedAt
            ? [(chosen.Agreement, chosen.Version)] : Company.InForce(clock.StartedAt);
        var tried = new List<Tried>();
        if (Choose(Choice.Again(clock, chosen.Commitment, clocks.HandoffOf(clock), Lead.Facts), versions, tried) is not { } next
            || !next.Replaces(clock.Agreement, clock.Commitment) || next.Agreement.InForce(hand.Now) is null)
            return;
        var holds = clock.Holds;
        clocks.End(clock, "judged again");
        var person = Lead.With(clock.OwedBy) is (true, var has) ? has : clock.Person;
        Start(next, tried, clock.StartedAt, person, clock.HandoffId, clock.Round, null, holds, clock.AskedBefore);
    }
}
