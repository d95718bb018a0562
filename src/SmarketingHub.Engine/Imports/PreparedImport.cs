using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Imports;

/// <summary>A file that was checked as a whole and only has to be imported.</summary>
internal sealed class PreparedImport(Door door, Actor actor, OpenedImport import, ImportRun run, ILogger log) : IAsyncDisposable
{
    /// <summary>So many rows wait at the door together: one transaction, short enough for whoever waits behind it.</summary>
    private const int Chunk = 100;

    private static readonly TimeSpan Stretch = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How long to stay away from the file after each half second, so that another process gets it: who waits asks again for a busy file
    /// every 100 ms at the latest. Of real time, whatever clock the product runs by.
    /// </summary>
    internal TimeSpan Breath { get; init; }

    private readonly Rejects rejects = new(import.File, import.Columns);
    private ImportProgress so = new(import.File.Count, 0, 0, 0, 0, 0);

    internal long Id => run.Id;

    internal async Task<ImportResult> Run(IProgress<ImportProgress>? progress, CancellationToken stop)
    {
        try
        {
            var writing = Stopwatch.StartNew();
            var saved = Task.FromResult(true);
            foreach (var chunk in import.File.Rows().Chunk(Chunk))
            {
                stop.ThrowIfCancellationRequested();
                if (Breath > TimeSpan.Zero && writing.Elapsed > Stretch)
                {
                    await Task.Delay(Breath, stop);
                    writing.Restart();
                }
                await Task.WhenAll(saved, Take(chunk));
                progress?.Report(so);
                // Waits at the door with the next chunk: a transaction for both.
                saved = ImportRuns.Save(door, actor, run.Id, so, ImportState.Running);
            }
            await saved;
            var rejected = rejects.ToString();
            await ImportRuns.Save(door, actor, run.Id, so, ImportState.Done, rejected);
            return new(run.Id, so.Rows, so.Added, so.Joined, so.Skipped, so.Rejected, rejected);
        }
        catch (OperationCanceledException)
        {
            await TrySave(ImportState.Interrupted, "Stopped. Import the file again to go on: what is there is skipped.");
            throw;
        }
        catch (Exception error)
        {
            await TrySave(ImportState.Failed,
                error is Busy or Refusal ? error.Message : "Something went wrong; the log says what. Import the file again to go on.");
            throw;
        }
    }

    public ValueTask DisposeAsync() => import.DisposeAsync();

    private async Task Take(CsvRow[] chunk)
    {
        var waiting = new List<(CsvRow Row, Task<Outcome>? Written, Exception? Error)>(chunk.Length);
        foreach (var row in chunk)
            waiting.Add(Send(row));
        foreach (var (row, written, error) in waiting)
            await Count(row, written, error);
    }

    private (CsvRow, Task<Outcome>?, Exception?) Send(CsvRow row)
    {
        try
        {
            var read = import.Reader.Read(row);
            return (row, door.DoPaced(actor, write => import.Writer.Write(write, read, run.Id)), null);
        }
        catch (Refusal error)
        {
            return (row, null, error);
        }
        catch (Exception error) when (error is not (Busy or OperationCanceledException))
        {
            // Its message may quote the row, which the log must not.
            log.LogError("Line {Line} could not be read: {Kind}\n{Where}", row.Line, error.GetType(), error.StackTrace);
            return (row, null, error);
        }
    }

    private async Task Count(CsvRow row, Task<Outcome>? written, Exception? error)
    {
        try
        {
            switch (written is null ? (Outcome?)null : await written)
            {
                case Outcome.Added: so = so with { Added = so.Added + 1 }; break;
                case Outcome.Joined: so = so with { Joined = so.Joined + 1 }; break;
                case Outcome.Skipped: so = so with { Skipped = so.Skipped + 1 }; break;
                default: Reject(row, error!); break;
            }
        }
        catch (Exception refused) when (refused is not (Busy or OperationCanceledException))
        {
            Reject(row, refused);
        }
        so = so with { Rows = so.Rows + 1 };
    }

    // A fault of ours is no reason to lose the rest of the file; it is logged by now.
    private void Reject(CsvRow row, Exception error)
    {
        rejects.Add(row, error is InvalidArgument { Field: var field } ? field : "",
            error is Refusal ? error.Message : "This row could not be imported; the log says why.");
        so = so with { Rejected = so.Rejected + 1 };
    }

    private async Task TrySave(ImportState state, string why)
    {
        try
        {
            await ImportRuns.Save(door, actor, run.Id, so, state, rejects.ToString(), why);
        }
        catch (Busy)
        {
            // It is not heard of any more, and so counts as interrupted.
            return;
        }
    }
}
