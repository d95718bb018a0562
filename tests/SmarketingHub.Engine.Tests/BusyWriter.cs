using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;

namespace SmarketingHub.Engine.Tests;

/// <summary>Keeps the one writer busy until it is released, so that all others wait.</summary>
public sealed class BusyWriter : IDisposable
{
    private readonly ManualResetEventSlim free = new();
    private readonly TaskCompletionSource occupied = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<BusyWriter> Occupy(Door door)
    {
        var writer = new BusyWriter();
        _ = door.Do(Actor.System, _ =>
        {
            writer.occupied.SetResult();
            writer.free.Wait();
            return true;
        });
        await writer.occupied.Task;
        return writer;
    }

    public void Release() => free.Set();

    public void Dispose() => free.Set();
}
