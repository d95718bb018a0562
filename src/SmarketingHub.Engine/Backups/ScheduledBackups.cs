using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Enforcement;
using SmarketingHub.Engine.Telemetry;

namespace SmarketingHub.Engine.Backups;

/// <summary>How backups stand.</summary>
/// <param name="Folder">Null: none are made by themselves.</param>
/// <param name="Last">The newest whole one; null: there is none.</param>
/// <param name="Took">How long the last one that this process made took.</param>
/// <param name="Next">When the next is tried.</param>
/// <param name="Failure">Null: the last one that was tried came about.</param>
public sealed record BackupStand(
    string? Folder, BackupRhythm Rhythm, int Keep, int Kept, BackupFile? Last, Duration? Took, bool IsUnderWay, Instant? Next,
    Trouble? Failure);

/// <summary>
/// Makes whole copies of the file by themselves, and removes the oldest. What was missed while nothing ran is made up for by one. When the
/// last one was made, the folder says, so another process on the same file makes none beside it.
/// </summary>
public sealed class ScheduledBackups(
    BackupOptions options, IDbContextFactory<HubContext> contexts, LiveBoard live, Troubles troubles, TimeProvider time,
    ILogger<ScheduledBackups> log) : BackgroundService
{
    /// <summary>Of <see cref="Troubles"/>: no backup could be made; an old one could not be removed.</summary>
    public const string NotMade = "backup";

    public const string NotRemoved = "backup:old";

    // A clock may jump, and the zone change.
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    // Another process makes the one that is due.
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim one = new(1, 1);
    private readonly Lock gate = new();
    private BackupFolder? folder;
    private Duration? took;

    /// <summary>How they stand. Reads the folder.</summary>
    public BackupStand Stand()
    {
        if (options.Folder is null)
            return new(null, options.Rhythm, options.Keep, 0, null, null, false, null, null);
        var all = TryList();
        return new(
            Path.GetFullPath(options.Folder), options.Rhythm, options.Keep, all.Count, all.FirstOrDefault(), took, one.CurrentCount == 0,
            NextAt(all), troubles.All.FirstOrDefault(trouble => trouble.Key == NotMade));
    }

    /// <summary>Makes one if it is time for it, or for another try.</summary>
    public async Task MakeDue(CancellationToken stop = default)
    {
        if (options.Folder is null || NextAt(TryList()) > Now())
            return;
        await one.WaitAsync(stop);
        try
        {
            await Task.Run(TryMake, stop);
        }
        finally
        {
            one.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        if (options.Folder is null)
            return;
        try
        {
            // The zone is the company's; and a start has more to do than this.
            await live.Ready.WaitAsync(stopping);
            while (true)
            {
                await MakeDue(stopping);
                var left = (NextAt(TryList()) - Now()).ToTimeSpan();
                await Task.Delay(left < Breath ? Breath : left < Look ? left : Look, time, stopping);
            }
        }
        catch (OperationCanceledException)
        {
            log.LogDebug("Backups are made after the next start");
        }
    }

    private void TryMake()
    {
        var began = time.GetTimestamp();
        try
        {
            var backups = Folder();
            backups.Make();
            using var taken = backups.TryTake();
            // Another process makes one, or has made it just now.
            if (taken is null || NextAt(backups.All()) > Now())
                return;
            backups.RemoveHalves();
            var made = Make(backups);
            took = Duration.FromTimeSpan(time.GetElapsedTime(began));
            log.LogInformation("Backup {File} was made: {Bytes} bytes", made, new FileInfo(made).Length);
            troubles.Mended(NotMade);
            Tell(began, "made");
            RemoveOld(backups);
        }
        catch (Exception error)
        {
            log.LogError(error, "The backup into {Folder} failed; it is tried again", options.Folder);
            troubles.Failed(NotMade, TroubleKind.NoBackup, BackupFault.Of(error, options.Folder!), Now());
            Tell(began, "failed");
        }
    }

    private void Tell(long began, string outcome) => Measures.Backup.Record(
        time.GetElapsedTime(began).TotalSeconds, new KeyValuePair<string, object?>(Measures.Outcome, outcome));

    private string Make(BackupFolder backups)
    {
        var target = backups.NameAt(Now());
        using var rows = contexts.CreateDbContext();
        // Known before: a disk that it fills may be the file's own.
        var (needed, left) = (FileCopy.Bytes(rows), backups.Room());
        if (left < needed)
            throw new NoRoom(needed, left);
        FileCopy.Make(rows, target, copy =>
        {
            if (FileDamage.OfCopy(copy) is [var damage, ..])
                throw new NotWhole(damage);
        });
        return target;
    }

    private void RemoveOld(BackupFolder backups)
    {
        try
        {
            foreach (var old in backups.All().Skip(options.Keep))
                File.Delete(old.Path);
            troubles.Mended(NotRemoved);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            log.LogError(error, "Old backups in {Folder} could not be removed", options.Folder);
            troubles.Failed(NotRemoved, TroubleKind.OldBackups, BackupFault.Of(error, options.Folder!), Now());
        }
    }

    // By what is in the folder, and by the tries that failed since. Of a clock that was set back nothing waits for long.
    private Instant NextAt(IReadOnlyList<BackupFile> all)
    {
        if (troubles.All.FirstOrDefault(trouble => trouble.Key == NotMade) is { } failing)
            return failing.NextTry;
        var now = Now();
        var last = all.FirstOrDefault(backup => backup.At <= now);
        return last is null ? now : options.Rhythm.Next(last.At, Zone());
    }

    private DateTimeZone Zone() => live.Company.Zone;

    // What is wrong with the folder is told when it is to be written.
    private IReadOnlyList<BackupFile> TryList()
    {
        try
        {
            return Folder().All();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private BackupFolder Folder()
    {
        lock (gate)
        {
            if (folder is not null)
                return folder;
            using var rows = contexts.CreateDbContext();
            return folder = new(Path.GetFullPath(options.Folder!), FileCopy.NameOf(rows));
        }
    }

    private Instant Now() => Instant.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}
