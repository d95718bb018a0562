using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Domain.Leads;

/// <summary>What happens by itself when its time has come.</summary>
public sealed partial class Turn
{
    /// <summary>
    /// Fires, in order, every due point of the lead up to and including <paramref name="until"/>, each stamped when it was due.
    /// What they start begins now, so that time in which nothing ran burns through nobody.
    /// </summary>
    public void FireDue(Instant until)
    {
        var actor = Actor;
        Actor = Actor.System;
        while (Lead.NextDueAt is { } due && due <= until)
            FireAt(due);
        Actor = actor;
    }

    private void FireAt(Instant due)
    {
        if (Lead.PausedUntil == due)
            ResumeAt(due);
        else if (Lead.LookAgainAt == due)
            LookAgain(due);
        else if (Lead.Clocks.Find(c => c.NextPointAt == due) is { } clock)
            Fire(clock, clock.Points.First(p => !p.Fired && p.At == due));
    }

    private void LookAgain(Instant at)
    {
        Move(Trigger.LookAgain, Ask(Trigger.LookAgain), at: at);
        StartOr(Promise.Decide, StartsAt.Receipt, Lead.Holder, null, Now, Lead.Owner, null, at);
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
        var has = Lead.OpenHandoff is { State: HandoffState.Offered } offer && offer.To == clock.OwedBy ? offer.ToPerson : Lead.Owner;
        // Nobody loses a lead whose contact they have spoken with.
        var action = Lead.HasContact(has) ? LadderAction.Notify : point.Action ?? LadderAction.Notify;
        switch (action)
        {
            case LadderAction.NextPerson: OfferToNext(clock, point, has); break;
            case LadderAction.Queue:
                Emit(new LadderStepped(clock.Id, point.Percent, LadderAction.Queue, has, null), point.At);
                Reassign(clock.OwedBy, null, AssignedBy.Ladder, point.At);
                break;
            case LadderAction.Giver when clock.Promise == Promise.Accept && Lead.OpenHandoff?.State == HandoffState.Offered:
                Emit(new LadderStepped(clock.Id, point.Percent, LadderAction.Giver, has, null), point.At);
                Ask(Trigger.TimeOut);
                ReturnNow(Trigger.TimeOut, ReturnReason.TimedOut, null, point.At);
                break;
            default: Emit(new LadderStepped(clock.Id, point.Percent, LadderAction.Notify, has, has), point.At); break;
        }
    }

    private void OfferToNext(Clock clock, ClockPoint point, long? has)
    {
        var next = NextPerson(clock, has);
        Emit(new LadderStepped(clock.Id, point.Percent, LadderAction.NextPerson, has, next?.Id), point.At);
        if (next?.Id == has)
            return;
        Reassign(clock.OwedBy, next?.Id, AssignedBy.Ladder, point.At);
        if (next is not null)
            StartNextRound(clock, next.Id, point.At);
    }

    /// <summary>There, of the same party and team, not tried yet; the fewest open leads first.</summary>
    private Person? NextPerson(Clock clock, long? has)
    {
        var offer = Lead.OpenHandoff is { State: HandoffState.Offered } open && open.To == clock.OwedBy ? open : null;
        var team = offer is null ? Lead.Team : offer.ToTeam;
        var tried = Lead.Clocks.Where(c => c.OwedBy == clock.OwedBy).Select(c => c.Person).Append(has).ToHashSet();
        return Company.People.Values
            .Where(p => p.Party == clock.OwedBy && p.Role is Role.Rep or Role.Partner && p.IsThere(Now) && !tried.Contains(p.Id))
            .Where(p => team is null || p.Team == team)
            .OrderBy(p => services.OpenLeads(p.Id)).ThenBy(p => p.Id)
            .FirstOrDefault();
    }
}
