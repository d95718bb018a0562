namespace SmarketingHub.Engine.Data;

/// <summary>The one row, while the log still holds pages as they were before somebody was forgotten.</summary>
public sealed class OwedCut
{
    public int Id { get; init; } = 1;

    /// <summary>Of the last event for which the log is to be cut.</summary>
    public long Sequence { get; init; }
}
