using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace SmarketingHub.Benchmarks.Load;

/// <summary>Programs that take in inquiries: so many at a time, or so many a second whatever the answers.</summary>
internal sealed class Offer(Uri server, IReadOnlyList<string> keys) : IDisposable
{
    private readonly HttpClient[] clients =
        [.. keys.Select(key => new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1_000 })
        {
            BaseAddress = server,
            Timeout = TimeSpan.FromSeconds(60),
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
        })];

    private int number;

    /// <summary>Leads that the server said it has.</summary>
    public int Acknowledged;

    /// <summary>Callers that each wait for their answer; for so long.</summary>
    public async Task<Answers> Callers(int callers, TimeSpan time)
    {
        var (answers, clock) = (new Answers(), Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (clock.Elapsed < time)
                await One(answers);
        })));
        answers.Time = clock.Elapsed;
        return answers;
    }

    /// <summary>So many a second, however they are answered.</summary>
    public async Task<Answers> ASecond(double rate, TimeSpan time)
    {
        var (answers, clock, sent) = (new Answers(), Stopwatch.StartNew(), new List<Task>());
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (clock.Elapsed < time && await pace.WaitForNextTickAsync())
            while (sent.Count < rate * clock.Elapsed.TotalSeconds)
                sent.Add(Task.Run(() => One(answers)));
        answers.Time = clock.Elapsed;
        await Task.WhenAll(sent);
        return answers;
    }

    public void Dispose() => Array.ForEach(clients, client => client.Dispose());

    private async Task One(Answers answers)
    {
        var (mine, begun) = (Interlocked.Increment(ref number), Stopwatch.GetTimestamp());
        try
        {
            using var answer = await clients[mine % clients.Length]
                .PostAsJsonAsync("api/v1/leads", new { email = $"p{mine}@load{mine}.example" });
            if (answer.StatusCode == HttpStatusCode.Created)
                Interlocked.Increment(ref Acknowledged);
            answers.Add((int)answer.StatusCode, answer.Headers.RetryAfter is not null, Stopwatch.GetElapsedTime(begun));
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            answers.Add(0, false, Stopwatch.GetElapsedTime(begun));
        }
    }
}

/// <summary>What came back.</summary>
internal sealed class Answers
{
    private readonly ConcurrentQueue<(int Status, bool SaysWhen, double Milliseconds)> all = [];

    public TimeSpan Time { get; set; }

    public double Rate => Taken.Count() / Time.TotalSeconds;

    private IEnumerable<double> Taken => all.Where(a => a.Status == 201).Select(a => a.Milliseconds);

    public void Add(int status, bool saysWhen, TimeSpan after) => all.Enqueue((status, saysWhen, after.TotalMilliseconds));

    public override string ToString()
    {
        var others = all.Where(a => a.Status != 201).GroupBy(a => a.Status).Select(g =>
            $"{g.Count()} answered {(g.Key == 0 ? "nothing" : g.Key)}{(g.All(a => a.SaysWhen) ? " with Retry-After" : "")}, "
                + $"p99 {P(g.Select(a => a.Milliseconds), 0.99)}");
        return $"{Rate,6:0}/s taken, p50 {P(Taken, 0.5)}, p99 {P(Taken, 0.99)}, "
            + $"longest {P(Taken, 1)}{string.Concat(others.Select(o => "; " + o))}";
    }

    private static string P(IEnumerable<double> values, double part) => $"{Harness.Figures.Percentile(values, part):0} ms";
}
