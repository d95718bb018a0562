using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;
using SmarketingHub.Engine.Verification;

namespace SmarketingHub.EndToEnd.Tests.Crash;

/// <summary>
/// Reads the file beside the running server, event by event, and holds it against what was told and against the rules of due points.
/// </summary>
internal sealed class LedgerWatch(string connection)
{
    private readonly Dictionary<(long Lead, string Type), int> counts = [];
    private readonly Dictionary<long, Instant> lastAt = [];
    private readonly Dictionary<(long Clock, string Point), Instant> planned = [];
    private readonly HashSet<(long Clock, string Point)> fired = [];
    private long sequence;

    internal int Fired => fired.Count;
    internal long Events => sequence;

    /// <summary>
    /// Of everything that was acknowledged, no more and no less is there; what fell due did so once and not early; the record is whole.
    /// </summary>
    internal void Check(IEnumerable<Told> told)
    {
        using var rows = Open();
        foreach (var line in rows.Ledger.AsNoTracking().Where(e => e.Sequence > sequence).OrderBy(e => e.Sequence).AsEnumerable())
            Take(line);
        foreach (var lead in told.Where(t => t.Lead is not null))
            foreach (var type in lead.Acknowledged.Keys.Append(lead.Open).OfType<string>().Distinct())
            {
                var acknowledged = lead.Acknowledged.GetValueOrDefault(type);
                counts.GetValueOrDefault((lead.Lead!.Value, type))
                    .ShouldBeInRange(acknowledged, acknowledged + (lead.Open == type ? 1 : 0), $"{type} of lead {lead.Lead}");
            }
        Verifier.Verify(rows).Problems.ShouldBeEmpty();
    }

    /// <summary>Whether nothing that fell due before waits to be fired.</summary>
    internal async Task<bool> HasCaughtUp(Instant moment)
    {
        await using var rows = Open();
        return !await rows.Leads.AnyAsync(l => l.NextDueAt <= moment);
    }

    /// <summary>Whether reports read rows alone: nothing is left to be folded.</summary>
    internal async Task<bool> ReportsFollow()
    {
        await using var rows = Open();
        return await rows.ReportCursor.AnyAsync(c => rows.Head.Any(h => h.Sequence == c.Sequence));
    }

    /// <summary>Every point of every clock that came while the clock ran has fired.</summary>
    internal void NoneForgotten(Instant moment)
    {
        using var rows = Open();
        foreach (var clock in rows.Clocks.AsNoTracking().AsEnumerable())
            clock.Points.ShouldAllBe(p => p.Fired || p.At >= (clock.StoppedAt ?? moment), $"clock {clock.Id}");
    }

    private void Take(LedgerEvent line)
    {
        line.Sequence.ShouldBe(++sequence);
        if (line.LeadId is not { } lead)
            return;
        line.At.ShouldBeGreaterThanOrEqualTo(lastAt.GetValueOrDefault(lead), $"event {line.Sequence}: time on a lead goes back");
        lastAt[lead] = line.At;
        var type = line.Type == "stageMoved" && Encoding.UTF8.GetString(line.Body).Contains("\"ready\"", StringComparison.Ordinal)
            ? "ready" : line.Type;
        counts[(lead, type)] = counts.GetValueOrDefault((lead, type)) + 1;
        switch (LedgerJson.Read(line.Type, line.Body))
        {
            case ClockStarted started:
                foreach (var point in started.Points)
                    planned[(started.Clock, Name(point.Kind, point.Percent))] = point.At;
                break;
            case ClockWarned warned: Fire(line, (warned.Clock, Name(PointKind.Warn, warned.Percent))); break;
            case ClockBreached breached: Fire(line, (breached.Clock, Name(PointKind.Breach, 100))); break;
            case LadderStepped stepped: Fire(line, (stepped.Clock, Name(PointKind.Step, stepped.Percent))); break;
        }
    }

    private void Fire(LedgerEvent line, (long Clock, string Point) point)
    {
        fired.Add(point).ShouldBeTrue($"event {line.Sequence}: {point} fired twice");
        line.At.ShouldBe(planned[point], $"event {line.Sequence}: {point} is not stamped when it was due");
        line.RecordedAt.ShouldBeGreaterThanOrEqualTo(line.At, $"event {line.Sequence}: {point} fired early");
    }

    private static string Name(PointKind kind, int percent) => $"{kind} {percent}";

    private SqliteHubContext Open() => new(new DbContextOptionsBuilder<SqliteHubContext>().UseSqlite(connection).Options);
}
