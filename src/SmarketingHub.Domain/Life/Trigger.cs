namespace SmarketingHub.Domain.Life;

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

    /// <summary>By late evidence, never by a person: a time-out is taken back.</summary>
    Restore,
}

public static class Triggers
{
    private static readonly Dictionary<string, Trigger> ByName =
        Enum.GetValues<Trigger>().ToDictionary(trigger => trigger.ToApi(), StringComparer.Ordinal);

    /// <summary>As the API and the ledger write it: <c>noShow</c>.</summary>
    public static string ToApi(this Trigger trigger) => CamelCase.Of(trigger);

    public static bool TryParse(string text, out Trigger trigger) => ByName.TryGetValue(text, out trigger);
}
