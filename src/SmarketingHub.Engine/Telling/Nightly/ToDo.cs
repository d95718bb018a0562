using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Engine.Pace;

namespace SmarketingHub.Engine.Telling.Nightly;

/// <summary>Why something is on the list of what to do, the most urgent first.</summary>
public enum ToDoKind
{
    /// <summary>Deadlines were missed, and what was promised is not done yet.</summary>
    Late,

    /// <summary>Deadlines pass today.</summary>
    DueToday,

    /// <summary>Leads came back and wait for an answer.</summary>
    Returned,

    /// <summary>Returns were disputed: the leads are offered again.</summary>
    Disputed,

    /// <summary>A version of an agreement waits for a signature.</summary>
    ToSign,

    /// <summary>A promise over a period is behind.</summary>
    Behind,

    /// <summary>Promises were called for on open leads, and no commitment covers them.</summary>
    Uncovered,
}

/// <summary>One thing to do.</summary>
/// <param name="Count">Of how many leads; 1 of what is no lead's.</param>
public sealed record ToDo(ToDoKind Kind, int Count = 1)
{
    /// <summary>The most urgent of the leads, and what it is called; null: it is no lead's.</summary>
    public (long Id, string Name)? Lead { get; init; }

    /// <summary>What is owed on that one.</summary>
    public Promise? Promise { get; init; }

    /// <summary>Since or until when.</summary>
    public Instant? At { get; init; }
    public Agreement? Agreement { get; init; }
    public PaceOf? Pace { get; init; }

    /// <summary>
    /// What of a promise each working day that is left has to bring, so that it is kept: the present day counts until nothing opens any
    /// more. Null: it is a share, or no day is left.
    /// </summary>
    public decimal? PerDay => Pace is { Actual: { } actual, Commitment.Kind: not PeriodKind.Quality, Days: var days }
        && days.Total > days.Passed ? (Pace.Commitment.Amount - actual) / (days.Total - days.Passed) : null;
}
