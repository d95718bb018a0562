using System.Globalization;
using SmarketingHub.EndToEnd.Tests.Storage;

namespace SmarketingHub.EndToEnd.Tests.Time;

/// <summary>The system clock as a process sees it: it can be set while the process runs. Timers go on as they are.</summary>
internal sealed class FakedClock : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    internal FakedClock() => Shift(TimeSpan.Zero);

    /// <summary>For the environment of the process.</summary>
    internal static async Task<(FakedClock Clock, Dictionary<string, string> Variables)> Make()
    {
        await Tool.Find("faketime");
        var library = Directory.GetDirectories("/usr/lib", "*-linux-gnu")
            .Select(folder => Path.Combine(folder, "faketime", "libfaketime.so.1")).First(File.Exists);
        var clock = new FakedClock();
        return (clock, new()
        {
            ["LD_PRELOAD"] = library,
            ["FAKETIME_TIMESTAMP_FILE"] = clock.file,
            ["FAKETIME_NO_CACHE"] = "1",
            ["FAKETIME_FMT"] = "%s",
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
            ["DONT_FAKE_MONOTONIC"] = "1",
        });
    }

    /// <summary>So far from the true time, going on from there.</summary>
    internal void Shift(TimeSpan offset) => Set(offset.TotalSeconds.ToString("+0;-0;+0", CultureInfo.InvariantCulture));

    /// <summary>Stands still at a second.</summary>
    internal void Stop(DateTimeOffset at) => Set($"{at.ToUnixTimeSeconds()}");

    /// <summary>This moment when a process starts, going on from there.</summary>
    internal void StartAt(DateTimeOffset at) => Set($"@{at.ToUnixTimeSeconds()}");

    public void Dispose() => File.Delete(file);

    // At once: a half-written setting is none.
    private void Set(string setting)
    {
        File.WriteAllText(file + ".next", setting + "\n");
        File.Move(file + ".next", file, overwrite: true);
    }
}
