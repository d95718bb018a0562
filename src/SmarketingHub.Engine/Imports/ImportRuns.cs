using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Imports;

/// <summary>Keeps the rows of runs, through the door like everything.</summary>
internal static class ImportRuns
{
    /// <exception cref="NotPermitted">Another is being taken back: its rows are remembered until their leads' turn comes.</exception>
    internal static Task<ImportRun> Begin(Door door, Actor actor, ImportRequest request, int total) => door.Do(actor, write =>
    {
        if (write.Rows.ImportRuns.Where(r => r.State == ImportState.TakingBack).Select(r => r.Id).FirstOrDefault() is var other and not 0)
            throw new NotPermitted(null, $"Import {other} is being taken back. Import the file when that is done.", []);
        var run = new ImportRun
        {
            Id = write.NextId(),
            FileName = Path.GetFileName(request.FileName) is { Length: <= 200 } name ? name : "import.csv",
            As = request.As,
            State = ImportState.Running,
            Actor = actor.ToString(),
            StartedAt = write.Now,
            SeenAt = write.Now,
            Total = total,
            Profile = request.Profile?.ToJson(),
        };
        write.Rows.ImportRuns.Add(run);
        return run;
    });

    internal static Task<List<ImportRun>> Recent(HubContext rows, int most, long? before, CancellationToken stop) =>
        Figures(rows.ImportRuns.Where(r => before == null || r.Id < before).OrderByDescending(r => r.Id).Take(most)).ToListAsync(stop);

    /// <summary>Without rejected rows, report and profile: these may be as large as a file.</summary>
    internal static IQueryable<ImportRun> Figures(IQueryable<ImportRun> runs) =>
        runs.Select(r => new ImportRun
        {
            Id = r.Id,
            FileName = r.FileName,
            As = r.As,
            State = r.State,
            Actor = r.Actor,
            StartedAt = r.StartedAt,
            SeenAt = r.SeenAt,
            Total = r.Total,
            Rows = r.Rows,
            Added = r.Added,
            Joined = r.Joined,
            Skipped = r.Skipped,
            Rejected = r.Rejected,
            LeftOut = r.LeftOut,
            Error = r.Error,
            TakenBackAt = r.TakenBackAt,
            TakenBackBy = r.TakenBackBy,
            TakenBackLeads = r.TakenBackLeads,
        });

    /// <exception cref="NotPermitted">
    /// The run was not heard of for so long that somebody took it for interrupted, and takes it back.
    /// </exception>
    internal static Task<bool> Save(
        Door door, Actor actor, long id, ImportProgress progress, ImportState state, string? rejects = null, ImportReport? report = null,
        string? error = null) =>
        door.DoPaced(actor, write =>
        {
            var run = write.Rows.ImportRuns.Find(id)!;
            if (run.State != ImportState.Running)
                throw new NotPermitted(null, $"Import {id} is not running any more: somebody took it back.", []);
            (run.Rows, run.Added, run.Joined, run.Skipped, run.Rejected, run.LeftOut) = (progress.Rows, progress.Added, progress.Joined,
                progress.Skipped, progress.Rejected, progress.LeftOut);
            (run.SeenAt, run.State, run.Rejects, run.Error) = (write.Now, state, rejects, error);
            // They may be that person's, who can no longer be told.
            var isForgotten = report is not null && write.Rows.Contacts.Any(c => c.ForgottenAt >= run.StartedAt);
            run.Report = (isForgotten ? report!.Without(_ => true) : report)?.Write();
            if (isForgotten && rejects is not null)
                (run.Rejects, run.Error) = (null,
                    "Somebody was forgotten while this ran, so the rejected rows were not kept. Import the file again to see them: what is "
                        + "there is skipped.");
            return true;
        });
}
