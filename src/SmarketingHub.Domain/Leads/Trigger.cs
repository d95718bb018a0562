namespace SmarketingHub.Domain.Leads;

/// <summary>Everything that can be done to a lead or its hand-off; the API writes them in camelCase.</summary>
public enum Trigger
{
    // The lead's own.
    Nurture,
    LookAgain,
    Ready,
    Attempt,
    Book,
    NoShow,
    Hold,
    Qualify,
    Convert,
    Win,
    Lose,
    Disqualify,
    Reopen,
    Assign,
    Edit,
    Note,
    Pause,
    Resume,
    Merge,

    // The hand-off's.
    Offer,
    Accept,
    Return,
    Keep,
    Dispute,
    Withdraw,

    /// <summary>By the ladder, never by a person: an offer nobody answered goes back.</summary>
    TimeOut,
}
