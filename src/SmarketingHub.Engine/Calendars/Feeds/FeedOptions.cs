namespace SmarketingHub.Engine.Calendars.Feeds;

/// <summary>How feeds are read.</summary>
public sealed record FeedOptions
{
    /// <summary>Each address so often.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromHours(24);

    /// <summary>After an error.</summary>
    public TimeSpan AgainAfterError { get; init; } = TimeSpan.FromHours(1);

    /// <summary>For one reading, redirects included.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether addresses of this machine and of private networks are read: who may name an address could look around there.
    /// </summary>
    public bool AllowPrivate { get; init; }
}
