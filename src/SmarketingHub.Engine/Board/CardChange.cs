namespace SmarketingHub.Engine.Board;

/// <summary>A lead's card before a change of the board and after it; null: it was not there, or is there no more.</summary>
public readonly record struct CardChange(long Lead, Card? Before, Card? After)
{
    internal bool IsNone => Before == After;

    /// <summary>What a filter lets through of it.</summary>
    internal CardChange Through(BoardFilter filter) => new(Lead, filter.Through(Before), filter.Through(After));
}
