namespace SmarketingHub.Engine.Commands;

/// <summary>What became of a command.</summary>
public enum Outcome
{
    Done,

    /// <summary>By a rule: nothing is wrong with the program.</summary>
    Refused,

    /// <summary>Too many waited, or the file could not be written.</summary>
    Busy,

    /// <summary>A fault of the program.</summary>
    Failed,
}
