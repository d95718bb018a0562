using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Agreements;

/// <summary>A running clock, and what re-timing would make of it.</summary>
/// <param name="NewDueAt">Null: it keeps the deadline that it has.</param>
public sealed record ReTimedClock(long Lead, string LeadName, string Commitment, Instant DueAt, Instant? NewDueAt);

/// <summary>What a version that re-times running clocks would move, if it took effect at a moment, as the clocks run now.</summary>
/// <param name="Over">Due before it takes effect, and then met or breached for good.</param>
/// <param name="Clocks">Those that move farthest first, then those that keep their deadline; at most <see cref="Most"/>.</param>
/// <param name="IsWhole">False: there are more than <see cref="MostLooked"/>, of which those that are due first were looked at.</param>
public sealed record ReTimingPreview(IReadOnlyList<ReTimedClock> Clocks, int Moves, int Keeps, int Over, bool IsWhole)
{
    public const int Most = 50;
    public const int MostLooked = 50_000;

    /// <summary>
    /// What it takes of a clock: its points and the sentences that were tried are the greater part, and matter to nobody here.
    /// </summary>
    private sealed record Running(
        long Lead, string Commitment, int Version, ClockState State, Instant StartedAt, Instant DueAt, IReadOnlyList<Hold> Holds,
        LeadFacts Facts);

    /// <param name="rows">Read, not changed.</param>
    /// <param name="company">As of now.</param>
    /// <param name="actor">Only of leads that are theirs to see.</param>
    /// <param name="agreementId">Whose clocks.</param>
    /// <param name="version">A version of it, in whatever state.</param>
    /// <param name="at">When it would take effect.</param>
    /// <param name="mostLooked">Only tests look at fewer.</param>
    public static async Task<ReTimingPreview> Read(
        HubContext rows, Company company, Actor actor, long agreementId, AgreementVersion version, Instant at, int mostLooked = MostLooked,
        CancellationToken cancellation = default)
    {
        var agreement = company.Agreements.Find(a => a.Id == agreementId)!;
        var calendar = company.Calendars[company.CalendarFor(version.Calendar, at)];
        var (moved, kept) = (new List<(ReTimedClock Clock, Duration By)>(), new List<ReTimedClock>());
        var (moves, keeps, over, looked) = (0, 0, 0, 0);
        // Each state by itself: so they come along the index.
        foreach (var state in new[] { ClockState.Running, ClockState.Paused })
            await foreach (var clock in InState(rows, actor, state, agreementId, version.Number, at).Take(mostLooked - looked + 1)
                .AsAsyncEnumerable().WithCancellation(cancellation))
            {
                if (++looked > mostLooked)
                    break;
                if (clock.State == ClockState.Running && clock.DueAt < at)
                {
                    over++;
                    continue;
                }
                var (commitment, due) = ReTimed(clock, agreement, version, calendar, at);
                var told = new ReTimedClock(clock.Lead, "", commitment ?? clock.Commitment, clock.DueAt, due);
                if (due is { } next && next != clock.DueAt)
                {
                    moves++;
                    moved.Add((told, next < clock.DueAt ? clock.DueAt - next : next - clock.DueAt));
                    if (moved.Count > 20 * Most)
                        moved = [.. Farthest(moved)];
                }
                else if (due is null && ++keeps <= Most)
                    kept.Add(told);
            }
        List<ReTimedClock> shown = [.. Farthest(moved).Select(m => m.Clock).Concat(kept).Take(Most)];
        var names = await LeadNames.Of(rows, [.. shown.Select(c => c.Lead).Distinct()]);
        return new(shown.ConvertAll(c => c with { LeadName = names[c.Lead] }), moves, keeps, over, looked <= mostLooked);
    }

    // As ReTiming.Concerns has it.
    private static IQueryable<Running> InState(HubContext rows, Actor actor, ClockState state, long agreement, int version, Instant at) =>
        from clock in rows.Clocks.AsNoTracking()
        where clock.State == state && clock.Agreement == agreement && clock.StartedAt <= at && clock.AgreementVersion < version
            && (clock.KeptAgainst == null || clock.KeptAgainst < version)
        join lead in rows.Leads.AsNoTracking().SeenBy(actor) on clock.LeadId equals lead.Id
        orderby clock.DueAt
        select new Running(clock.LeadId, clock.Commitment, clock.AgreementVersion, clock.State, clock.StartedAt, clock.DueAt, clock.Holds,
            lead.Facts);

    private static (string? Commitment, Instant? DueAt) ReTimed(
        Running clock, Agreement agreement, AgreementVersion version, WorkCalendar calendar, Instant at)
    {
        var (commitment, _) = ReTiming.Choose(agreement.Version(clock.Version)?.Commitment(clock.Commitment), clock.Facts, agreement.Id,
            version);
        var held = clock.Holds.Count > 0 && clock.Holds[^1].To is null ? clock.Holds[^1].From : (Instant?)null;
        return commitment is not null
            && ReTiming.DueAt(commitment, calendar, clock.StartedAt, ReTiming.Ended(clock.Holds), held ?? at) is { } due
            ? (commitment.Id, due) : (null, null);
    }

    private static IEnumerable<(ReTimedClock Clock, Duration By)> Farthest(List<(ReTimedClock Clock, Duration By)> moved) =>
        moved.OrderByDescending(m => m.By).ThenBy(m => m.Clock.Lead).Take(Most);
}
