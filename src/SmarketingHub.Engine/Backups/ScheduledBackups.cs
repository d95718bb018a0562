using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Enforcement;
using SmarketingHub.Engine.Telemetry;

namespace SmarketingHub.Engine.Backups;

/// <summary>Whole copies of the file.</summary>
public sealed class ScheduledBackups(
    BackupOptions options, IDbContextFactory<HubContext> contexts, LiveBoard live, Troubles troubles, TimeProvider time,
    ILogger<ScheduledBackups> log)
    : ScheduledFiles(options, new(NotMade, TroubleKind.NoBackup, NotRemoved, TroubleKind.OldBackups), live, troubles, time, log)
{
    /// <summary>Of <see cref="Troubles"/>: no backup could be made; an old one could not be removed.</summary>
    public const string NotMade = "backup";

    public const string NotRemoved = "backup:old";

    private protected override string FileName()
    {
        using var rows = contexts.CreateDbContext();
        return FileCopy.NameOf(rows);
    }

    private protected override Task Make(string target, Func<long> room, CancellationToken stop)
    {
        using var rows = contexts.CreateDbContext();
        // Known before: a disk that it fills may be the file's own.
        var (needed, left) = (FileCopy.Bytes(rows), room());
        if (left < needed)
            throw new NoRoom(needed, left);
        FileCopy.Make(rows, target, copy =>
        {
            if (FileDamage.OfCopy(copy) is [var damage, ..])
                throw new NotWhole(damage);
        });
        return Task.CompletedTask;
    }

    private protected override void Tell(TimeSpan took, string outcome) =>
        Measures.Backup.Record(took.TotalSeconds, new KeyValuePair<string, object?>(Measures.Outcome, outcome));
}
