using NodaTime;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Engine.Data;

public enum DeliveryState
{
    /// <summary>Not due yet, or in a letter that has not been taken.</summary>
    Waiting,
    Sent,

    /// <summary>It was handled before it was sent, or is not wanted any more.</summary>
    LeftOut,

    /// <summary>In a letter that was given up.</summary>
    Dead,
}

/// <summary>
/// One thing that a person is to be told by one channel: written with the notice, in the transaction of what happened. It says nothing
/// itself: what is sent is composed when it is sent.
/// </summary>
public sealed class Delivery
{
    public long Id { get; init; }
    public long PersonId { get; init; }
    public required string Channel { get; init; }
    public long NoticeId { get; init; }
    public TellTopic Topic { get; init; }

    /// <summary>When it happened.</summary>
    public Instant At { get; init; }

    /// <summary>Not sent before.</summary>
    public Instant DueAt { get; set; }
    public DeliveryState State { get; set; }

    /// <summary>In which it is or was sent; null: in none yet.</summary>
    public long? LetterId { get; set; }
}

/// <summary>What a letter is about.</summary>
public enum LetterKind
{
    /// <summary>What its deliveries say.</summary>
    Notices,

    /// <summary>Nothing: whether it arrives is to be seen.</summary>
    Test,

    /// <summary>How both sides stand: the nightly pace mail. It has no deliveries, and says how things stand when it is sent.</summary>
    Nightly,
}

public enum LetterState
{
    /// <summary>To be sent, or sent again.</summary>
    Waiting,

    /// <summary>The channel has taken it; whether it arrived is another question.</summary>
    Sent,

    /// <summary>When it was composed nothing was left to tell.</summary>
    LeftOut,

    /// <summary>Given up: refused for good, or not taken for three days. An administrator can have it sent again.</summary>
    Dead,
}

/// <summary>Why a channel has not taken a letter.</summary>
public enum LetterProblem
{
    /// <summary>The channel is not set up here.</summary>
    NotSetUp,

    /// <summary>The person has no address for it.</summary>
    NoAddress,
    NoSuchName,
    Unreachable,
    PrivateAddress,
    NotSecure,
    TimedOut,

    /// <summary>It did not let the hub in.</summary>
    SignIn,

    /// <summary>It does not take messages for this address, or of this kind.</summary>
    Refused,

    /// <summary>It asks to be left alone for a while.</summary>
    TooMany,
    BrokenAnswer,

    /// <summary>It has trouble of its own.</summary>
    Troubled,

    /// <summary>The address is no more: nothing is sent there again.</summary>
    Gone,

    /// <summary>The program could not write it.</summary>
    Failed,
}

/// <summary>
/// One message to one person by one channel: all that was due when it was made. Its number is the id by which a receiver knows one that
/// comes twice. It holds nothing of what it says.
/// </summary>
public sealed class Letter
{
    public long Id { get; init; }
    public long PersonId { get; init; }
    public required string Channel { get; init; }
    public LetterKind Kind { get; init; }
    public LetterState State { get; set; }
    public Instant MadeAt { get; init; }

    /// <summary>How many things it told when it was last composed.</summary>
    public int Told { get; set; }
    public int Attempts { get; set; }
    public Instant? FirstAt { get; set; }
    public Instant? LastAt { get; set; }

    /// <summary>Not before.</summary>
    public Instant NextAt { get; set; }

    /// <summary>
    /// Nobody knows whether the last attempt arrived: nothing is added to it, since who has it already would not look at it again.
    /// </summary>
    public bool MayHaveArrived { get; set; }
    public LetterProblem? Problem { get; set; }

    /// <summary>The channel's own code for it, such as SMTP's 550 or HTTP's 404.</summary>
    public int? Status { get; set; }

    /// <summary>The channel's own word for it, such as <c>invalid_payload</c>.</summary>
    public string? Said { get; set; }

    /// <summary>The process that sends it now, and until when nobody else does.</summary>
    public string? ClaimedBy { get; set; }
    public Instant? ClaimedUntil { get; set; }
}

/// <summary>How a person is reached by a channel, and whether that was proven.</summary>
public sealed class Reach
{
    public long PersonId { get; init; }
    public required string Channel { get; init; }

    /// <summary>Where to, if the channel does not know it from the person: it may have a secret in it.</summary>
    public string? Address { get; set; }

    /// <summary>What the person knows it by, such as the browser's name; null: it needs none.</summary>
    public string? Label { get; set; }

    /// <summary>When the address was named; null: it never was.</summary>
    public Instant? NamedAt { get; set; }

    /// <summary>Whoever has it may end what comes by this channel: in the links of its messages.</summary>
    public required string StopToken { get; init; }

    /// <summary>Whoever has it got the last test; null: there was none.</summary>
    public string? ProofToken { get; set; }

    /// <summary>To which address the last test went.</summary>
    public string? TestedTo { get; set; }
    public Instant? TestedAt { get; set; }

    /// <summary>Why the last test was not taken, or why the address is no more; null: it was.</summary>
    public LetterProblem? Problem { get; set; }
    public int? Status { get; set; }
    public string? Said { get; set; }

    /// <summary>When the link in the last test was pressed; null: taken perhaps, but not proven.</summary>
    public Instant? ProvenAt { get; set; }
}

/// <summary>The last night for which pace mails were made, so that no night has two: one row.</summary>
public sealed class NightlyMark
{
    public int Id { get; init; } = 1;

    /// <summary>Its day in the installation's zone, as ISO 8601 writes it.</summary>
    public required string Night { get; set; }

    /// <summary>When they were made.</summary>
    public Instant At { get; set; }
}
