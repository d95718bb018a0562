using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Api;

/// <summary>
/// Whether this process can serve now: the file can be written, the board stands, nobody stops it. Looked at once a second at most, however
/// many ask.
/// </summary>
internal sealed class Readiness(
    IDbContextFactory<HubContext> contexts, Door door, LiveBoard live, IHostApplicationLifetime lifetime, TimeProvider time,
    ILogger<Readiness> log)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    // Behind so long a wait nothing comes through.
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private Task<string?>? looked;
    private long lookedAt;

    /// <summary>Why not, in a sentence; null: it is ready.</summary>
    internal Task<string?> WhyNot()
    {
        // Known at once: whoever sends work here has to learn it before the last moment.
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return Task.FromResult<string?>("The server is stopping.");
        lock (gate)
        {
            if (looked is null || looked.IsCompleted && time.GetElapsedTime(lookedAt) >= Fresh)
                (looked, lookedAt) = (Task.Run(Look), time.GetTimestamp());
            return looked;
        }
    }

    private async Task<string?> Look()
    {
        try
        {
            if (!live.Ready.IsCompletedSuccessfully)
                return "The board is being read.";
            await using var rows = await contexts.CreateDbContextAsync();
            if (FileProbe.WhyNotWritable(rows) is { } reason)
                return NotWritable(reason);
            await rows.Head.AsNoTracking().SingleAsync();
            if (door.LongestWaiting > TooLong)
                return "Commands wait, and none is carried out.";
            return door.Fault is null ? null : await Try();
        }
        catch (Exception error) when (error is System.Data.Common.DbException or InvalidOperationException)
        {
            log.LogError(error, "The file does not answer");
            return "The file does not answer.";
        }
    }

    // A full disk shows itself by writing alone: where it failed last, it is tried again.
    private async Task<string?> Try()
    {
        try
        {
            await door.Do(Actor.System, _ => true, "ReadyProbe").WaitAsync(TooLong, time);
            return null;
        }
        catch (Exception error) when (error is Busy or TimeoutException)
        {
            return NotWritable(door.Fault ?? "nothing is carried out");
        }
    }

    private static string NotWritable(string reason) => $"The file cannot be written: {reason}.";
}
