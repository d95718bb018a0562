namespace SmarketingHub.Engine.Reports.Hours;

/// <summary>What an hour of a lead's life was.</summary>
public enum HoursPart
{
    /// <summary>Before it was told here: nobody could have acted.</summary>
    System,

    /// <summary>Out of hours.</summary>
    Closed,

    /// <summary>Whose turn it was was absent.</summary>
    Away,

    /// <summary>… worked on another lead.</summary>
    Busy,

    /// <summary>… had taken a younger lead first.</summary>
    Overtaken,
    Paused,

    /// <summary>For the other side.</summary>
    Waiting,
    Unexplained,
}

/// <summary>Whole seconds of each part; they add up to all of them.</summary>
public sealed class HoursParts
{
    private readonly long[] seconds = new long[All.Count];

    /// <summary>In the order in which they are shown.</summary>
    public static IReadOnlyList<HoursPart> All { get; } = Enum.GetValues<HoursPart>();

    public long this[HoursPart part] => seconds[(int)part];

    public long Total => seconds.Sum();

    internal void Add(HoursPart part, long more) => seconds[(int)part] += more;

    internal void Clear() => Array.Clear(seconds);

    internal void Add(HoursParts more)
    {
        foreach (var part in All)
            Add(part, more[part]);
    }
}
