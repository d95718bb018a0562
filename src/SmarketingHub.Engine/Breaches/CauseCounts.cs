using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Breaches;

/// <param name="Cause">Its key; null: nobody named one.</param>
/// <param name="Excused">Of the breaches.</param>
public sealed record CauseCount(string? Cause, int Breaches, int Excused);

/// <summary>
/// Why the deadlines of the past 90 days were missed, by the cause that was named last, and how many were excused and why.
/// </summary>
/// <param name="Causes">The most frequent first; those without one last.</param>
/// <param name="Excuses">The most frequent first.</param>
public sealed record CauseCounts(IReadOnlyList<CauseCount> Causes, IReadOnlyList<(ExcuseReason Reason, int Breaches)> Excuses)
{
    public int Breaches => Causes.Sum(c => c.Breaches);

    public static async Task<CauseCounts> Read(HubContext rows, Instant now)
    {
        var counted = await BreachList.Past(rows.Clocks, now).GroupBy(c => new { c.Cause, c.Excuse })
            .Select(g => new { g.Key.Cause, g.Key.Excuse, Count = g.Count() }).ToListAsync();
        return new(
            [
                .. counted.GroupBy(c => c.Cause)
                    .Select(g => new CauseCount(g.Key, g.Sum(c => c.Count), g.Where(c => c.Excuse is not null).Sum(c => c.Count)))
                    .OrderBy(c => c.Cause is null).ThenByDescending(c => c.Breaches).ThenBy(c => c.Cause, StringComparer.Ordinal),
            ],
            [
                .. counted.Where(c => c.Excuse is not null).GroupBy(c => c.Excuse!.Value)
                    .Select(g => (g.Key, g.Sum(c => c.Count))).OrderByDescending(e => e.Item2).ThenBy(e => e.Key),
            ]);
    }
}
