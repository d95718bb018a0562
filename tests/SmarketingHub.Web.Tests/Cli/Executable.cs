using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using NodaTime;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Tests;
using SmarketingHub.Web.Cli;

namespace SmarketingHub.Web.Tests.Cli;

/// <summary>What a run of the executable printed, and its exit code.</summary>
public sealed record Ran(int ExitCode, string Output, string Error);

internal static class RanAssertions
{
    /// <summary>Exit code 1, and one line that says why.</summary>
    internal static void ShouldFail(this Ran ran, string why)
    {
        ran.ExitCode.ShouldBe(1, ran.Output + ran.Error);
        ran.Error.Trim().ShouldContain(why);
        ran.Error.Trim().ShouldNotContain("\n");
    }
}

/// <summary>The executable as a user calls it, in its own process, on a file of its own.</summary>
public sealed class Executable : IDisposable
{
    // Long before any machine's clock.
    private static readonly Instant Past = Instant.FromUtc(2024, 1, 1, 0, 0);

    private const string Connection = "ConnectionStrings__Hub";

    public string Folder { get; } = Directory.CreateTempSubdirectory("hub").FullName;

    public string File => In("hub.db");

    public string In(string name) => Path.Combine(Folder, name);

    /// <summary>Whose file is there already.</summary>
    public static async Task<Executable> WithFile()
    {
        var hub = new Executable();
        await FreshFile.CopyTo(hub.File, "Etc/UTC", "EUR", Past);
        return hub;
    }

    public async Task<Ran> Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error);
    }

    /// <summary>
    /// The same command in this process: what it says and does, without a start of its own. Nobody else may use the console meanwhile.
    /// </summary>
    public async Task<Ran> Call(params string[] arguments)
    {
        var (output, error, folder) = (Console.Out, Console.Error, Directory.GetCurrentDirectory());
        var connection = Environment.GetEnvironmentVariable(Connection);
        using var said = new StringWriter();
        using var complained = new StringWriter();
        Console.SetOut(said);
        Console.SetError(complained);
        Directory.SetCurrentDirectory(Folder);
        Environment.SetEnvironmentVariable(Connection, $"Data Source={File}");
        try
        {
            return new(await CommandLine.Run(arguments), said.ToString(), complained.ToString());
        }
        finally
        {
            Environment.SetEnvironmentVariable(Connection, connection);
            Directory.SetCurrentDirectory(folder);
            Console.SetError(error);
            Console.SetOut(output);
            // As a process that ends does.
            DataFile.LetGo();
        }
    }

    /// <summary>A server, up.</summary>
    public async Task<Process> Serve()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        var server = Start("serve", "--urls", $"http://127.0.0.1:{port}");
        while (await server.StandardOutput.ReadLineAsync() is { } line)
            if (line.StartsWith("SmarketingHub is at", StringComparison.Ordinal))
                return server;
        throw new InvalidOperationException(await server.StandardError.ReadToEndAsync());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        start.Environment[Connection] = $"Data Source={File}";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        // Lives for seconds: nothing is to be learnt from how it runs.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "SmarketingHub.Web.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
