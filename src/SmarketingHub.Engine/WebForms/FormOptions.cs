namespace SmarketingHub.Engine.WebForms;

/// <summary>How much forms take.</summary>
public sealed record FormOptions
{
    /// <summary>In which so many are counted.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>From one address, or of IPv6 one network of 64 bits, in ten minutes, to all forms together.</summary>
    public int MostOfAddress { get; init; } = 20;

    /// <summary>To one form in ten minutes.</summary>
    public int MostOfForm { get; init; } = 1_000;

    /// <summary>Of one form so many wait at most for somebody who lets them in.</summary>
    public int MostHeld { get; init; } = 1_000;
}
