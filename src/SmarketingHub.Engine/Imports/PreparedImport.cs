using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Life;
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

    private readonly RunReport report = new(import.Columns);
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
            var made = report.Made();
            await ImportRuns.Save(door, actor, run.Id, so, ImportState.Done, rejected, made);
            return new(run.Id, so.Rows, so.Added, so.Joined, so.Skipped, so.Rejected, rejected, made);
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
        var waiting = new List<Sent>(chunk.Length);
        foreach (var row in chunk)
            waiting.Add(Send(row));
        foreach (var sent in waiting)
            await Count(sent);
    }

    /// <summary>A row at the door, or why it cannot go there.</summary>
    private sealed record Sent(CsvRow Row, ImportRow? Read, Task<RowOutcome>? Written, Exception? Error);

    private Sent Send(CsvRow row)
    {
        try
        {
            var read = import.Reader.Read(row);
            return new(row, read, door.DoPaced(actor, write => import.Writer.Write(write, read, run.Id), "ImportRow"), null);
        }
        catch (Refusal error)
        {
            return new(row, null, null, error);
        }
        catch (Exception error) when (error is not (Busy or OperationCanceledException))
        {
            // Its message may quote the row, which the log must not.
            log.LogError("Line {Line} could not be read: {Kind}\n{Where}", row.Line, error.GetType(), error.StackTrace);
            return new(row, null, null, error);
        }
    }

    private async Task Count(Sent sent)
    {
        try
        {
            if (sent.Written is null)
                Reject(sent.Row, sent.Error!);
            else
                Count(sent.Read!, await sent.Written);
        }
        catch (Exception refused) when (refused is not (Busy or OperationCanceledException))
        {
            Reject(sent.Row, refused);
        }
        so = so with { Rows = so.Rows + 1, LeftOut = report.Count };
    }

    private void Count(ImportRow row, RowOutcome became)
    {
        so = became.Outcome switch
        {
            Outcome.Added => so with { Added = so.Added + 1 },
            Outcome.Joined => so with { Joined = so.Joined + 1 },
            _ => so with { Skipped = so.Skipped + 1 },
        };
        if (became.IsKept)
            report.Take(row.Line, row.LeftOut);
        report.Take(row.Line, became.NotTaken);
    }

    // A fault of ours is no reason to lose the rest of the file; it is logged by now.
    private void Reject(CsvRow row, Exception error)
    {
        rejects.Add(row, import.Columns.WrongOf(error, row.Cells),
            error is Refusal ? error.Message : "This row could not be imported; the log says why.");
        so = so with { Rejected = so.Rejected + 1 };
    }

    private async Task TrySave(ImportState state, string why)
    {
        try
        {
            await ImportRuns.Save(door, actor, run.Id, so, state, rejects.ToString(), report.Made(), why);
        }
        catch (Exception error) when (error is Busy or NotPermitted)
        {
            // It is not heard of any more, and so counts as interrupted; or it is taken back.
            return;
        }
    }
}
