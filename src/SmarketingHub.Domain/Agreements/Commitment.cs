using System.Text.Json.Serialization;
using SmarketingHub.Domain.Calendars;

namespace SmarketingHub.Domain.Agreements;

public enum CommitmentKind
{
    Response,
    Effort,
}

/// <summary>One promise of an agreement.</summary>
public sealed record Commitment
{
    /// <summary>Stable within the agreement, over its versions.</summary>
    public required string Id { get; init; }
    [JsonIgnore] // Worked out: no part of what is signed.
    public CommitmentKind Kind => PromiseKind.Of(Promise).CountsAttempts ? CommitmentKind.Effort : CommitmentKind.Response;
    public required Promise Promise { get; init; }

    /// <summary>The party that owes it.</summary>
    public required string OwedBy { get; init; }
    public required StartsAt Starts { get; init; }
    public Condition Condition { get; init; } = Condition.Every;

    /// <summary>In business time of the agreement's calendar.</summary>
    public required BusinessDuration Target { get; init; }

    /// <summary>When it starts in closed time: this, counted from the opening, instead of <see cref="Target"/>.</summary>
    public BusinessDuration? TargetFromOpening { get; init; }

    /// <summary>Effort: how many attempts …</summary>
    public int Attempts { get; init; }

    /// <summary>… how many of them calls …</summary>
    public int Calls { get; init; }

    /// <summary>… and whether two on one day count once.</summary>
    public bool DifferentDays { get; init; }

    /// <summary>Percent of the target, each 1 to 99, ascending.</summary>
    public IReadOnlyList<int> WarnAt { get; init; } = [50, 80];

    /// <summary>What happens from the breach on, ascending.</summary>
    public IReadOnlyList<LadderStep> Ladder { get; init; } = [new(100, LadderAction.Notify), new(150, LadderAction.NextPerson)];

    /// <summary>A later regrade judges again; else the clock keeps what it was started with.</summary>
    public bool ReJudge { get; init; }
}

public enum LadderAction : byte
{
    Notify,
    NextPerson,
    Queue,
    Giver,
}

/// <summary>One rung: at this percent of the target (100 or more), in business time.</summary>
public sealed record LadderStep(int Percent, LadderAction Action);
