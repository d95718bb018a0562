namespace SmarketingHub.Engine.Commands;

/// <summary>How the door is set up.</summary>
public sealed record DoorOptions
{
    /// <summary>How many leads stay in memory between commands, those that were used last; 0: none.</summary>
    public int LeadsInMemory { get; init; } = 100_000;

    /// <summary>
    /// How many of these are at hand, the ones used last. The others are packed: a third of the size, and some microseconds to unpack.
    /// </summary>
    public int LeadsAtHand { get; init; } = 256;
}
