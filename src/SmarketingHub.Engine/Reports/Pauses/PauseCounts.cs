using SmarketingHub.Domain.Clocks;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Reports.Pauses;

/// <summary>Pauses counted, and what became of the promises that they held.</summary>
public sealed class PauseCounts
{
    private readonly HashSet<long> leads = [];

    public long Pauses { get; private set; }
    public long Leads => leads.Count;

    /// <summary>They go on.</summary>
    public long Running { get; private set; }

    /// <summary>Of the day, all together, in whole seconds of each.</summary>
    public long Seconds { get; private set; }

    /// <summary>Of business time, by each lead's calendar.</summary>
    public long BusinessSeconds { get; private set; }
    public long Longest { get; private set; }

    /// <summary>Promises whose deadline they moved; each with the first pause that held it.</summary>
    public long Held { get; private set; }

    /// <summary>Of them, met after the deadline that they had first: without the pause they would have been missed.</summary>
    public long Saved { get; private set; }

    /// <summary>Of them, missed all the same.</summary>
    public long Breached { get; private set; }

    internal void Add(LeadPause pause, long seconds, long business, IReadOnlyCollection<ReportedPromise> held)
    {
        leads.Add(pause.LeadId);
        Pauses++;
        Running += pause.To is null ? 1 : 0;
        Seconds += seconds;
        BusinessSeconds += business;
        Longest = Math.Max(Longest, seconds);
        Held += held.Count;
        Saved += held.Count(promise => promise.IsSaved());
        Breached += held.Count(promise => promise.State == ClockState.Breached);
    }
}

internal static class SavedPromises
{
    /// <summary>Met, but after the deadline that it had before it was held.</summary>
    internal static bool IsSaved(this ReportedPromise promise) =>
        promise.State == ClockState.Met && promise.DoneAt > promise.FirstDueAt;
}
