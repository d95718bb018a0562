using System.Diagnostics;
using System.Globalization;
using NodaTime;

namespace SmarketingHub.EndToEnd.Tests.Crash;

/// <summary>How long the server took to be ready after each kill.</summary>
internal sealed record CrashFigures(int Kills, int Leads, long Events, int Fired, TimeSpan Median, TimeSpan Worst)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Kills} kills, {Leads} leads, {Events} events, {Fired} due points; ready again after {Median.TotalSeconds:0.00} s "
            + $"(median), {Worst.TotalSeconds:0.00} s (worst)");
}

/// <summary>
/// The real process under 16 writers, killed at random moments of a seeded run, also while it starts.
/// After each kill what was told is held against what is there.
/// </summary>
internal sealed class CrashRun(int times, int seed, Action<string> tell)
{
    private const int Writers = 16;
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(60);

    /// <summary><c>crash [--times N] [--seed N]</c></summary>
    internal static async Task<int> Command(string[] options)
    {
        int Option(string name, int otherwise) =>
            Array.IndexOf(options, name) is >= 0 and var at ? int.Parse(options[at + 1], CultureInfo.InvariantCulture) : otherwise;
        var run = new CrashRun(Option("--times", 200), Option("--seed", 1), Console.WriteLine);
        Console.WriteLine(await run.Run());
        return 0;
    }

    internal async Task<CrashFigures> Run()
    {
        var random = new Random(seed);
        await using var server = await HubServer.Start(with: connection => ShortClocks.Install(connection));
        var writers = Enumerable.Range(0, Writers).Select(n => new Writer(n, new Random(seed + n))).ToList();
        var watch = new LedgerWatch(server.Connection);
        var ready = new List<TimeSpan>();
        for (var kill = 1; kill <= times; kill++)
        {
            try
            {
                await LoadAndKill(server, writers, random.Next(1, 200), random.Next(40));
                if (random.Next(5) == 0)
                {
                    await server.Launch();
                    await Task.Delay(random.Next(1_500));
                    await server.Kill();
                }
                var sinceKill = Stopwatch.StartNew();
                await server.Run();
                ready.Add(sinceKill.Elapsed);
                watch.Check(writers.SelectMany(w => w.Leads));
            }
            catch (Exception error)
            {
                throw new InvalidOperationException(
                    $"Kill {kill} of seed {seed} (again: crash --times {kill} --seed {seed}): {error.Message}\n{server.Log}", error);
            }
            if (kill % 20 == 0)
                tell($"{kill} kills, {watch.Events} events, {watch.Fired} due points");
        }
        await Finish(server, writers, watch);
        ready.Sort();
        return new(times, writers.Sum(w => w.Leads.Count(t => t.Lead is not null)), watch.Events, watch.Fired, ready[ready.Count / 2],
            ready[^1]);
    }

    // Some answers after the start, and some milliseconds after that: on a slow machine too there is something to lose.
    private static async Task LoadAndKill(HubServer server, List<Writer> writers, int answers, int milliseconds)
    {
        using var stop = new CancellationTokenSource();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Count()
        {
            if (Interlocked.Decrement(ref answers) == 0)
                enough.SetResult();
        }
        var writing = writers.ConvertAll(w => Task.Run(() => w.Write(server.Api, Count, stop.Token)));
        await Task.WhenAny(enough.Task, Task.WhenAll(writing)).WaitAsync(Enough);
        await Task.Delay(milliseconds);
        await server.Kill();
        await stop.CancelAsync();
        await Task.WhenAll(writing);
    }

    private static async Task Finish(HubServer server, List<Writer> writers, LedgerWatch watch)
    {
        await Task.WhenAll(writers.Select(w => w.Settle(server.Api)));
        var moment = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        await Poll.Until(() => watch.HasCaughtUp(moment), Enough, () => $"What was due has not fired:\n{server.Log}");
        watch.Check(writers.SelectMany(w => w.Leads));
        watch.NoneForgotten(moment);
        await Poll.Until(watch.ReportsFollow, Enough, () => $"The rows of reports are behind:\n{server.Log}");
        watch.Check([]);
        watch.Fired.ShouldBeGreaterThan(0);
        await server.Kill();
        var verify = await server.Command("verify");
        verify.ExitCode.ShouldBe(0, verify.Output);
    }
}
