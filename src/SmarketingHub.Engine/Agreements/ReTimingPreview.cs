using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Agreements;

/// <summary>A running clock, and what re-timing would make of it.</summary>
/// <param name="NewDueAt">Null: it keeps the deadline that it has.</param>
public sealed record ReTimedClock(long Lead, string LeadName, string Commitment, Instant DueAt, Instant? NewDueAt);

/// <summary>What a version that re-times running clocks would move, if it took effect at a moment, as the clocks run now.</summary>
/// <param name="Over">Due before it takes effect, and then met or breached for good.</param>
/// <param name="Clocks">Those that move farthest first, then those that keep their deadline; at most <see cref="Most"/>.</param>
public sealed record ReTimingPreview(IReadOnlyList<ReTimedClock> Clocks, int Moves, int Keeps, int Over)
{
    public const int Most = 50;

    /// <param name="rows">Read, not changed.</param>
    /// <param name="company">As of now.</param>
    /// <param name="agreementId">Whose clocks.</param>
    /// <param name="version">A version of it, in whatever state.</param>
    /// <param name="at">When it would take effect.</param>
    public static async Task<ReTimingPreview> Read(HubContext rows, Company company, long agreementId, AgreementVersion version, Instant at)
    {
        var agreement = company.Agreements.Find(a => a.Id == agreementId)!;
        version = version with { ReTimes = true, EffectiveAt = at };
        var running = from clock in rows.Clocks.AsNoTracking()
                      where clock.Agreement == agreementId && (clock.State == ClockState.Running || clock.State == ClockState.Paused)
                      join lead in rows.Leads.AsNoTracking() on clock.LeadId equals lead.Id
                      select new { Clock = clock, lead.Facts };
        var (moved, kept) = (new List<(ReTimedClock Clock, Duration By)>(), new List<ReTimedClock>());
        var (moves, keeps, over) = (0, 0, 0);
        await foreach (var one in running.AsAsyncEnumerable())
        {
            if (!ReTiming.Concerns(one.Clock, version))
                continue;
            if (one.Clock.State == ClockState.Running && one.Clock.DueAt <= at)
            {
                over++;
                continue;
            }
            var next = ReTiming.Of(one.Clock, one.Facts, agreement, version, company, at);
            var told = new ReTimedClock(one.Clock.LeadId, "", next?.Commitment ?? one.Clock.Commitment, one.Clock.DueAt, next?.DueAt);
            if (next is not null && next.DueAt != one.Clock.DueAt)
            {
                moves++;
                moved.Add((told, next.DueAt < one.Clock.DueAt ? one.Clock.DueAt - next.DueAt : next.DueAt - one.Clock.DueAt));
                if (moved.Count > 20 * Most)
                    moved = [.. Farthest(moved)];
            }
            else if (next is null && ++keeps <= Most)
                kept.Add(told);
        }
        List<ReTimedClock> shown = [.. Farthest(moved).Select(m => m.Clock).Concat(kept).Take(Most)];
        var names = await LeadNames.Of(rows, [.. shown.Select(c => c.Lead).Distinct()]);
        return new(shown.ConvertAll(c => c with { LeadName = names[c.Lead] }), moves, keeps, over);
    }

    private static IEnumerable<(ReTimedClock Clock, Duration By)> Farthest(List<(ReTimedClock Clock, Duration By)> moved) =>
        moved.OrderByDescending(m => m.By).ThenBy(m => m.Clock.Lead).Take(Most);
}
