using NodaTime;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Domain.Leads.Turns;

/// <summary>The moves along the stages.</summary>
public sealed partial class Turn
{
    private static readonly Duration FarthestAhead = Duration.FromDays(10 * 365);

    public void Ready() => Move(Trigger.Ready, Ask(Trigger.Ready));

    /// <param name="until">When to look again; after now.</param>
    public void Nurture(Instant? until, string? words = null)
    {
        var to = Ask(Trigger.Nurture);
        CheckUntil(until, "Say when to look at it again: a date after now.");
        AnswerWith(Trigger.Nurture);
        Move(Trigger.Nurture, to, words: words, lookAgainAt: until);
    }

    /// <param name="at">When the meeting is to take place.</param>
    public void Book(Instant? at)
    {
        var to = Ask(Trigger.Book);
        if (at is null)
            throw new InvalidArgument("at", "Say when the meeting is.");
        if (at < Now)
            throw new InvalidArgument("at", "A meeting is booked ahead: a time after now. One that took place is an attempt.");
        Move(Trigger.Book, to, meetingAt: at);
    }

    public void NoShow() => Move(Trigger.NoShow, Ask(Trigger.NoShow));

    /// <summary>The meeting took place.</summary>
    public void Hold() => Move(Trigger.Hold, Ask(Trigger.Hold));

    public void Qualify() => Move(Trigger.Qualify, Ask(Trigger.Qualify));

    /// <param name="amount">In the installation's currency, zero or more.</param>
    public void Convert(decimal? amount) => Move(Trigger.Convert, Ask(Trigger.Convert), amount: CheckAmount(amount, required: true));

    /// <param name="amount">In the installation's currency; without one the amount of the opportunity stands.</param>
    public void Win(decimal? amount) => Move(Trigger.Win, Ask(Trigger.Win), amount: CheckAmount(amount, required: Lead.Amount is null));

    public void Lose(string? reason, string? words = null)
    {
        var to = Ask(Trigger.Lose);
        (reason, words) = CheckReason(reason, words, "Say why it was lost.");
        Move(Trigger.Lose, to, reason, words);
    }

    public void Disqualify(string? reason, string? words = null)
    {
        var to = Ask(Trigger.Disqualify);
        (reason, words) = CheckReason(reason, words, "Say why it is no lead.");
        if (Lead.OpenHandoff is { } handoff)
            Happen(new HandoffClosed(handoff.Id, Trigger.Disqualify));
        Move(Trigger.Disqualify, to, reason, words);
    }

    public void Reopen(string? words = null)
    {
        var to = Ask(Trigger.Reopen);
        var moved = Move(Trigger.Reopen, to, words: words);
        HandOn();
        StartAfter(moved);
    }

    private StageMoved Move(
        Trigger trigger, Stage to, string? reason = null, string? words = null,
        Instant? lookAgainAt = null, Instant? meetingAt = null, decimal? amount = null, Instant? at = null)
    {
        var moved = new StageMoved(trigger, Lead.Stage, to, reason, Keep(words), lookAgainAt, meetingAt, amount);
        Happen(moved, at);
        return moved;
    }

    private void CheckUntil(Instant? until, Phrase message)
    {
        if (until is null || until <= Now)
            throw new InvalidArgument("until", message);
        if (until > Now + FarthestAhead)
            throw new InvalidArgument("until", "That is more than ten years away.");
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
