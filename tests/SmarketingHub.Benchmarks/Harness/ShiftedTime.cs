using NodaTime;

namespace SmarketingHub.Benchmarks.Harness;

/// <summary>Runs as fast as the machine's clock, from another date: a fixture keeps the dates with which it was built.</summary>
public sealed class ShiftedTime(Instant from) : TimeProvider
{
    private readonly TimeSpan by = from.ToDateTimeOffset() - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
}
