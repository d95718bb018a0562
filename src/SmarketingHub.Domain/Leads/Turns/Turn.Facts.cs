using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Domain.Leads;

/// <summary>Taking in inquiries, and what is known of the lead.</summary>
public sealed partial class Turn
{
    /// <summary>A new lead. Its rules run at once: a hand-raise is readied and offered, a customer's goes straight to Sales.</summary>
    /// <param name="heldBySales">For a customer, or an account with an open opportunity: accepted at once by its owner, else in the queue.</param>
    public void Capture(
        long contact, long? account, long inquiry, LeadFacts facts, Instant receivedAt, long? previous,
        bool heldBySales, long? accountOwner, TextRef? profile)
    {
        var owner = accountOwner is { } id ? Company.ThereFor(id, Now)?.Id : null;
        Emit(heldBySales
            ? new LeadCaptured(contact, account, inquiry, facts, Stage.Accepted, Party.Sales, owner, receivedAt, previous, false, profile)
            : new LeadCaptured(contact, account, inquiry, facts, Stage.Captured, Party.Marketing, null, receivedAt, previous, true, profile));
        if (heldBySales)
        {
            StartTouch(facts, receivedAt);
            if (!Lead.Clocks.Any(c => c.Promise == Promise.Touch))
                StartOr(Promise.Touch, StartsAt.Acceptance, Party.Sales, null, Now, owner, null, null);
            return;
        }
        StartDecide(receivedAt);
        StartTouch(facts, receivedAt);
        RunCaptureRules(facts);
    }

    /// <summary>An inquiry while the lead is open: what was unknown is filled in, and it may be more urgent.</summary>
    public void Join(long inquiry, LeadFacts asked, Instant receivedAt, TextRef? profile)
    {
        var offers = CaptureRuleFor(asked) is not null;
        var known = Lead.Facts;
        Emit(new InquiryJoined(inquiry, receivedAt, known with
        {
            Source = offers ? asked.Source : known.Source ?? asked.Source,
            Campaign = known.Campaign ?? asked.Campaign,
            Channel = known.Channel ?? asked.Channel,
            Product = known.Product ?? asked.Product,
            Country = known.Country ?? asked.Country,
            TimeZone = known.TimeZone ?? asked.TimeZone,
            Grade = asked.Grade ?? known.Grade,
            Score = asked.Score ?? known.Score,
            ExpectedValue = asked.ExpectedValue ?? known.ExpectedValue,
        }, profile));
        StartTouch(Lead.Facts with { Source = asked.Source }, receivedAt);
        if (Lead.Stage is Stage.Captured or Stage.Nurturing or Stage.Ready && Lead.OpenHandoff is null)
            RunCaptureRules(Lead.Facts with { Source = asked.Source });
    }

    public void Edit(LeadFacts facts, long? account, TextRef? profile)
    {
        Ask(Trigger.Edit);
        CheckFacts(facts);
        if (facts == Lead.Facts && account == Lead.AccountId && profile is null)
            return;
        Emit(new LeadEdited(facts, account, profile));
        foreach (var clock in Lead.LiveClocks.Where(c => c.State != ClockState.Breached).ToList())
            JudgeAgain(clock);
    }

    public void Note(string? words)
    {
        Ask(Trigger.Note);
        Emit(new NoteAdded(Require(words, "words", "Write the note.")));
    }

    /// <summary>An import puts the lead where its system had it; no hand-off is invented and no clock starts.</summary>
    public void Place(Stage stage, string holder, long? owner, decimal? amount, string? reason, Instant at)
    {
        EndClocks("placed", at);
        Emit(new LeadPlaced(stage, holder, owner, amount, reason), at);
    }

    public void Excuse(long clockId, ExcuseReason? reason, string? words)
    {
        if (!Actor.Excuses())
            throw new NotAllowed("Only team leads and managers excuse a breach.");
        if (Lead.Clocks.Find(c => c.Id == clockId) is not { } clock)
            throw new NotFound("The lead has no such clock.");
        if (clock.State != ClockState.Breached)
            throw new NotPermitted(null, "Only a breached clock can be excused.", []);
        if (reason is null)
            throw new InvalidArgument("reason", "Choose why it is excused.");
        Emit(new BreachExcused(clockId, reason.Value, Actor.PersonId, Keep(words)));
    }

    /// <summary>Makes this lead part of another: its attempts go over, it is closed as a duplicate.</summary>
    public void MergeInto(Turn target, string? words)
    {
        Ask(Trigger.Merge);
        if (target.Lead.Id == Lead.Id)
            throw new InvalidArgument("into", "A lead cannot be merged into itself.");
        if (!target.Lead.IsOpen)
            throw new InvalidArgument("into", "The lead to merge into is closed.");
        target.Emit(new DuplicateJoined(Lead.Id, [.. Lead.Attempts.Select(a =>
            new AttemptMade(services.NextId(), a.Kind, a.Reached, a.OccurredAt, a.By, a.Party, a.ExternalId, null))]));
        if (Lead.OpenHandoff is { } handoff)
            EndHandoff(handoff, Trigger.Merge);
        EndClocks("merged");
        Emit(new LeadMerged(target.Lead.Id, Keep(words)));
    }

    public static void CheckFacts(LeadFacts facts)
    {
        if (facts.Grade is { } grade && grade is not ("A" or "B" or "C" or "D"))
            throw new InvalidArgument("grade", $"'{grade}' is no grade: A, B, C or D.");
        if (facts.Score is < 0 or > 100)
            throw new InvalidArgument("score", "A score is a whole number from 0 to 100.");
        if (facts.ExpectedValue is < 0)
            throw new InvalidArgument("expectedValue", "An expected value is zero or more.");
        if (facts.Country is { } country && !(country.Length == 2 && country.All(char.IsAsciiLetterUpper)))
            throw new InvalidArgument("country", $"'{country}' is no country: two letters of ISO 3166, like PL.");
        if (facts.TimeZone is { } zone && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
            throw new InvalidArgument("timeZone", $"'{zone}' is no time zone: an IANA name, like Europe/Warsaw.");
    }

    private CaptureRule? CaptureRuleFor(LeadFacts facts) =>
        (from inForce in Company.InForce(Now)
         where inForce.Agreement.Scope.WhyNot(facts) is null
         from rule in inForce.Version.CaptureRules
         where rule.Condition.WhyNot(facts) is null
         select rule).FirstOrDefault();

    private void RunCaptureRules(LeadFacts facts)
    {
        if (CaptureRuleFor(facts) is not { } rule)
            return;
        var actor = Actor;
        Actor = Actor.System;
        if (Lead.Stage != Stage.Ready)
            Ready();
        OfferNow(new(rule.OfferTo));
        Actor = actor;
    }

    /// <summary>A touch promised from receipt; an earlier deadline replaces a later one.</summary>
    private void StartTouch(LeadFacts facts, Instant receivedAt)
    {
        var (choice, _) = Choose(Promise.Touch, StartsAt.Receipt, null, null, facts, receivedAt);
        if (choice is null)
            return;
        var calendar = Company.Calendars[choice.Version.Calendar];
        var promised = choice.Commitment.TargetFromOpening is { } opening && !calendar.IsOpen(receivedAt) ? opening : choice.Commitment.Target;
        var due = calendar.Due(receivedAt, promised.In(calendar));
        var running = Lead.LiveClocks.Where(c => c.Promise == Promise.Touch).ToList();
        if (running.Any(c => c.DueAt <= due))
            return;
        running.ForEach(c => EndClock(c, "a more urgent inquiry", null));
        Start(choice, receivedAt, Lead.Holder == choice.Commitment.OwedBy ? Lead.Owner : null, null, 1, null);
    }

    // A regrade keeps a clock, unless its commitment says to judge again.
    private void JudgeAgain(Clock clock)
    {
        var commitment = Company.Agreements.Find(a => a.Id == clock.Agreement)?.Versions
            .Find(v => v.Number == clock.AgreementVersion)?.Commitments.FirstOrDefault(c => c.Id == clock.Commitment);
        if (commitment is not { ReJudge: true })
            return;
        var (choice, _) = Choose(clock.Promise, commitment.Starts, clock.OwedBy, null, Lead.Facts, clock.StartedAt);
        if (choice is null || choice.Commitment.Id == clock.Commitment && choice.Agreement.Id == clock.Agreement)
            return;
        EndClock(clock, "judged again", null);
        Start(choice, clock.StartedAt, clock.Person, clock.HandoffId, clock.Round, null);
    }
}
