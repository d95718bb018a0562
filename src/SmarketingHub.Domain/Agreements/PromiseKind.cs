using System.Collections.Immutable;
using SmarketingHub.Domain.Calendars;

namespace SmarketingHub.Domain.Agreements;

/// <summary>What is promised. Of each, the first commitment whose condition matches wins.</summary>
public enum Promise
{
    /// <summary>Receipt to ready, nurture or disqualify.</summary>
    Decide,

    /// <summary>Offer to accept or return.</summary>
    Accept,

    /// <summary>Receipt, or acceptance, to the first attempt.</summary>
    Touch,

    /// <summary>Acceptance to the attempts made, or to two-way contact.</summary>
    Effort,

    /// <summary>Return to an answer.</summary>
    Answer,
}

/// <summary>What starts a commitment's clock.</summary>
public enum StartsAt
{
    Receipt,
    Offer,
    Acceptance,
    Return,
}

/// <summary>One of the two parties of an agreement.</summary>
public enum Side
{
    Giver,
    Receiver,
}

/// <summary>
/// All that is particular to a kind of response or effort, but for what starts and stops its clocks: the one table of them.
/// </summary>
public sealed class PromiseKind
{
    /// <summary>In the order in which they are offered.</summary>
    public static readonly ImmutableArray<PromiseKind> All =
    [
        new(Promise.Decide)
        {
            OwedBy = Side.Giver, IsEithers = true, Starts = [StartsAt.Receipt], Target = BusinessDuration.Parse("P1D"),
        },
        new(Promise.Accept)
        {
            OwedBy = Side.Receiver, Starts = [StartsAt.Offer], Target = BusinessDuration.Parse("PT4H"), GoesBack = true,
        },
        new(Promise.Touch)
        {
            OwedBy = Side.Receiver, IsEithers = true, Starts = [StartsAt.Receipt, StartsAt.Acceptance],
            Target = BusinessDuration.Parse("PT4H"),
        },
        new(Promise.Effort)
        {
            OwedBy = Side.Receiver, Starts = [StartsAt.Acceptance], Target = BusinessDuration.Parse("P10D"), CountsAttempts = true,
        },
        new(Promise.Answer)
        {
            OwedBy = Side.Giver, Starts = [StartsAt.Return], Target = BusinessDuration.Parse("P1D"),
            Ladder = [new(100, LadderAction.Notify)],
        },
    ];

    private static readonly ImmutableArray<PromiseKind> ByPromise = [.. All.OrderBy(kind => kind.Promise)];

    private PromiseKind(Promise promise) => Promise = promise;

    public Promise Promise { get; }

    /// <summary>Who promises it, as a rule.</summary>
    public required Side OwedBy { get; init; }

    /// <summary>Whether the other can promise it as well.</summary>
    public bool IsEithers { get; init; }

    /// <summary>What can start its clock.</summary>
    public required IReadOnlyList<StartsAt> Starts { get; init; }

    /// <summary>What starts it where nothing is said.</summary>
    public StartsAt UsualStart => Starts[^1];

    /// <summary>It is kept by so many attempts, and any pause holds it: an effort. Else it is a response, kept by one act.</summary>
    public bool CountsAttempts { get; init; }

    /// <summary>Whether its ladder can give the lead back to whoever offered it.</summary>
    public bool GoesBack { get; init; }

    /// <summary>What a new sentence begins with.</summary>
    public required BusinessDuration Target { get; init; }

    /// <summary>What a new sentence begins with.</summary>
    public IReadOnlyList<LadderStep> Ladder { get; init; } = [new(100, LadderAction.Notify), new(150, LadderAction.NextPerson)];

    public static PromiseKind Of(Promise promise) => ByPromise[(int)promise];
}
