namespace SmarketingHub.Engine.Webhooks;

/// <summary>How webhooks are sent here.</summary>
public sealed record WebhookOptions
{
    /// <summary>
    /// Whether addresses of this machine and of private networks are sent to: who may name an address could look around there.
    /// </summary>
    public bool AllowPrivate { get; init; }

    /// <summary>For one attempt, from the look-up of the name to the end of the answer.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>So many leads' messages are under way to one address at once.</summary>
    public int AtOnce { get; init; } = 8;

    /// <summary>While so many wait for one address, no further ones are taken from the ledger: they stand there, none is lost.</summary>
    public int MostWaiting { get; init; } = 1_000;
}
