using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Telling;

/// <summary>How a channel comes to know where somebody is reached.</summary>
public enum AddressFrom
{
    /// <summary>It is known of the person, such as their e-mail address.</summary>
    Person,

    /// <summary>The person names it.</summary>
    Named,

    /// <summary>Each browser of the person says its own, and is a way of its own: <c>push:17</c>.</summary>
    Browser,
}

/// <summary>A way to reach people beside the bell. It is given whole messages and knows nothing of when or why.</summary>
public interface IChannel
{
    /// <summary>As choices and rows call it: <c>mail</c>.</summary>
    string Name { get; }

    /// <summary>Whether this installation can send by it: only then it is offered.</summary>
    bool IsSetUp { get; }

    /// <summary>At most so many things are named in one message; of more it says how many.</summary>
    int MostItems { get; }

    AddressFrom AddressFrom => AddressFrom.Person;

    /// <summary>At least so long after one message to an address the next one goes there, whoever's it is.</summary>
    Duration Pause => Duration.Zero;

    /// <summary>Where it would go; null: the person has no address for it.</summary>
    /// <param name="reach">What is kept of the person and this channel; null: nothing yet.</param>
    string? AddressOf(Person person, Reach? reach) => reach?.Address;

    /// <summary>An address as it is shown: with nothing in it that is secret.</summary>
    string Shown(string address) => address;

    /// <summary>An address that somebody names, as it is kept.</summary>
    /// <exception cref="InvalidArgument">Of the field <c>address</c>: what would be right.</exception>
    string CheckAddress(string? address) => throw new InvalidArgument("address", "This channel knows the address by itself.");

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

    /// <summary>The address is no more.</summary>
    public bool IsGone => Problem == LetterProblem.Gone;

    /// <summary>It was under way when the answer failed: perhaps it was taken.</summary>
    public bool MayHaveArrived { get; private init; }

    /// <summary>The channel's own code.</summary>
    public int? Status { get; private init; }

    /// <summary>The channel's own word for it, such as <c>invalid_payload</c>; nothing of whom or where.</summary>
    public string? Said { get; init; }

    /// <summary>How long it asks to wait.</summary>
    public Duration? RetryAfter { get; private init; }

    public static Answer TryLater(LetterProblem why, int? status = null, bool mayHaveArrived = false, Duration? retryAfter = null) =>
        new() { Problem = why, Status = status, MayHaveArrived = mayHaveArrived, RetryAfter = retryAfter };

    public static Answer Refused(LetterProblem why, int? status = null) => new() { Problem = why, Status = status, IsFinal = true };

    public static Answer Gone(int? status) => Refused(LetterProblem.Gone, status);
}
