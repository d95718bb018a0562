namespace SmarketingHub.Engine.Tests.Simulation.Hub;

/// <summary>A clock whose hands go where the simulation puts them, also back. It wakes nobody.</summary>
internal sealed class SimTime : TimeProvider
{
    public static readonly long Start = new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    /// <summary>UTC milliseconds.</summary>
    public long Now { get; set; } = Start;

    /// <summary>Nothing takes long here.</summary>
    public override long GetTimestamp() => 0;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(Now);
}
