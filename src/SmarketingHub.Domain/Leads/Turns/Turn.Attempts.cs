using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Domain.Leads;

/// <summary>What somebody did to reach the contact.</summary>
/// <param name="OccurredAt">Null: now.</param>
/// <param name="By">Who made it; a person at the door may leave it out and means itself.</param>
public sealed record AttemptArgs(
    AttemptKind? Kind, bool Reached = false, Instant? OccurredAt = null, long? By = null, string? ExternalId = null, string? Words = null);

/// <summary>Attempts, and the clocks that wait for them.</summary>
public sealed partial class Turn
{
    /// <summary>How far back a connector or a team lead may date an attempt.</summary>
    public static readonly Duration BackdateLimit = Duration.FromDays(30);

    private static readonly Duration ClockSkew = Duration.FromMinutes(1);

    public void Attempt(AttemptArgs args)
    {
        var stage = Ask(Trigger.Attempt);
        var (kind, occurredAt, by, party) = Check(args);
        if (args.ExternalId is { } external && Lead.Attempts.Any(a => a.ExternalId == external))
            return;
        Emit(new AttemptMade(services.NextId(), kind, args.Reached, occurredAt, by, party, args.ExternalId, Keep(args.Words)));
        var attempt = Lead.Attempts[^1];
        Judge(attempt);
        if (by is not null && Lead.OpenHandoff is { State: HandoffState.Offered } offer && IsMeant(offer, by.Value))
        {
            stage = LeadMachine.Ask(new(Lead, Actor.Of(Company.Person(by)!)), Trigger.Accept).To ?? stage;
            AcceptAs(by, stage);
            // It is the receiver's first touch, too.
            Judge(attempt);
            if (Lead.Stage == Stage.Accepted)
                stage = Stage.Working;
        }
        if (stage != Lead.Stage && attempt.Counts && Lead.Holder == party)
            Move(Trigger.Attempt, stage);
    }

    private bool IsMeant(Handoff offer, long by) =>
        Company.Person(by) is { } person && person.Party == offer.To
        && (offer.ToPerson is null ? offer.ToTeam is null || offer.ToTeam == person.Team : offer.ToPerson == by);

    private (AttemptKind, Instant, long?, string) Check(AttemptArgs args)
    {
        if (args.Kind is not { } kind)
            throw new InvalidArgument("kind", "Say what it was: call, email, meeting, message or sequence.");
        var occurredAt = args.OccurredAt ?? Now;
        if (occurredAt > Now + ClockSkew)
            throw new InvalidArgument("occurredAt", "An attempt cannot be made in the future.");
        occurredAt = Instant.Min(occurredAt, Now);
        if (occurredAt < Now - ClockSkew && !Actor.Backdates())
            throw new InvalidArgument("occurredAt", "Only connectors and team leads may date an attempt back.");
        if (occurredAt < Now - BackdateLimit)
            throw new InvalidArgument("occurredAt", $"An attempt can be dated back by {BackdateLimit.Days} days at most.");
        if (Lead.ClosedAt is { } closed && occurredAt > closed)
            throw new InvalidArgument("occurredAt", "The lead is closed: only attempts from before that fit.");
        var by = args.By ?? Actor.PersonId;
        var person = Company.Person(by);
        if (by is not null && person is null)
            throw new InvalidArgument("by", "Nobody here has that id.");
        return (kind, occurredAt, by, person?.Party ?? Actor.Party ?? Lead.OpenHandoff?.To ?? Lead.Holder);
    }

    // What this attempt does to the clocks of its party: met, counted, or a breach taken back by late evidence.
    private void Judge(Attempt attempt)
    {
        if (!attempt.Counts)
            return;
        foreach (var clock in Lead.Clocks.Where(c => c.OwedBy == attempt.Party && attempt.OccurredAt >= c.StartedAt).ToList())
            if (clock.Promise == Promise.Touch)
                Done(clock, attempt.OccurredAt);
            else if (clock.Promise == Promise.Effort)
                Count(clock, attempt);
            else if (clock.Promise == Promise.Accept && clock.State == ClockState.Breached && attempt.By is { } by && Company.Person(by)?.Party == clock.OwedBy)
                Correct(clock, attempt.OccurredAt);
    }

    private void Done(Clock clock, Instant done)
    {
        if (clock.State == ClockState.Breached && done <= clock.DueAt)
            Correct(clock, done);
        else if (clock.IsLive)
            Stop(clock, done, null);
    }

    private void Count(Clock clock, Attempt latest)
    {
        if (!clock.IsLive && clock.State != ClockState.Breached)
            return;
        var (made, doneAt) = EffortUntil(clock, clock.State == ClockState.Breached && latest.OccurredAt <= clock.DueAt ? clock.DueAt : Now);
        if (made > clock.AttemptsMade)
            Emit(new EffortCounted(clock.Id, made, clock.AttemptsAsked));
        if (doneAt is { } done)
            Done(clock, done);
    }

    /// <summary>How many attempts count towards the effort until an instant, and when it was complete.</summary>
    private (int Made, Instant? DoneAt) EffortUntil(Clock clock, Instant until)
    {
        var commitment = Company.Agreements.Find(a => a.Id == clock.Agreement)?.Versions
            .Find(v => v.Number == clock.AgreementVersion)?.Commitments.FirstOrDefault(c => c.Id == clock.Commitment);
        var zone = CalendarOf(clock).Zone;
        var days = new HashSet<LocalDate>();
        var callDays = new HashSet<LocalDate>();
        var (made, calls) = (0, 0);
        foreach (var attempt in Lead.Attempts.Where(a => a.Counts && a.Party == clock.OwedBy && a.OccurredAt >= clock.StartedAt && a.OccurredAt <= until)
                     .OrderBy(a => a.OccurredAt))
        {
            var day = attempt.OccurredAt.InZone(zone).Date;
            var isNew = commitment?.DifferentDays != true;
            made += isNew | days.Add(day) ? 1 : 0;
            calls += attempt.Kind == AttemptKind.Call && (isNew | callDays.Add(day)) ? 1 : 0;
            if (attempt.Reached || made >= clock.AttemptsAsked && calls >= (commitment?.Calls ?? 0))
                return (made, attempt.OccurredAt);
        }
        return (made, null);
    }

    // Two-way contact by another way than an attempt: a meeting booked or held, a lead qualified.
    private void Reached()
    {
        foreach (var clock in Lead.LiveClocks.Where(c => c.OwedBy == Lead.Holder && c.Promise is Promise.Touch or Promise.Effort).ToList())
            Stop(clock, Now, null);
    }

    private bool EffortIsDone()
    {
        var last = Lead.Clocks.LastOrDefault(c => c.Promise == Promise.Effort && c.OwedBy == Lead.Holder);
        return last is null
            ? Lead.Attempts.Any(a => a.Counts && a.Party == Lead.Holder)
            : last.State == ClockState.Met || EffortUntil(last, Now).DoneAt is not null;
    }

    /// <summary>Late evidence: the breach never was; escalations that nobody acted on are taken back.</summary>
    private void Correct(Clock clock, Instant done)
    {
        if (done > clock.DueAt)
            return;
        Emit(new ClockCorrected(clock.Id, done));
        var later = Lead.LiveClocks.Where(c => c.Commitment == clock.Commitment && c.Agreement == clock.Agreement
            && c.HandoffId == clock.HandoffId && c.Round > clock.Round).ToList();
        var acted = Lead.Attempts.Any(a => a.By is not null && later.Any(c => c.Person == a.By && a.OccurredAt >= c.StartedAt && a.OccurredAt > clock.DueAt));
        if (later.Count == 0 || acted || clock.Promise == Promise.Accept && Lead.OpenHandoff?.State != HandoffState.Offered)
            return;
        later.ForEach(c => EndClock(c, "corrected", null));
        Reassign(clock.OwedBy, clock.Person, AssignedBy.Correction, null);
    }
}
