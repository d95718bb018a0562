using SmarketingHub.Engine.Board;

namespace SmarketingHub.Web.Api.Board;

/// <summary>
/// One connection's live view and the pump that tells it of changes. While the connection is slow they wait,
/// coalesced, in the watch: nobody else waits for it.
/// </summary>
internal sealed class BoardViewer : IDisposable
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource left = new();
    private readonly BoardWatch watch;

    internal BoardViewer(BoardWatch watch, IBoardViewer client, Func<Task<bool>> isValid, Action abort, TimeProvider time, ILogger log)
    {
        this.watch = watch;
        _ = Task.Run(() => Pump(client, isValid, abort, time, log));
    }

    internal BoardView View => watch.View;

    internal BoardFilter Filter => watch.Filter;

    public void Dispose()
    {
        left.Cancel();
        watch.Dispose();
    }

    private async Task Pump(IBoardViewer client, Func<Task<bool>> isValid, Action abort, TimeProvider time, ILogger log)
    {
        try
        {
            var asked = time.GetTimestamp();
            while (true)
            {
                var change = await watch.Next(left.Token);
                if (time.GetElapsedTime(asked) >= AskAgain)
                {
                    if (!await isValid())
                    {
                        abort();
                        return;
                    }
                    asked = time.GetTimestamp();
                }
                await client.Changed(change.From, change.To, change.Cards, change.Gone);
            }
        }
        catch (OperationCanceledException)
        {
            log.LogDebug("A viewer left");
        }
        catch (Exception error)
        {
            log.LogWarning(error, "A viewer's board could not be told; its connection is closed, and it can resume");
            abort();
        }
    }
}
