using Microsoft.AspNetCore.SignalR;
using SmarketingHub.Engine.Board;

namespace SmarketingHub.Web.Api.Board;

/// <summary>
/// One connection's watch and the pump that tells it of changes. While the connection is slow they wait, coalesced,
/// and nobody else waits for it; one that takes nothing for a while is closed, and resumes from what it had last.
/// </summary>
internal sealed class BoardViewer : IDisposable
{
    /// <summary>How long a client may take for one message.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource left;
    private readonly BoardWatch watch;
    private readonly Func<SerializedHubMessage, ValueTask> write;
    private readonly Func<ValueTask<bool>> isRevoked;
    private readonly Action abort;
    private readonly TimeProvider time;
    private readonly ILogger log;

    internal BoardViewer(
        BoardWatch watch, Func<SerializedHubMessage, ValueTask> write, Func<ValueTask<bool>> isRevoked, Action abort,
        TimeProvider time, ILogger log, CancellationToken disconnected)
    {
        (this.watch, this.write, this.isRevoked, this.abort, this.time, this.log) = (watch, write, isRevoked, abort, time, log);
        left = CancellationTokenSource.CreateLinkedTokenSource(disconnected);
        var token = left.Token;
        // Also when the client went while it joined.
        token.Register(watch.Dispose);
        _ = Task.Run(() => Pump(token), CancellationToken.None);
    }

    internal BoardWatch Watch => watch;

    public void Dispose()
    {
        left.Cancel();
        left.Dispose();
    }

    private async Task Pump(CancellationToken left)
    {
        try
        {
            while (true)
            {
                var change = await watch.Next(left);
                if (await isRevoked())
                {
                    abort();
                    return;
                }
                var written = write(BoardConnections.Changed(change));
                if (!written.IsCompletedSuccessfully)
                    await written.AsTask().WaitAsync(Patience, time, left);
            }
        }
        catch (OperationCanceledException)
        {
            log.LogDebug("A viewer left");
        }
        catch (TimeoutException)
        {
            log.LogInformation("A viewer took nothing for {Seconds} seconds; its connection is closed, and it can resume",
                Patience.TotalSeconds);
            abort();
        }
        catch (Exception error)
        {
            log.LogWarning(error, "A viewer's board could not be told; its connection is closed, and it can resume");
            abort();
        }
    }
}
