namespace SmarketingHub.Engine.Reports.Times;

/// <summary>What a time runs to.</summary>
public enum TimedEvent
{
    /// <summary>From its first offer to another party until one accepts it.</summary>
    Accept,

    /// <summary>From receipt, as for the others, until the first touch.</summary>
    Touch,
    Qualify,
    Won,
    Lost,
    Disqualified,
}

/// <summary>What time is counted.</summary>
public enum TimeKind
{
    Elapsed,

    /// <summary>While the lead's calendar is open.</summary>
    Business,
}

/// <summary>Which leads of a time a figure counts.</summary>
public enum TimesFigure
{
    /// <summary>All of the curve.</summary>
    All,
    Happened,

    /// <summary>Of an end: by another one.</summary>
    Otherwise,

    /// <summary>Open.</summary>
    Waiting,

    /// <summary>Of a step: closed without it.</summary>
    Closed,
    NotNew,

    /// <summary>Left out: an import told where they stood, and not how they came there.</summary>
    Placed,
}

public static class TimedEvents
{
    /// <summary>A lead ends in one of several ways: each competes with the others.</summary>
    public static bool IsEnd(this TimedEvent timed) => timed is TimedEvent.Won or TimedEvent.Lost or TimedEvent.Disqualified;
}
