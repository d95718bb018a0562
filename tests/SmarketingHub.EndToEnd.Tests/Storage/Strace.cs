using System.Diagnostics;

namespace SmarketingHub.EndToEnd.Tests.Storage;

/// <summary>Watches the system calls of a running process, or lets them fail, until it is disposed.</summary>
internal sealed class Strace : IAsyncDisposable
{
    private readonly Process process;
    private readonly string output;

    private Strace(Process process, string output) => (this.process, this.output) = (process, output);

    internal static async Task<Strace> Attach(HubServer server, params string[] options)
    {
        var output = Path.GetTempFileName();
        var start = new ProcessStartInfo(await Tool.Find("strace"),
            ["-f", "-ttt", "-T", "-o", output, .. options, "-p", $"{server.ProcessId}"])
        {
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        // Its first line says that it is attached, or why it cannot be.
        var line = await process.StandardError.ReadLineAsync();
        line.ShouldNotBeNull().ShouldContain("attached");
        _ = process.StandardError.ReadToEndAsync();
        return new(process, output);
    }

    /// <summary>Lets go of the process, which goes on undisturbed.</summary>
    /// <returns>The calls, a line each.</returns>
    internal async Task<string[]> Detach()
    {
        if (!process.HasExited)
        {
            await Published.Run("kill", ["-TERM", $"{process.Id}"]);
            await process.WaitForExitAsync();
        }
        return await File.ReadAllLinesAsync(output);
    }

    public async ValueTask DisposeAsync()
    {
        await Detach();
        process.Dispose();
        File.Delete(output);
    }
}
