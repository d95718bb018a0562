using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Telling;

/// <summary>A way to reach people beside the bell. It is given whole messages and knows nothing of when or why.</summary>
public interface IChannel
{
    /// <summary>As choices and rows call it: <c>mail</c>.</summary>
    string Name { get; }

    /// <summary>Whether this installation can send by it: only then it is offered.</summary>
    bool IsSetUp { get; }

    /// <summary>At most so many things are named in one message; of more it says how many.</summary>
    int MostItems { get; }

    /// <summary>Where it would go; null: the person has no address for it.</summary>
    /// <param name="reach">What is kept of the person and this channel; null: nothing yet.</param>
    string? AddressOf(Person person, Reach? reach);

    /// <summary>Sends it once. Must end by itself within a minute.</summary>
    /// <exception cref="OperationCanceledException">The program stops: nobody knows whether it arrived.</exception>
    Task<Answer> Send(Outgoing outgoing, CancellationToken stopping);
}

/// <param name="Id">The same each time that it is sent again: who gets it twice can tell.</param>
public sealed record Outgoing(string Id, Person To, string Address, Message Message);

/// <summary>What a channel said to a message.</summary>
public sealed record Answer
{
    public static readonly Answer Accepted = new();

    private Answer()
    {
    }

    /// <summary>Null: it was taken.</summary>
    public LetterProblem? Problem { get; private init; }

    /// <summary>It would be the same another time.</summary>
    public bool IsFinal { get; private init; }

    /// <summary>It was under way when the answer failed: perhaps it was taken.</summary>
    public bool MayHaveArrived { get; private init; }

    /// <summary>The channel's own code.</summary>
    public int? Status { get; private init; }

    /// <summary>How long it asks to wait.</summary>
    public Duration? RetryAfter { get; private init; }

    public static Answer TryLater(LetterProblem why, int? status = null, bool mayHaveArrived = false, Duration? retryAfter = null) =>
        new() { Problem = why, Status = status, MayHaveArrived = mayHaveArrived, RetryAfter = retryAfter };

    public static Answer Refused(LetterProblem why, int? status = null) => new() { Problem = why, Status = status, IsFinal = true };
}
