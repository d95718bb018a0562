namespace SmarketingHub.Engine.Reports.Compliance;

/// <summary>What compliance is told by.</summary>
public enum ComplianceBy
{
    Commitment,
    Party,
    Team,
    Person,
    Source,
    Campaign,
    Grade,
    Country,
    Agreement,

    /// <summary>ISO weeks in the installation's zone.</summary>
    Week,
}
