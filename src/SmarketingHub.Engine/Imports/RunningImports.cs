using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Telemetry;

namespace SmarketingHub.Engine.Imports;

/// <summary>Imports that a server runs in the background, for the API and the page.</summary>
public sealed class RunningImports(
    Importer importer, IDbContextFactory<HubContext> contexts, TimeProvider time, ILogger<RunningImports> log) : IAsyncDisposable
{
    internal static readonly Duration Silence = Duration.FromMinutes(1);

    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<long, Running> running = [];

    /// <summary>Copies the stream, checks rights, file and profile, and starts; returns the run's id.</summary>
    /// <exception cref="NotAllowed">The actor does not import.</exception>
    /// <exception cref="InvalidArgument">The file or the profile as a whole cannot be used; nothing was started.</exception>
    public async Task<long> Start(ImportRequest request, Actor actor)
    {
        // Who uploads does not wait, so the upload is gone before the rows are read.
        var import = await importer.Prepare(request, actor, copy: true, TimeSpan.Zero, stopping.Token);
        var run = running[import.Id] = new();
        run.Ended = Task.Run(() => Run(import, run));
        if (stopping.IsCancellationRequested)
            await run.Stop();
        return import.Id;
    }

    /// <summary>How far a run of this process is, without asking the rows; null: it has ended, or runs elsewhere.</summary>
    public ImportProgress? Progress(long id) => running.GetValueOrDefault(id)?.Latest;

    /// <summary>How many run in this process.</summary>
    public int UnderWay => running.Count;

    /// <summary>When a run of this process has ended, however it did.</summary>
    public Task Ended(long id) => running.GetValueOrDefault(id)?.Ended ?? Task.CompletedTask;

    /// <summary>How a run stands, also one of another process. One that was not heard of for a minute counts as interrupted.</summary>
    /// <exception cref="NotFound">There is no such import, or it is not this actor's to see.</exception>
    public async Task<ImportRun> Find(long id, Actor actor)
    {
        await using var rows = await contexts.CreateDbContextAsync();
        var run = actor.Imports() ? await rows.ImportRuns.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id) : null;
        return run is null ? throw new NotFound($"There is no import {id}.") : AsOfNow(run);
    }

    /// <summary>The same without its rejected rows, its report and its profile: for who asks again and again.</summary>
    /// <exception cref="NotFound">There is no such import, or it is not this actor's to see.</exception>
    public async Task<ImportRun> Look(long id, Actor actor)
    {
        await using var rows = await contexts.CreateDbContextAsync();
        var run = actor.Imports() ? await ImportRuns.Figures(rows.ImportRuns.Where(r => r.Id == id)).FirstOrDefaultAsync() : null;
        return run is null ? throw new NotFound($"There is no import {id}.") : AsOfNow(run);
    }

    /// <summary>The newest runs, also those of other processes, the last one first; without rejected rows, report and profile.</summary>
    /// <param name="before">Only those before this one; null: from the newest on.</param>
    /// <exception cref="NotAllowed">The actor does not import.</exception>
    public async Task<IReadOnlyList<ImportRun>> Recent(Actor actor, int most = 50, long? before = null, CancellationToken stop = default)
    {
        if (!actor.Imports())
            throw new NotAllowed("Only team leads, managers and administrators import.");
        await using var rows = await contexts.CreateDbContextAsync(stop);
        return [.. (await ImportRuns.Recent(rows, most, before, stop)).Select(AsOfNow)];
    }

    /// <summary>
    /// Stops a run between two chunks of rows, and waits for its end. What is imported stays. One that has ended is left alone.
    /// </summary>
    /// <exception cref="NotFound">There is no such import, or it is not this actor's to see.</exception>
    /// <exception cref="InvalidArgument">Another process runs it.</exception>
    public async Task<ImportRun> Stop(long id, Actor actor)
    {
        var run = await Find(id, actor);
        if (running.TryGetValue(id, out var here))
        {
            await here.Stop();
            return await Find(id, actor);
        }
        return run.State != ImportState.Running ? run
            : throw new InvalidArgument("id", $"Import {id} was started by another process, a command, and is stopped there.");
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(running.Values.Select(run => run.Stop()));
        stopping.Dispose();
    }

    private ImportRun AsOfNow(ImportRun run)
    {
        if (run.State == ImportState.Running && Instant.FromDateTimeOffset(time.GetUtcNow()) - run.SeenAt > Silence)
            run.State = ImportState.Interrupted;
        return run;
    }

    private async Task Run(PreparedImport import, Running run)
    {
        await using (import)
        {
            try
            {
                await import.Run(run, run.Stopping);
                Tell("ended");
            }
            catch (OperationCanceledException)
            {
                Tell("interrupted");
                log.LogInformation("Import {Id} was interrupted", import.Id);
            }
            catch (Exception error)
            {
                Tell("failed");
                log.LogError(error, "Import {Id} failed", import.Id);
            }
        }
        running.TryRemove(import.Id, out _);
    }

    private static void Tell(string outcome) => Measures.Imports.Add(1, new KeyValuePair<string, object?>(Measures.Outcome, outcome));

    /// <summary>One that runs here.</summary>
    private sealed class Running : IProgress<ImportProgress>
    {
        // Nothing that would have to be disposed hangs on it, and who stops may come late.
        private readonly CancellationTokenSource stopping = new();
        private ImportProgress? latest;

        internal CancellationToken Stopping => stopping.Token;
        internal Task Ended { get; set; } = Task.CompletedTask;
        internal ImportProgress? Latest => Volatile.Read(ref latest);

        internal async Task Stop()
        {
            await stopping.CancelAsync();
            await Ended;
        }

        public void Report(ImportProgress value) => Volatile.Write(ref latest, value);
    }
}
