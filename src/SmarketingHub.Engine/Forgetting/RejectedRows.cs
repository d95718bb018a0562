using Microsoft.EntityFrameworkCore;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;

namespace SmarketingHub.Engine.Forgetting;

/// <summary>
/// A person's rows among those that imports rejected, and their values in the reports. Read before the command, so that the door does not
/// wait for it.
/// </summary>
internal sealed class RejectedRows(Traces traces)
{
    private readonly Dictionary<long, string?> without = [];
    private readonly Dictionary<long, string> reports = [];
    private readonly HashSet<long> seen = [];

    internal static async Task<RejectedRows> Read(HubContext rows, Traces traces)
    {
        var found = new RejectedRows(traces);
        // One at a time: each may be as large as a file.
        foreach (var id in await rows.ImportRuns.Select(r => r.Id).ToListAsync())
            found.Look(await rows.ImportRuns.AsNoTracking().SingleAsync(r => r.Id == id));
        return found;
    }

    /// <summary>Within the command: runs that ended since are looked at now.</summary>
    internal void Remove(HubContext rows)
    {
        var ended = rows.ImportRuns.Where(r => r.Rejects != null || r.Report != null).Select(r => r.Id).AsEnumerable()
            .Where(id => !seen.Contains(id)).ToList();
        foreach (var run in rows.ImportRuns.AsNoTracking().Where(r => ended.Contains(r.Id)))
            Look(run);
        foreach (var (run, rejects) in without)
            rows.ImportRuns.Where(r => r.Id == run).ExecuteUpdate(set => set.SetProperty(r => r.Rejects, rejects));
        foreach (var (run, report) in reports)
            rows.ImportRuns.Where(r => r.Id == run).ExecuteUpdate(set => set.SetProperty(r => r.Report, report));
        foreach (var name in rows.ImportRuns.Select(r => new { r.Id, r.FileName }).AsEnumerable()
            .Where(r => traces.AreIn(Path.GetFileNameWithoutExtension(r.FileName))).ToList())
            rows.ImportRuns.Where(r => r.Id == name.Id).ExecuteUpdate(set => set.SetProperty(r => r.FileName, "import.csv"));
    }

    private void Look(ImportRun run)
    {
        if (run.Rejects is null && run.Report is null)
            return;
        seen.Add(run.Id);
        if (run.Rejects is { } rejects && Rejects.Without(rejects, traces.AreIn) is var rest && rest != rejects)
            without[run.Id] = rest;
        if (ImportReport.Read(run.Report)?.Without(value => traces.AreIn(value)).Write() is { } report && report != run.Report)
            reports[run.Id] = report;
    }
}
