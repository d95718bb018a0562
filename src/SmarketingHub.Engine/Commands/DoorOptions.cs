namespace SmarketingHub.Engine.Commands;

/// <summary>How the door is set up.</summary>
public sealed record DoorOptions
{
    /// <summary>How many leads stay in memory between commands, those that were used last; 0: none.</summary>
    public int LeadsInMemory { get; init; } = 100_000;
}
