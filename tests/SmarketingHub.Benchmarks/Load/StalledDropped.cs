using System.Diagnostics;
using SmarketingHub.Benchmarks.Harness;
using SmarketingHub.Benchmarks.Hub;

namespace SmarketingHub.Benchmarks.Load;

/// <summary>One of 200 clients reads nothing any more: when it is dropped, when much is to be told and when little is.</summary>
internal static class StalledDropped
{
    public static async Task Run()
    {
        foreach (var cards in (int[])[20, 1])
        {
            using var scratch = new Scratch();
            await using var server = await BoardServer.Start(scratch["hub.db"], leads: 500);
            using var crowd = await Crowd.Connect(199, server.Address, server.HubPath, 16, _ => [Crowd.JoinAll]);
            using var stalled = await LightClient.Connect(server.Address, server.HubPath, stalls: true);
            await stalled.Call(Crowd.JoinAll);
            stalled.Stall();
            var clock = Stopwatch.StartNew();
            var dropped = Dropped(server, crowd.Clients.Count, clock);
            while (!dropped.IsCompleted)
            {
                server.Forget();
                var latencies = await crowd.Latencies(40, () => server.Change(cards), server.Committed);
                Console.WriteLine(
                    $"{cards} cards a change, {clock.Elapsed.TotalSeconds,4:0.0} s after one stalled: the others' "
                        + $"p99 {Crowd.P99(latencies),6:0.0} ms");
            }
            Console.WriteLine($"{cards} cards a change: dropped {(await dropped).TotalSeconds:0.0} s after it stalled");
        }
    }

    private static async Task<TimeSpan> Dropped(BoardServer server, int others, Stopwatch clock)
    {
        while (server.Live.Watching > others)
            await Task.Delay(50);
        return clock.Elapsed;
    }
}
