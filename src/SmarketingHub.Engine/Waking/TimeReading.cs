using NodaTime;

namespace SmarketingHub.Engine.Waking;

/// <summary>Now, as the ledger and the rows have it.</summary>
internal static class TimeReading
{
    /// <summary>In whole milliseconds: what is kept has no finer ones.</summary>
    internal static Instant Now(this TimeProvider time) => Instant.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}
