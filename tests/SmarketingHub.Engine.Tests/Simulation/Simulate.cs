using System.Diagnostics;
using System.Globalization;

namespace SmarketingHub.Engine.Tests.Simulation;

/// <summary>
/// <c>simulate [--seeds N] [--from S] [--commands M] [--stop]</c>: for as long as one likes, on all cores; <c>--stop</c> ends with the
/// first failure.
/// </summary>
internal static class Simulate
{
    private const int Told = 25;

    public static async Task<int> Run(string[] args)
    {
        int Option(string name, int otherwise) =>
            Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length
                ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
        var (from, seeds, commands) = (Option("--from", 1), Option("--seeds", 200), Option("--commands", 300));
        var (watch, played, failed) = (Stopwatch.StartNew(), 0, 0);
        var stop = args.Contains("--stop");
        await Parallel.ForEachAsync(Enumerable.Range(from, seeds),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (seed, _) =>
            {
                try
                {
                    var head = await Simulation.Play(seed, commands);
                    if (Interlocked.Increment(ref played) % Told == 0 || seeds < Told)
                        Console.WriteLine(
                            $"{played} of {seeds} played in {watch.Elapsed:hh\\:mm\\:ss}; the ledger of seed {seed} ends "
                                + $"with {head[..16]}");
                }
                catch (Failed failure)
                {
                    Interlocked.Increment(ref failed);
                    Console.WriteLine(failure.Message + Environment.NewLine);
                    if (stop)
                        Environment.Exit(1);
                }
            });
        Console.WriteLine(
            $"{played + failed} seeds of {commands} commands, {failed} "
                + $"failed, {watch.Elapsed:hh\\:mm\\:ss}, {Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:0} s of CPU");
        return failed == 0 ? 0 : 1;
    }
}
