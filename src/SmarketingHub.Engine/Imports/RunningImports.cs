using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Imports;

/// <summary>Imports that a server runs in the background, for the API and the page.</summary>
public sealed class RunningImports(
    Importer importer, IDbContextFactory<HubContext> contexts, TimeProvider time, ILogger<RunningImports> log) : IAsyncDisposable
{
    private static readonly Duration Silence = Duration.FromMinutes(1);

    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<long, Task> running = [];

    /// <summary>Copies the stream, checks rights, file and profile, and starts; returns the run's id.</summary>
    /// <exception cref="NotAllowed">The actor does not import.</exception>
    /// <exception cref="InvalidArgument">The file or the profile as a whole cannot be used; nothing was started.</exception>
    public async Task<long> Start(ImportRequest request, Actor actor)
    {
        // Who uploads does not wait, so the upload is gone before the rows are read.
        var import = await importer.Prepare(request, actor, copy: true, TimeSpan.Zero, stopping.Token);
        running[import.Id] = Task.Run(() => Run(import));
        return import.Id;
    }

    /// <summary>How a run stands, also one of another process. One that was not heard of for a minute counts as interrupted.</summary>
    /// <exception cref="NotFound">There is no such import, or it is not this actor's to see.</exception>
    public async Task<ImportRun> Find(long id, Actor actor)
    {
        await using var rows = await contexts.CreateDbContextAsync();
        var run = actor.Imports() ? await rows.ImportRuns.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id) : null;
        if (run is null)
            throw new NotFound($"There is no import {id}.");
        if (run.State == ImportState.Running && Instant.FromDateTimeOffset(time.GetUtcNow()) - run.SeenAt > Silence)
            run.State = ImportState.Interrupted;
        return run;
    }

    /// <summary>When a run of this process has ended, however it did.</summary>
    public Task Ended(long id) => running.GetValueOrDefault(id, Task.CompletedTask);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(running.Values);
        stopping.Dispose();
    }

    private async Task Run(PreparedImport import)
    {
        await using (import)
        {
            try
            {
                await import.Run(null, stopping.Token);
            }
            catch (OperationCanceledException)
            {
                log.LogInformation("Import {Id} was interrupted", import.Id);
            }
            catch (Exception error)
            {
                log.LogError(error, "Import {Id} failed", import.Id);
            }
        }
        running.TryRemove(import.Id, out _);
    }
}
