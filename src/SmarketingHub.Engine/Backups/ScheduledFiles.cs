using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Enforcement;
using SmarketingHub.Engine.Waking;

namespace SmarketingHub.Engine.Backups;

/// <summary>How the files stand that are made by themselves.</summary>
/// <param name="Folder">Null: none are made by themselves.</param>
/// <param name="Last">The newest whole one; null: there is none.</param>
/// <param name="Took">How long the last one that this process made took.</param>
/// <param name="Next">When the next is tried.</param>
/// <param name="Failure">Null: the last one that was tried came about.</param>
public sealed record BackupStand(
    string? Folder, BackupRhythm Rhythm, int Keep, int Kept, BackupFile? Last, Duration? Took, bool IsUnderWay, Instant? Next,
    Trouble? Failure);

/// <summary>What goes wrong with files of a kind, as <see cref="Troubles"/> have it.</summary>
/// <param name="NotMade">Under which key it is told that none could be made …</param>
/// <param name="NotRemoved">… and that an old one could not be removed.</param>
public sealed record FileTroubles(string NotMade, TroubleKind None, string NotRemoved, TroubleKind Old);

/// <summary>
/// Makes files of a kind by themselves, and removes the oldest. What was missed while nothing ran is made up for by one. When the last one
/// was made, the folder says, so another process on the same file makes none beside it.
/// </summary>
public abstract class ScheduledFiles(
    FileSchedule options, FileTroubles keys, LiveBoard live, Troubles troubles, TimeProvider time, ILogger log) : BackgroundService
{
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
            NextAt(all), troubles.All.FirstOrDefault(trouble => trouble.Key == keys.NotMade));
    }

    /// <summary>Makes one if it is time for it, or for another try.</summary>
    public async Task MakeDue(CancellationToken stop = default)
    {
        if (options.Folder is null || NextAt(TryList()) > Now())
            return;
        await one.WaitAsync(stop);
        try
        {
            await Task.Run(() => TryMake(stop), stop);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Of which file the names in the folder tell: <c>hub.db</c>, <c>leads.csv</c>.</summary>
    private protected abstract string FileName();

    /// <summary>Makes one that is whole as soon as it has its name.</summary>
    /// <param name="target">Its name and place.</param>
    /// <param name="room">How many bytes the folder has left.</param>
    private protected abstract Task Make(string target, Func<long> room, CancellationToken stop);

    /// <summary>How one that was tried went.</summary>
    private protected virtual void Tell(TimeSpan took, string outcome)
    {
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Folder is null)
            return;
        try
        {
            // The zone is the company's; and a start has more to do than this.
            await live.Ready.WaitAsync(stoppingToken);
            while (true)
            {
                await MakeDue(stoppingToken);
                var left = (NextAt(TryList()) - Now()).ToTimeSpan();
                await Task.Delay(left < Breath ? Breath : left < Look ? left : Look, time, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            log.LogDebug("{Files} are made after the next start", FileName());
        }
    }

    private async Task TryMake(CancellationToken stop)
    {
        var began = time.GetTimestamp();
        try
        {
            var files = Folder();
            files.Make();
            using var taken = files.TryTake();
            // Another process makes one, or has made it just now.
            if (taken is null || NextAt(files.All()) > Now())
                return;
            files.RemoveHalves();
            var made = files.NameAt(Now());
            await Make(made, files.Room, stop);
            took = Duration.FromTimeSpan(time.GetElapsedTime(began));
            log.LogInformation("{File} was made: {Bytes} bytes", made, new FileInfo(made).Length);
            troubles.Mended(keys.NotMade);
            Tell(time.GetElapsedTime(began), "made");
            RemoveOld(files);
        }
        catch (Exception error) when (error is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            log.LogError(error, "The file of {Name} into {Folder} failed; it is tried again", FileName(), options.Folder);
            troubles.Failed(keys.NotMade, keys.None, BackupFault.Of(error, options.Folder!), Now());
            Tell(time.GetElapsedTime(began), "failed");
        }
    }

    private void RemoveOld(BackupFolder files)
    {
        try
        {
            foreach (var old in files.All().Skip(options.Keep))
                File.Delete(old.Path);
            troubles.Mended(keys.NotRemoved);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            log.LogError(error, "Old files in {Folder} could not be removed", options.Folder);
            troubles.Failed(keys.NotRemoved, keys.Old, BackupFault.Of(error, options.Folder!), Now());
        }
    }

    // By what is in the folder, and by the tries that failed since. Of a clock that was set back nothing waits for long.
    private Instant NextAt(IReadOnlyList<BackupFile> all)
    {
        if (troubles.All.FirstOrDefault(trouble => trouble.Key == keys.NotMade) is { } failing)
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
            return folder ??= new(Path.GetFullPath(options.Folder!), FileName());
    }

    private protected Instant Now() => time.Now();
}
