using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SmarketingHub.Benchmarks.Harness;

/// <summary>The product's server on a file, in a process of its own: its heap and its time hold nothing of the benchmark's.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly Process process;

    private ServerProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Of the process.</summary>
    public int Id => process.Id;

    /// <summary>Bytes of memory that the process has.</summary>
    public long Resident
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Starts it and waits until <c>/healthz</c> says that it is ready.</summary>
    /// <param name="settings">Of the product's configuration, or the environment's: name and value.</param>
    public static async Task<ServerProcess> Start(string file, params IReadOnlyList<(string Name, string Value)> settings)
    {
        var (us, address) = (typeof(ServerProcess).Assembly.GetName().Name!, new Uri($"http://127.0.0.1:{FreePort()}"));
        string Built(string name) => Path.Combine(AppContext.BaseDirectory, name);
        // The product's program; beside it, by the hosting startup, our gauges and its date.
        var start = new ProcessStartInfo("dotnet",
        [
            "exec", "--depsfile", Built($"{us}.deps.json"), "--runtimeconfig", Built("SmarketingHub.Web.runtimeconfig.json"),
            Built("SmarketingHub.Web.dll"), "--urls", address.ToString(),
        ])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            Environment =
            {
                ["ConnectionStrings__Hub"] = $"Data Source={file}",
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = us,
                ["Logging__LogLevel__Default"] = "Error",
            },
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
        var server = new ServerProcess(process, address);
        await server.UntilReady();
        return server;
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task UntilReady()
    {
        using var http = new HttpClient { BaseAddress = Address };
        var waiting = Stopwatch.StartNew();
        while (!await IsReady(http))
        {
            if (process.HasExited || waiting.Elapsed > Longest)
                throw new InvalidOperationException("The server did not come up.");
            await Task.Delay(5);
        }
    }

    private static async Task<bool> IsReady(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("healthz", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
