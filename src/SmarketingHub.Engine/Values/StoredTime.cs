using NodaTime;

namespace SmarketingHub.Engine.Values;

/// <summary>Moments as the ledger and the rows keep them, to the millisecond: a lead in memory is what stands in the file.</summary>
public static class StoredTime
{
    public static Instant? Of(Instant? at) => at is { } given ? Instant.FromUnixTimeMilliseconds(given.ToUnixTimeMilliseconds()) : null;
}
