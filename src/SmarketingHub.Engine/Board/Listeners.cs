using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SmarketingHub.Engine.Board;

/// <summary>
/// Who is told of something. Each is told in its own context, so that a page goes on in its viewer's language,
/// and one that fails keeps the news from no other.
/// </summary>
public sealed class Listeners<T>(ILogger log) where T : Delegate
{
    private readonly ConcurrentDictionary<T, ExecutionContext?> listeners = [];

    public void Add(T? listener)
    {
        if (listener is not null)
            listeners[listener] = ExecutionContext.Capture();
    }

    public void Remove(T? listener)
    {
        if (listener is not null)
            listeners.TryRemove(listener, out _);
    }

    public void Tell(Action<T> call)
    {
        foreach (var (listener, context) in listeners)
        {
            try
            {
                if (context is null)
                    call(listener);
                else
                    ExecutionContext.Run(context, _ => call(listener), null);
            }
            catch (Exception error)
            {
                log.LogError(error, "A listener failed");
            }
        }
    }
}
