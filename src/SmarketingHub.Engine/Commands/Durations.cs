using System.Numerics;

namespace SmarketingHub.Engine.Commands;

/// <summary>
/// How long things took, counted in steps of an eighth: some hundred numbers, however many things. Written by one thread, read by any.
/// </summary>
internal sealed class Durations
{
    private const int Parts = 8;

    // From a microsecond to some twenty minutes.
    private readonly long[] counts = new long[31 * Parts];

    internal void Add(TimeSpan took) => counts[StepOf(took.Ticks / TimeSpan.TicksPerMicrosecond)]++;

    /// <summary>Of so many in a hundred none took longer; zero where nothing was counted.</summary>
    internal TimeSpan Quantile(double share)
    {
        var now = (long[])counts.Clone();
        var left = (long)Math.Ceiling(now.Sum() * share);
        for (var step = 0; step < now.Length && left > 0; step++)
            if ((left -= now[step]) <= 0)
                return TimeSpan.FromMicroseconds(EndOf(step));
        return TimeSpan.Zero;
    }

    private int StepOf(long microseconds)
    {
        if (microseconds < Parts)
            return (int)Math.Max(0, microseconds);
        var power = BitOperations.Log2((ulong)microseconds);
        return Math.Min(counts.Length - 1, (power - 2) * Parts + (int)(microseconds >> (power - 3)) - Parts);
    }

    private static long EndOf(int step) => step < Parts ? step : (step % Parts + Parts + 1L << step / Parts - 1) - 1;
}
