using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Domain.Leads.Turns;

/// <summary>What happens by itself when its time has come.</summary>
public sealed partial class Turn
{
    /// <summary>
    /// Fires, in order, every due point of the lead up to and including <paramref name="until"/>, each stamped when it was due.
    /// What they start begins now, so that time in which nothing ran burns through nobody.
    /// </summary>
    public void FireDue(Instant until)
    {
        while (true)
        {
            // At one instant the agreement goes first: what it re-times or ends does nothing any more by its old time.
            if (NextStep() is { } step && step.At <= until && !(Lead.NextDueAt < step.At))
                AsSystem(() => Take(step, step.At));
            else if (Lead.NextDueAt is { } due && due <= until)
                AsSystem(() => FireAt(due));
            else
                return;
        }
    }

    private void FireAt(Instant due)
    {
        if (Lead.PausedUntil == due)
            ResumeAt(due);
        else if (Lead.LookAgainAt == due)
            LookAgain(due);
        else if (Lead.Clocks.Find(c => c.NextPointAt == due) is { } clock)
            Fire(clock, clock.Points.First(p => !p.Fired && p.At == due));
        else
            throw new InvalidOperationException($"Lead {Lead.Id} has nothing due at {due}.");
    }

    private void LookAgain(Instant at)
    {
        var moved = Move(Trigger.LookAgain, Ask(Trigger.LookAgain), at: at);
        HandOn(at);
        StartAfter(moved, at);
    }

    private void Fire(Clock clock, ClockPoint point)
    {
        switch (point.Kind)
        {
            case PointKind.Warn: Emit(new ClockWarned(clock.Id, point.Percent), point.At); break;
            case PointKind.Breach: Emit(new ClockBreached(clock.Id), point.At); break;
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
                Emit(new LadderStepped(clock.Id, point.Percent, LadderAction.Queue, has, null), point.At);
                Reassign(clock.OwedBy, null, AssignedBy.Ladder, point.At);
                break;
            case LadderAction.Giver when clock.Promise == Promise.Accept && Lead.OfferedHandoff is not null:
                Emit(new LadderStepped(clock.Id, point.Percent, LadderAction.Giver, has, null), point.At);
                Ask(Trigger.TimeOut);
                ReturnNow(ReturnReason.TimedOut, null, point.At);
                break;
            default: Emit(new LadderStepped(clock.Id, point.Percent, LadderAction.Notify, has, has), point.At); break;
        }
    }

    private void OfferToNext(Clock clock, ClockPoint point, long? has)
    {
        var next = NextPerson(clock, has);
        Emit(new LadderStepped(clock.Id, point.Percent, LadderAction.NextPerson, has, next?.Id), point.At);
        Reassign(clock.OwedBy, next?.Id, AssignedBy.Ladder, point.At);
        if (next is not null)
            StartNextRound(clock, next.Id, point.At);
    }

    /// <summary>There, of the same party and team, not tried yet; the fewest open leads first.</summary>
    private Person? NextPerson(Clock clock, long? has)
    {
        var team = Lead.OfferedHandoff is { } offer && offer.To == clock.OwedBy ? offer.ToTeam : Lead.Team;
        return Company.People.Values
            .Where(p => p.Party == clock.OwedBy && p.Role is Role.Rep or Role.Partner && p.IsThere(Now) && p.Id != has && !Lead.HadBy.Contains(p.Id))
            .Where(p => team is null || p.Team == team)
            .OrderBy(p => services.OpenLeads(p.Id)).ThenBy(p => p.Id)
            .FirstOrDefault();
    }
}
