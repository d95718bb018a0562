using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Engine.Reports.Statistics;

namespace SmarketingHub.Engine.Reports.Feedback;

/// <summary>
/// What was offered, and what came back. Of the hand-offs of a period: offered = kept + returned + timed out + waiting + ended. Of the
/// returns of a period: one for each time that a lead was given back.
/// </summary>
public sealed class FeedbackCounts
{
    private readonly long[] reasons = new long[Enum.GetValues<ReturnReason>().Length];

    /// <summary>Hand-offs that were first offered in the period, not withdrawn, and not of duplicates.</summary>
    public long Offered => Kept + Returned + TimedOut + Waiting + Ended;

    /// <summary>Accepted, and not given back since.</summary>
    public long Kept { get; private set; }

    /// <summary>Given back by somebody.</summary>
    public long Returned { get; private set; }

    /// <summary>Given back by the ladder because nobody took it: that counts against neither side.</summary>
    public long TimedOut { get; private set; }

    /// <summary>Not answered yet.</summary>
    public long Waiting { get; private set; }

    /// <summary>Ended with its lead, before anybody answered: it was disqualified, or over in another way.</summary>
    public long Ended { get; private set; }

    /// <summary>Of leads that went into another one, which is offered itself; not among the offered.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Withdrawn by the giver; not among the offered.</summary>
    public long Withdrawn { get; private set; }

    /// <summary>Returned, of those that somebody answered; null: none is answered.</summary>
    public ShareOf? Share => Wilson.Of(Returned, Kept + Returned);

    /// <summary>Returns in the period, whenever the lead had been offered.</summary>
    public long Returns => reasons.Sum();

    /// <summary>Of them, how many the giver disputed.</summary>
    public long Disputed { get; private set; }

    /// <summary>Of them, how many wait for their answer.</summary>
    public long Unanswered { get; private set; }

    /// <summary>Of them, how many were of a lead that had come back from that hand-off before.</summary>
    public long Bounced { get; private set; }

    /// <summary>Of them, for reasons that count against the giver.</summary>
    public long AgainstGiver => Enum.GetValues<ReturnReason>().Where(reason => reason.CountsAgainstGiver()).Sum(Of);

    public long Of(ReturnReason reason) => reasons[(int)reason];

    internal void Offer(Offered how)
    {
        Kept += how == Feedback.Offered.Kept ? 1 : 0;
        Returned += how == Feedback.Offered.Returned ? 1 : 0;
        TimedOut += how == Feedback.Offered.TimedOut ? 1 : 0;
        Waiting += how == Feedback.Offered.Waiting ? 1 : 0;
        Ended += how == Feedback.Offered.Ended ? 1 : 0;
        Duplicates += how == Feedback.Offered.Duplicate ? 1 : 0;
        Withdrawn += how == Feedback.Offered.Withdrawn ? 1 : 0;
    }

    internal void Return(ReturnReason reason, bool disputed, bool unanswered, bool bounced)
    {
        reasons[(int)reason]++;
        Disputed += disputed ? 1 : 0;
        Unanswered += unanswered ? 1 : 0;
        Bounced += bounced ? 1 : 0;
    }
}

/// <summary>How a hand-off went so far.</summary>
public enum Offered
{
    Kept,
    Returned,
    TimedOut,
    Waiting,
    Withdrawn,

    /// <summary>With its lead, before it was answered.</summary>
    Ended,

    /// <summary>Of a lead that went into another one.</summary>
    Duplicate,
}
