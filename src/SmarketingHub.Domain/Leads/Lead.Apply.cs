using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Domain.Leads;

public sealed partial class Lead
{
    /// <summary>Takes in one event, as of <paramref name="at"/>. Decides nothing.</summary>
    public void Apply(LeadEvent happened, Instant at)
    {
        switch (happened)
        {
            case ClockEvent clock: ApplyToClock(clock, at); break;
            case LeadCaptured e: Capture(e); break;
            case InquiryJoined e: Facts = e.Facts; break;
            case LeadPlaced e: Place(e, at); break;
            case LeadEdited e: (Facts, AccountId) = (e.Facts, e.Account); break;
            case StageMoved e: Move(e, at); break;
            case LeadAssigned e: PassOn(e.Clocks, e.Owner, Team, at); (Owner, Team) = (e.Owner, e.Team); Had(e.Owner); break;
            case AttemptMade e: Add(e); break;
            case LeadPaused e: (PausedAt, PausedUntil, PausedBy) = (at, e.Until, e.By); break;
            case LeadResumed: (PausedAt, PausedUntil, PausedBy) = (null, null, null); break;
            case LeadMerged e: Merge(e, at); break;
            case ContactMerged e: ContactId = e.Into; break;
            case ImportTakenBack e: TakeBack(e, at); break;
            case DuplicateJoined e: e.Attempts.ToList().ForEach(Add); break;
            case HandoffOffered e: Offer(e, at); break;
            case AddresseeChanged e: Readdress(e, at); break;
            case HandoffAccepted e: Accept(e, at); break;
            case HandoffReturned e: Return(e, at); break;
            case HandoffDisputed e: Dispute(Handoff(e.Handoff), at); break;
            case TimeOutWithdrawn e: Restore(Handoff(e.Handoff)); break;
            case HandoffClosed e: Close(Handoff(e.Handoff), e.By, at); break;
            case RouteHeld e: (HeldBy, HeldFor, HeldUntil) = (e.Rule, e.Team is { } team ? $"team:{team}" : e.To, e.Until); break;
            case NoteAdded or FormFilled or RowImported or Uncovered or PersonForgotten or LeadRouted or TurnGivenBack: break;
            default: throw new InvalidOperationException($"No rule for {happened.GetType().Name}.");
        }
        if (happened.RaisesVersion)
            Version++;
        // History can be told again from where it was before the import.
        if (happened is ImportTakenBack { Before.LastAt: { } before })
            LastAt = before;
        else if (at > LastAt)
            LastAt = at;
        NextDueAt = NextDue();
    }

    /// <summary>The earliest of its clocks' points, its resume date, its look-again date and the end of its hold.</summary>
    private Instant? NextDue()
    {
        Instant? next = PausedUntil;
        if (LookAgainAt < next || next is null)
            next = LookAgainAt;
        if (HeldUntil < next || next is null)
            next = HeldUntil;
        foreach (var clock in Clocks)
            if (clock.NextPointAt is { } point && !(next <= point))
                next = point;
        return next;
    }

    private void Capture(LeadCaptured e)
    {
        (ContactId, AccountId, Facts, Stage, Holder, Owner) = (e.Contact, e.Account, e.Facts, e.Stage, e.Holder, e.Owner);
        (ReceivedAt, PreviousLead, CountsAsNew) = (e.ReceivedAt, e.Previous, e.CountsAsNew);
        Had(e.Owner);
    }

    private void Place(LeadPlaced e, Instant at)
    {
        (Stage, Holder, Owner, Team, Amount, Placed) = (e.Stage, e.Holder, e.Owner, e.Team, e.Amount ?? Amount, true);
        Had(e.Owner);
        (LookAgainAt, MeetingAt, NoShow, ClosedFrom) = (null, null, false, null);
        EndHold();
        if (e.Stage.IsClosed())
            Close(e.Stage, e.Reason, at);
        else
            (ClosedAt, CloseReason) = (null, null);
    }

    private void Move(StageMoved e, Instant at)
    {
        Placed = false;
        EndHold();
        (LookAgainAt, MeetingAt, NoShow) = (e.LookAgainAt, e.MeetingAt, e.Trigger == Trigger.NoShow);
        Amount = e.Amount ?? Amount;
        // Whoever has a meeting has touched the contact.
        if (e.Trigger is Trigger.Book or Trigger.Hold or Trigger.Qualify)
            FirstTouchAt ??= at;
        if (e.To.IsClosed())
        {
            Close(e.To, e.Reason, at);
            return;
        }
        Stage = e.To;
        (ClosedAt, ClosedFrom, CloseReason) = (null, null, null);
    }

    private void Close(Stage to, string? reason, Instant at)
    {
        if (!Stage.IsClosed())
            ClosedFrom = Stage;
        (Stage, ClosedAt, CloseReason) = (to, at, reason);
        (LookAgainAt, MeetingAt, PausedAt, PausedUntil, PausedBy) = (null, null, null, null, null);
        EndHold();
    }

    private void EndHold() => (HeldBy, HeldFor, HeldUntil) = (null, null, null);

    private void Merge(LeadMerged e, Instant at)
    {
        MergedInto = e.Into;
        Attempts.Clear();
        Close(Stage.Disqualified, CloseReasons.Duplicate, at);
    }

    private void Add(AttemptMade e)
    {
        Attempts.Add(new()
        {
            Id = e.Attempt,
            LeadId = Id,
            Kind = e.Kind,
            Reached = e.Reached,
            OccurredAt = e.OccurredAt,
            By = e.By,
            Party = e.Party,
            ExternalId = e.ExternalId,
        });
        // What was before the inquiry was no answer to it.
        if (e.Kind != AttemptKind.Sequence && e.OccurredAt >= ReceivedAt && !(FirstTouchAt <= e.OccurredAt))
            FirstTouchAt = e.OccurredAt;
    }

    private void Offer(HandoffOffered e, Instant at)
    {
        Placed = false;
        EndHold();
        Handoffs.Add(new()
        {
            Id = e.Handoff,
            LeadId = Id,
            From = e.From,
            To = e.To,
            ToTeam = e.Team,
            ToPerson = e.Person,
            Giver = e.Giver,
            OfferedIn = Stage,
            OfferedAt = at,
            Worth = e.Worth,
        });
        Had(e.Person);
    }

    private void Accept(HandoffAccepted e, Instant at)
    {
        var handoff = Handoff(e.Handoff);
        (handoff.State, handoff.AcceptedAt) = (HandoffState.Accepted, at);
        (Holder, Owner, Team, Stage) = (handoff.To, e.Owner, handoff.ToTeam, e.Stage);
        PassOn(e.Clocks, e.Owner, handoff.ToTeam, at);
        Had(e.Owner);
    }

    private void Return(HandoffReturned e, Instant at)
    {
        var handoff = Handoff(e.Handoff);
        // While it was offered the giver held it all along, and may have assigned it anew.
        if (handoff.State == HandoffState.Accepted)
            (Holder, Owner, Team, Stage) = (handoff.From, handoff.Giver, null, handoff.OfferedIn);
        (handoff.State, handoff.ReturnedAt, handoff.Reason) = (HandoffState.Returned, at, e.Reason);
        handoff.Bounces += e.Reason == ReturnReason.TimedOut ? 0 : 1;
        (LookAgainAt, MeetingAt, NoShow) = (null, null, false);
    }

    private void Readdress(AddresseeChanged e, Instant at)
    {
        var handoff = Handoff(e.Handoff);
        PassOn(e.Clocks, e.Person, handoff.ToTeam, at);
        (handoff.ToTeam, handoff.ToPerson) = (e.Team, e.Person);
        Had(e.Person);
    }

    private void Had(long? person)
    {
        if (person is { } id && !HadBy.Contains(id))
            HadBy = [.. HadBy, id];
    }

    private static void Restore(Handoff handoff) =>
        (handoff.State, handoff.ReturnedAt, handoff.Reason) = (HandoffState.Offered, null, null);

    private static void Dispute(Handoff handoff, Instant at) =>
        (handoff.State, handoff.OfferedAt, handoff.Disputed) = (HandoffState.Offered, at, true);

    private static void Close(Handoff handoff, Trigger by, Instant at) =>
        (handoff.State, handoff.Answer, handoff.ClosedAt) = (HandoffState.Closed, by, at);
}
