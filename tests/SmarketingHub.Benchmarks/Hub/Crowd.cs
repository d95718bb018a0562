using System.Diagnostics;
using SmarketingHub.Benchmarks.Harness;

namespace SmarketingHub.Benchmarks.Hub;

/// <summary>Many clients of one server.</summary>
public sealed class Crowd(IReadOnlyList<LightClient> clients) : IDisposable
{
    /// <summary>Follows the whole board.</summary>
    public const string JoinAll = """{"type":1,"invocationId":"1","target":"Join","arguments":[{}]}""";

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public IReadOnlyList<LightClient> Clients => clients;

    /// <param name="together">So many connect at the same time.</param>
    /// <param name="calls">What the client of that number calls once it is connected.</param>
    public static async Task<Crowd> Connect(int count, Uri server, string path, int together, Func<int, string[]> calls)
    {
        var clients = new LightClient[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = together }, async (i, _) =>
        {
            clients[i] = await LightClient.Connect(server, path);
            foreach (var call in calls(i))
                await clients[i].Call(call);
        });
        return new(clients);
    }

    /// <summary>
    /// Changes the board 20 times a second and says how long after each change every client had it, in milliseconds.
    /// </summary>
    /// <param name="change">Begins a change without waiting for it to reach anyone.</param>
    /// <param name="committed">When each change was committed, by its sequence.</param>
    public async Task<List<double>> Latencies(int changes, Func<Task> change, IReadOnlyDictionary<long, long> committed)
    {
        foreach (var client in clients)
        {
            client.Forget();
            await client.KeepAlive();
        }
        var (begun, clock) = (new List<Task>(), Stopwatch.StartNew());
        for (var i = 0; i < changes; i++)
        {
            if (Pace * i - clock.Elapsed is { Ticks: > 0 } early)
                await Task.Delay(early);
            begun.Add(change());
        }
        await Task.WhenAll(begun);
        // One that is noted later than this is not counted.
        var commits = committed.OrderBy(pair => pair.Key).ToList();
        var last = commits[^1].Key;
        for (clock.Restart(); clients.Any(client => client.Last < last); await Task.Delay(20))
            if (clock.Elapsed > Patience)
                throw new InvalidOperationException($"{clients.Count(client => client.Last < last)} clients never had change {last}.");
        return [.. clients.SelectMany(client => Latencies(client, commits))];
    }

    public static double P99(IEnumerable<double> latencies) => Figures.Percentile(latencies, 0.99);

    public void Dispose()
    {
        foreach (var client in clients)
            client.Dispose();
    }

    // A message that tells of several changes at once brought the first of them late: each counts.
    private static IEnumerable<double> Latencies(LightClient client, List<KeyValuePair<long, long>> commits)
    {
        var arrivals = client.Arrivals;
        var next = 0;
        foreach (var (sequence, at) in commits)
        {
            while (arrivals[next].To < sequence)
                next++;
            yield return Stopwatch.GetElapsedTime(at, arrivals[next].At).TotalMilliseconds;
        }
    }
}
