using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Handoffs;

namespace SmarketingHub.Domain.Leads;

/// <summary>Starting and ending clocks.</summary>
public sealed partial class Turn
{
    private sealed record Choice(Agreement Agreement, AgreementVersion Version, Commitment Commitment, IReadOnlyList<Tried> Tried);

    private void StartDecide(Instant from) => StartOr(Promise.Decide, StartsAt.Receipt, Lead.Holder, null, from, Lead.Owner, null, null);

    private void StartAccept(Handoff handoff) =>
        StartOr(Promise.Accept, StartsAt.Offer, handoff.To, handoff.From, Now, handoff.ToPerson, handoff.Id, null);

    private void StartAnswer(Handoff handoff, Instant? at) =>
        StartOr(Promise.Answer, StartsAt.Return, handoff.From, handoff.To, Now, Lead.Owner, handoff.Id, at);

    /// <summary>What the receiver owes from acceptance on: the first touch, unless it is promised from receipt already, and the effort.</summary>
    private void StartAfterAcceptance(Handoff handoff)
    {
        // A further round that evidence from before the offer stopped was stopped at its start: the first one knows when it was done.
        var promised = Lead.Clocks.Any(c => c.Promise == Promise.Touch && c.OwedBy == Lead.Holder
            && (c.IsLive || c.HandoffId is null && c.Round == 1 && c.State != ClockState.Void && c.StoppedAt >= handoff.OfferedAt));
        if (!promised)
            StartOr(Promise.Touch, StartsAt.Acceptance, Lead.Holder, handoff.From, Now, Lead.Owner, handoff.Id, null);
        StartOr(Promise.Effort, StartsAt.Acceptance, Lead.Holder, handoff.From, Now, Lead.Owner, handoff.Id, null);
    }

    /// <summary>What the seller owes afresh when a lead is reopened.</summary>
    private void StartAfterReopening()
    {
        var giver = Lead.AcceptedHandoff?.From;
        StartOr(Promise.Touch, StartsAt.Acceptance, Lead.Holder, giver, Now, Lead.Owner, null, null);
        StartOr(Promise.Effort, StartsAt.Acceptance, Lead.Holder, giver, Now, Lead.Owner, null, null);
    }

    private void StartOr(
        Promise promise, StartsAt starts, string owedBy, string? other, Instant from, long? person, long? handoff, Instant? at)
    {
        var (choice, tried) = Choose(promise, starts, [owedBy], other, Lead.Facts, Company.InForce(from, promise));
        if (choice is null)
            Emit(new Uncovered(promise, owedBy, tried), at);
        else
            Start(choice, from, person, handoff, 1, at);
    }

    /// <summary>The first commitment to this promise, of these agreements' versions, whose condition matches.</summary>
    /// <param name="owedBy">By one of these parties; null: by any.</param>
    /// <param name="other">The party it is promised to; null: any.</param>
    private (Choice? Choice, IReadOnlyList<Tried> Tried) Choose(
        Promise promise, StartsAt starts, string[]? owedBy, string? other, LeadFacts facts, IEnumerable<(Agreement Agreement, AgreementVersion Version)> texts)
    {
        var tried = new List<Tried>();
        foreach (var (agreement, version) in texts)
        {
            var concerned = version.Commitments.Where(c =>
                c.Promise == promise && (owedBy is null || owedBy.Contains(c.OwedBy)) && agreement.IsBetween(c.OwedBy, other));
            // Of a partner's agreement, mostly none.
            if (!concerned.Any())
                continue;
            var outOfScope = version.Scope.WhyNot(facts);
            foreach (var commitment in concerned)
            {
                var whyNot = outOfScope ?? commitment.Condition.WhyNot(facts)
                    ?? (commitment.Starts == starts ? null : $"starts at {commitment.Starts.ToString().ToLowerInvariant()}");
                tried.Add(new(agreement.Id, version.Number, commitment.Id, whyNot));
                if (whyNot is null)
                    return (new(agreement, version, commitment, tried), tried);
            }
        }
        return (null, tried);
    }

    private void Start(
        Choice choice, Instant from, long? person, long? handoff, int round, Instant? at, IReadOnlyList<Hold>? holds = null, IReadOnlyList<Asked>? askedBefore = null)
    {
        var (agreement, version, commitment, tried) = choice;
        var counted = Company.CalendarFor(version.Calendar, from);
        var calendar = Company.Calendars[counted];
        var target = Timing.TargetOf(commitment, calendar, from);
        Interval[] held = [.. (holds ?? []).Select(h => new Interval(h.From, h.To ?? Now))];
        Instant DueAt(int percent) => calendar.Due(from, Timing.Share(target, percent), held);
        Emit(new ClockStarted(
            services.NextId(), handoff, commitment.Promise, commitment.Id, agreement.Id, version.Number,
            counted.Id, counted.Version, DateTimeZoneProviders.Tzdb.VersionId,
            commitment.OwedBy, person, round, commitment.Attempts,
            from, (long)target.TotalSeconds, DueAt(100), Timing.PointsOf(commitment, DueAt), tried,
            held.Length == 0 ? null : [.. held.Select(h => new Hold(h.Start, h.End))], askedBefore is { Count: > 0 } ? askedBefore : null), at);
        if (Lead.IsPaused && IsHeldByPause(Lead.Clocks[^1]))
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
        foreach (var version in choice.Agreement.Versions.Where(v => v.ReTimes && v.EffectiveAt <= Now && v.Number > choice.Version.Number).OrderBy(v => v.Number))
            if (ReTiming.Choose(choice.Commitment, Lead.Facts, choice.Agreement.Id, version) is ({ } moved, var tried))
                choice = new(choice.Agreement, version, moved, tried);
        Start(choice, Now, person, clock.HandoffId, clock.Round + 1, at);
    }

    /// <summary>What the clock was started with.</summary>
    private Choice? ChosenFor(Clock clock) =>
        (from agreement in Company.Agreements
         where agreement.Id == clock.Agreement
         from version in agreement.Versions
         where version.Number == clock.AgreementVersion
         from commitment in version.Commitments
         where commitment.Id == clock.Commitment
         select new Choice(agreement, version, commitment, clock.Tried)).FirstOrDefault();

    /// <summary>What was promised was done: running clocks are met, breached ones stop counting.</summary>
    private void StopClocks(Promise promise, Instant? at = null, Instant? done = null)
    {
        foreach (var clock in Lead.LiveClocks.Where(c => c.Promise == promise).ToList())
            Stop(clock, done ?? at ?? Now, at);
    }

    private void Stop(Clock clock, Instant done, Instant? at)
    {
        done = Instant.Max(done, clock.StartedAt);
        if (clock.State == ClockState.Breached)
            Emit(new ClockStopped(clock.Id, done), at);
        else
            Emit(new ClockMet(clock.Id, done), at);
    }

    private void EndClocks(string reason, Instant? at = null)
    {
        foreach (var clock in Lead.LiveClocks.ToList())
            EndClock(clock, reason, at);
    }

    /// <summary>Nobody owes it any more: void, unless it was breached; then the breach stays and it stops.</summary>
    private void EndClock(Clock clock, string reason, Instant? at)
    {
        if (clock.State == ClockState.Breached)
            Emit(new ClockStopped(clock.Id, at ?? Now), at);
        else
            Emit(new ClockVoided(clock.Id, reason), at);
    }

    private WorkCalendar CalendarOf(Clock clock) => Company.Calendars[new(clock.Calendar, clock.CalendarVersion)];
}
