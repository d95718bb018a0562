using System.Linq.Expressions;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Statistics;

namespace SmarketingHub.Engine.Reports.Compliance;

/// <summary>What became of promises. Each is in one of these, but for the corrected, who are met ones.</summary>
public sealed record PromiseCounts
{
    public int Met { get; init; }

    /// <summary>Without the excused.</summary>
    public int Breached { get; init; }

    /// <summary>Breached, and the other side excused it.</summary>
    public int Excused { get; init; }

    /// <summary>Of the met: by evidence that came late.</summary>
    public int Corrected { get; init; }

    /// <summary>Held now: not judged yet.</summary>
    public int Paused { get; init; }
    public int Void { get; init; }
    public int Running { get; init; }

    /// <summary>Called for, and no commitment covers the lead.</summary>
    public int Uncovered { get; init; }

    public int Promises => Met + Breached + Excused + Paused + Void + Running + Uncovered;

    /// <summary>What the share is of.</summary>
    public int Decided => Met + Breached;

    /// <summary>Met ÷ decided, with Wilson's limits; null: nothing was decided.</summary>
    public ShareOf? Share => Wilson.Of(Met, Decided);

    public static PromiseCounts operator +(PromiseCounts a, PromiseCounts b) => new()
    {
        Met = a.Met + b.Met,
        Breached = a.Breached + b.Breached,
        Excused = a.Excused + b.Excused,
        Corrected = a.Corrected + b.Corrected,
        Paused = a.Paused + b.Paused,
        Void = a.Void + b.Void,
        Running = a.Running + b.Running,
        Uncovered = a.Uncovered + b.Uncovered,
    };

    /// <summary>One group of promises counted, by the database or in memory.</summary>
    internal static Expression<Func<IGrouping<TKey, ReportedPromise>, CountsOf<TKey>>> Of<TKey>() => group => new CountsOf<TKey>(
        group.Key,
        new PromiseCounts
        {
            Met = group.Count(p => p.State == ClockState.Met),
            Breached = group.Count(p => p.State == ClockState.Breached && p.Excuse == null),
            Excused = group.Count(p => p.State == ClockState.Breached && p.Excuse != null),
            Corrected = group.Count(p => p.State == ClockState.Met && p.Corrected),
            Paused = group.Count(p => p.State == ClockState.Paused),
            Void = group.Count(p => p.State == ClockState.Void),
            Running = group.Count(p => p.State == ClockState.Running),
            Uncovered = group.Count(p => p.State == null),
        });
}

/// <summary>A row of a GROUP BY.</summary>
internal sealed record CountsOf<TKey>(TKey Key, PromiseCounts Counts);
