namespace SmarketingHub.Domain.Life;

/// <summary>Where a lead stands in its life. Labels can be renamed; the stages stay.</summary>
public enum Stage
{
    Captured,
    Nurturing,

    /// <summary>An MQL.</summary>
    Ready,

    /// <summary>A SAL.</summary>
    Accepted,
    Working,
    Meeting,

    /// <summary>An SQL.</summary>
    Qualified,

    /// <summary>An SQO.</summary>
    Opportunity,
    Won,
    Lost,
    Disqualified,
}

public static class Stages
{
    public static readonly IReadOnlyList<Stage> Open =
        [Stage.Captured, Stage.Nurturing, Stage.Ready, Stage.Accepted, Stage.Working, Stage.Meeting, Stage.Qualified, Stage.Opportunity];

    public static bool IsClosed(this Stage stage) => stage is Stage.Won or Stage.Lost or Stage.Disqualified;

    /// <summary>Accepted to Opportunity: the seller's part of the life.</summary>
    public static bool IsSelling(this Stage stage) => stage is >= Stage.Accepted and <= Stage.Opportunity;
}
