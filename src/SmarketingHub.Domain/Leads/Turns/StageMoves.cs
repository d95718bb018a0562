using NodaTime;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Domain.Leads.Turns;

/// <summary>The moves along the stages.</summary>
internal sealed class StageMoves(
    LeadInHand hand, ClockEnds clocks, ClockStarts starts, Assignments assignments, HandoffMoves handoffs, TurnsBack turns)
{
    private Lead Lead => hand.Lead;

    internal void Ready(Actor actor) => Move(Trigger.Ready, hand.Permit(actor, Trigger.Ready));

    internal void Nurture(Actor actor, Instant? until, string? words)
    {
        var to = hand.Permit(actor, Trigger.Nurture);
        hand.CheckUntil(until, "Say when to look at it again: a date after now.");
        handoffs.AnswerWith(Trigger.Nurture);
        Move(Trigger.Nurture, to, words: words, lookAgainAt: until);
    }

    internal void LookAgain(Instant at)
    {
        var moved = Move(Trigger.LookAgain, hand.Permit(Actor.System, Trigger.LookAgain), at: at);
        assignments.HandOn(at);
        starts.After(moved, at);
    }

    internal void Book(Actor actor, Instant? at)
    {
        var to = hand.Permit(actor, Trigger.Book);
        if (at is null)
            throw new InvalidArgument("at", "Say when the meeting is.");
        if (at < hand.Now)
            throw new InvalidArgument("at", "A meeting is booked ahead: a time after now. One that took place is an attempt.");
        Move(Trigger.Book, to, meetingAt: at);
    }

    internal void NoShow(Actor actor) => Move(Trigger.NoShow, hand.Permit(actor, Trigger.NoShow));

    internal void Hold(Actor actor) => Move(Trigger.Hold, hand.Permit(actor, Trigger.Hold));

    internal void Qualify(Actor actor) => Move(Trigger.Qualify, hand.Permit(actor, Trigger.Qualify));

    internal void Convert(Actor actor, decimal? amount)
    {
        var to = hand.Permit(actor, Trigger.Convert);
        Move(Trigger.Convert, to, amount: CheckAmount(amount, required: true));
    }

    internal void Win(Actor actor, decimal? amount)
    {
        var to = hand.Permit(actor, Trigger.Win);
        Move(Trigger.Win, to, amount: CheckAmount(amount, required: Lead.Amount is null));
    }

    internal void Lose(Actor actor, string? reason, string? words)
    {
        var to = hand.Permit(actor, Trigger.Lose);
        (reason, words) = CheckReason(reason, words, "Say why it was lost.");
        Move(Trigger.Lose, to, reason, words);
    }

    internal void Disqualify(Actor actor, string? reason, string? words)
    {
        var to = hand.Permit(actor, Trigger.Disqualify);
        (reason, words) = CheckReason(reason, words, "Say why it is no lead.");
        handoffs.Close(Trigger.Disqualify);
        Move(Trigger.Disqualify, to, reason, words);
        if (reason == CloseReasons.Duplicate)
            turns.Give(GivenBackBecause.Duplicate);
    }

    internal void Reopen(Actor actor, string? words)
    {
        var moved = Move(Trigger.Reopen, hand.Permit(actor, Trigger.Reopen), words: words);
        assignments.HandOn();
        starts.After(moved);
    }

    /// <summary>By somebody who may, or by a rule.</summary>
    internal StageMoved Move(
        Trigger trigger, Stage to, string? reason = null, string? words = null,
        Instant? lookAgainAt = null, Instant? meetingAt = null, decimal? amount = null, Instant? at = null)
    {
        var moved = new StageMoved(trigger, Lead.Stage, to, reason, hand.Keep(words), lookAgainAt, meetingAt, amount);
        clocks.Emit(moved, at);
        return moved;
    }

    private static decimal? CheckAmount(decimal? amount, bool required)
    {
        if (amount is null && required)
            throw new InvalidArgument("amount", "Say how much it is worth.");
        Amounts.Check(amount, "amount");
        return amount;
    }

    private static (string Reason, string? Words) CheckReason(string? reason, string? words, Phrase message) =>
        string.IsNullOrWhiteSpace(reason) ? throw new InvalidArgument("reason", message)
        : reason.Length > 60 ? throw new InvalidArgument("reason", "A reason has at most 60 characters; put the rest into words.")
        : CloseReasons.Read(reason, words);
}
