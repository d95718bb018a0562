using System.Diagnostics;

namespace SmarketingHub.EndToEnd.Tests.Upgrade;

/// <summary>
/// Copies a folder before every fifth statement: what a process leaves that is killed there, for what it has not yet given to the
/// system is lost with it.
/// </summary>
internal sealed class Images(string folder, string into) : AtStatements
{
    private readonly List<string> taken = [];

    internal IReadOnlyList<string> Taken => taken;

    protected override void Before(int number)
    {
        if (number % 5 != 3)
            return;
        var image = Path.Combine(into, $"{number}");
        // By another process: whoever opens and closes a file lets go of the locks that its own process has on it.
        using var copy = Process.Start("cp", ["-r", folder, image]);
        copy.WaitForExit();
        copy.ExitCode.ShouldBe(0);
        taken.Add(image);
    }
}
