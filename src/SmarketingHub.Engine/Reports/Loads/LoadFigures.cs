using NodaTime;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Engine.Reports.Loads;

/// <summary>What one person had in a time.</summary>
/// <param name="Open">Leads that were the person's at the end of it.</param>
/// <param name="TakenIn">Leads that came to the person; one that comes back counts again.</param>
/// <param name="Closed">Leads of the person that were closed, whatever the outcome.</param>
/// <param name="Started">Promises that began to run for the person.</param>
/// <param name="Breached">Of these, breached and not excused.</param>
/// <param name="Away">Seconds of open hours in which the person was absent or not active.</param>
/// <param name="Room">Leads that the person has room for in it; null: too little is known.</param>
public sealed record LoadFigures(int Open, int TakenIn, int Closed, int Started, int Breached, long Away, decimal? Room)
{
    /// <summary>Taken in ÷ room; null: unknown, or there was no room.</summary>
    public decimal? Share => Room is > 0 ? TakenIn / Room : null;

    /// <summary>This and what came after it.</summary>
    internal LoadFigures Then(LoadFigures next) => new(
        next.Open, TakenIn + next.TakenIn, Closed + next.Closed, Started + next.Started, Breached + next.Breached, Away + next.Away,
        Room + next.Room);
}

/// <summary>How many leads somebody takes in in a month.</summary>
/// <param name="EachMonth">The median over the whole months of the year before in which any came; null: too few such months.</param>
/// <param name="Sample">Over how many months.</param>
/// <param name="IsOwn">Of the person; else of all reps of the party, each month of each.</param>
public sealed record PersonCapacity(decimal? EachMonth, int Sample, bool IsOwn)
{
    /// <summary>Fewer months say nothing.</summary>
    public const int Enough = 3;
}

/// <summary>An ISO week in the installation's zone, cut to the period.</summary>
/// <param name="Key">Such as 2026-W10.</param>
public sealed record LoadWeek(string Key, Instant From, Instant To);

/// <param name="Person">Without the name.</param>
/// <param name="Total">Of all weeks.</param>
/// <param name="Weeks">One for each of <see cref="LoadReport.Weeks"/>.</param>
public sealed record PersonLoad(Person Person, PersonCapacity Capacity, LoadFigures Total, IReadOnlyList<LoadFigures> Weeks);

/// <summary>Which figure of a load.</summary>
public enum LoadFigure
{
    Open,
    TakenIn,
    Closed,
    Started,
    Breached,
}
