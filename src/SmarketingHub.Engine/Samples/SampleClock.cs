using NodaTime;

namespace SmarketingHub.Engine.Samples;

/// <summary>A clock that is set by hand: it walks through the past.</summary>
internal sealed class SampleClock(Instant start) : TimeProvider
{
    internal Instant Now { get; set; } = start;

    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();
}
