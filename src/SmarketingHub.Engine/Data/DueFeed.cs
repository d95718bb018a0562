using NodaTime;

namespace SmarketingHub.Engine.Data;

/// <summary>Somebody's due times as a calendar under a secret address. The address itself is shown once and kept as a hash.</summary>
public sealed class DueFeed
{
    public long PersonId { get; init; }
    public required byte[] Hash { get; set; }

    /// <summary>Whether a reminder stands at each warn point.</summary>
    public bool HasAlarms { get; set; }
    public Instant MadeAt { get; set; }
}
