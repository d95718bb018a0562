using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Board;

/// <summary>How the promises of the last 30 days were kept, and beside it what the share leaves out.</summary>
/// <param name="Corrected">Of the met ones: first breached, then taken back by late evidence.</param>
/// <param name="Uncovered">Leads received in this time that no commitment covers.</param>
public sealed record OnTime(int Met, int Breached, int Excused, int Void, int Corrected, int Uncovered)
{
    public static readonly Duration Window = Duration.FromDays(30);

    /// <summary>0 to 1; null: nothing was decided yet.</summary>
    public decimal? Share => Met + Breached == 0 ? null : (decimal)Met / (Met + Breached);

    /// <param name="party">For a partner's eyes: only what it owed itself.</param>
    public static async Task<OnTime> Read(HubContext rows, Instant now, string? party = null)
    {
        var since = now - Window;
        var clocks = rows.Clocks.AsNoTracking().Where(c => party == null || c.OwedBy == party);
        // One pass over what stopped and one over what breached: they are many.
        var stopped = await clocks.Where(c => c.StoppedAt >= since).GroupBy(c => new { c.State, c.Corrected })
            .Select(c => new { c.Key.State, c.Key.Corrected, Count = c.Count() }).ToListAsync();
        var breached = await clocks.Where(c => c.BreachedAt >= since && c.State == ClockState.Breached).GroupBy(c => c.Excuse == null)
            .Select(c => new { Counts = c.Key, Count = c.Count() }).ToListAsync();
        return new(
            stopped.Where(c => c.State == ClockState.Met).Sum(c => c.Count),
            breached.Where(c => c.Counts).Sum(c => c.Count),
            breached.Where(c => !c.Counts).Sum(c => c.Count),
            stopped.Where(c => c.State == ClockState.Void).Sum(c => c.Count),
            stopped.Where(c => c.State == ClockState.Met && c.Corrected).Sum(c => c.Count),
            await rows.Leads.CountAsync(l => l.ReceivedAt >= since && (party == null || l.Holder == party) && !l.Clocks.Any()));
    }
}
