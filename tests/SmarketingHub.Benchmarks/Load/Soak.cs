using System.CommandLine;
using System.Diagnostics;
using SmarketingHub.Benchmarks.Harness;

namespace SmarketingHub.Benchmarks.Load;

/// <summary>Hours of work in the small: simulated people at a moderate rate, and whether anything grows that should not.</summary>
internal static class Soak
{
    private const double WarmUpMinutes = 5;

    // What may differ between the thirds without having grown: a part of it, and a little.
    private static readonly (string Name, Func<Sample, double> Of, double Part, double Little)[] Watched =
    [
        ("resident MB", s => s.Resident, 0.10, 15), ("live heap MB", s => s.Heap, 0.10, 3), ("threads", s => s.Threads, 0.2, 5),
        ("handles", s => s.Handles, 0.2, 15),
        ("connections", s => s.Connections, 0.3, 10), ("p50 ms", s => s.P50, 0.5, 5), ("p99 ms", s => s.P99, 0.5, 50),
    ];

    private sealed record Sample(
        double Minute, double Resident, double Heap, int Threads, int Handles, int Connections, double P50, double P99, int Commands);

    public static Command Command()
    {
        var minutes = new Option<double>("--minutes")
        {
            Description = "How long; 5 of it warm up, of a short run half: circuits whose browser went are kept for 3.",
            DefaultValueFactory = _ => 30,
        };
        var command = new Command("soak",
            "Mixed load of simulated people on a real server; fails when memory, handles, connections or latency grow.") { minutes };
        command.SetAction((parsed, _) => Run(parsed.GetValue(minutes)));
        return command;
    }

    private static async Task<int> Run(double minutes)
    {
        using var scratch = new Scratch();
        var file = scratch["hub.db"];
        await using var server = await HubProcess.Start(file);
        using var over = new CancellationTokenSource();
        await using var crew = await Crew.Start(server, file, over.Token);
        var (samples, clock, every) = (new List<Sample>(), Stopwatch.StartNew(), TimeSpan.FromMinutes(Math.Min(1, minutes / 12)));
        Console.WriteLine("minute  resident MB  heap MB  threads  handles  connections  p50 ms  p99 ms  commands");
        while (clock.Elapsed.TotalMinutes < minutes)
        {
            await Task.Delay(every, CancellationToken.None);
            var s = await Take(server, crew, clock.Elapsed.TotalMinutes);
            samples.Add(s);
            Console.WriteLine(
                $"{s.Minute,6:0.0}  {s.Resident,11:0}  {s.Heap,7:0.0}  {s.Threads,7}  {s.Handles,7}  {s.Connections,11}  {s.P50,6:0.0} "
                    + $" {s.P99,6:0.0}  {s.Commands,8}");
        }
        await over.CancelAsync();
        var grown = Judge([.. samples.Where(s => s.Minute > Math.Min(WarmUpMinutes, minutes / 2))]);
        foreach (var (what, count) in crew.Failed)
            Console.WriteLine($"{count} times: {what}");
        Console.WriteLine(crew.Done());
        return grown || !crew.Failed.IsEmpty ? 1 : 0;
    }

    private static async Task<Sample> Take(HubProcess server, Crew crew, double minute)
    {
        var latencies = crew.Latencies();
        var (heap, _) = await server.Gauge();
        var handles = Directory.GetFiles($"/proc/{server.Id}/fd");
        return new(
            minute, server.Resident / 1e6, heap / 1e6, Directory.GetDirectories($"/proc/{server.Id}/task").Length, handles.Length,
            handles.Count(IsSocket),
            Figures.Median(latencies), Figures.Percentile(latencies, 0.99), latencies.Count);
    }

    private static bool IsSocket(string handle)
    {
        try
        {
            return File.ResolveLinkTarget(handle, returnFinalTarget: false)?.Name.StartsWith("socket:", StringComparison.Ordinal) == true;
        }
        catch (IOException)
        {
            // Closed meanwhile.
            return false;
        }
    }

    private static bool Judge(List<Sample> samples)
    {
        var (third, grown) = (Math.Max(1, samples.Count / 3), false);
        foreach (var (name, of, part, little) in Watched)
        {
            var (first, last) = (Figures.Median(samples.Take(third).Select(of)), Figures.Median(samples.TakeLast(third).Select(of)));
            var grew = last > first * (1 + part) + little;
            grown |= grew;
            Console.WriteLine($"{name,-13} first third {first,8:0.0}, last third {last,8:0.0}  {(grew ? "GREW" : "steady")}");
        }
        return grown;
    }
}
