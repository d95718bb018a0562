using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Domain.Leads.Turns;

/// <summary>What happens by itself when its time has come.</summary>
internal sealed class DuePoints(
    LeadInHand hand, AgreementSteps steps, ClockStarts starts, Assignments assignments, HandoffMoves handoffs, StageMoves stages,
    Pausing pausing, Routes routes)
{
    private Lead Lead => hand.Lead;

    internal void Fire(Instant until)
    {
        while (true)
        {
            // At one instant the agreement goes first: what it re-times or ends does nothing any more by its old time.
            // What all others were told already it takes as soon as its own points of before have fired: nobody comes by again.
            if (steps.Next() is { } step && (step.At <= until || steps.IsPast(step)) && !(Lead.NextDueAt < step.At))
                steps.Take(step, step.At);
            else if (Lead.NextDueAt is { } due && due <= until)
                FireAt(due);
            else
                return;
        }
    }

    private void FireAt(Instant due)
    {
        if (Lead.PausedUntil == due)
            pausing.Resume(due);
        else if (Lead.LookAgainAt == due)
            stages.LookAgain(due);
        else if (Lead.HeldUntil == due)
            routes.EndHold(due);
        else if (Lead.Clocks.Find(c => c.NextPointAt == due) is { } clock)
            Fire(clock, clock.Points.First(p => !p.Fired && p.At == due));
        else
            throw new InvalidOperationException($"Lead {Lead.Id} has nothing due at {due}.");
    }

    private void Fire(Clock clock, ClockPoint point)
    {
        switch (point.Kind)
        {
            case PointKind.Warn: hand.Emit(new ClockWarned(clock.Id, point.Percent), point.At); break;
            case PointKind.Breach: hand.Emit(new ClockBreached(clock.Id), point.At); break;
            default: Step(clock, point); break;
        }
    }

    private void Step(Clock clock, ClockPoint point)
    {
        var (isWithParty, has) = Lead.With(clock.OwedBy);
        // A party that has not got the lead cannot pass it on; nobody loses a lead whose contact they have spoken with.
        var action = isWithParty && !Lead.HasContact(has) ? point.Action ?? LadderAction.Notify : LadderAction.Notify;
        switch (action)
        {
            case LadderAction.NextPerson: OfferToNext(clock, point, has); break;
            case LadderAction.Queue:
                hand.Emit(new LadderStepped(clock.Id, point.Percent, LadderAction.Queue, has, null), point.At);
                assignments.Reassign(clock.OwedBy, null, AssignedBy.Ladder, point.At);
                break;
            case LadderAction.Giver when clock.Promise == Promise.Accept && Lead.OfferedHandoff is not null:
                hand.Emit(new LadderStepped(clock.Id, point.Percent, LadderAction.Giver, has, null), point.At);
                handoffs.TimeOut(point.At);
                break;
            default: hand.Emit(new LadderStepped(clock.Id, point.Percent, LadderAction.Notify, has, has), point.At); break;
        }
    }

    private void OfferToNext(Clock clock, ClockPoint point, long? has)
    {
        var next = NextPerson(clock, has);
        hand.Emit(new LadderStepped(clock.Id, point.Percent, LadderAction.NextPerson, has, next?.Id), point.At);
        assignments.Reassign(clock.OwedBy, next?.Id, AssignedBy.Ladder, point.At);
        if (next is not null)
            starts.StartNextRound(clock, next.Id, point.At);
    }

    /// <summary>There, of the same party and team, not tried yet; the fewest open leads first.</summary>
    private Person? NextPerson(Clock clock, long? has)
    {
        var team = Lead.OfferedHandoff is { } offer && offer.To == clock.OwedBy ? offer.ToTeam : Lead.Team;
        return hand.Company.People.Values
            .Where(p => p.Party == clock.OwedBy && p.Role is Role.Rep or Role.Partner && p.IsThere(hand.Now))
            .Where(p => p.Id != has && !Lead.HadBy.Contains(p.Id) && (team is null || p.Team == team))
            .OrderBy(p => hand.OpenLeads(p.Id)).ThenBy(p => p.Id)
            .FirstOrDefault();
    }
}
