using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using NodaTime;

namespace SmarketingHub.Benchmarks.Harness;

/// <summary>The product's own executable as a server on a file, started from a date.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly Process process;

    private ServerProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Starts it and waits until <c>/healthz</c> says that it is ready.</summary>
    public static async Task<ServerProcess> Start(string file, Instant from)
    {
        var (bin, us) = (AppContext.BaseDirectory, typeof(ServerProcess).Assembly.GetName().Name!);
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        // With our files beside the product's, so that it finds its date.
        var start = new ProcessStartInfo("dotnet",
        [
            "exec", "--depsfile", Path.Combine(bin, $"{us}.deps.json"), "--runtimeconfig", Path.Combine(bin, $"{us}.runtimeconfig.json"),
            Path.Combine(bin, "SmarketingHub.Web.dll"), "--urls", address.ToString(),
        ])
        {
            WorkingDirectory = bin,
            RedirectStandardOutput = true,
            Environment =
            {
                ["ConnectionStrings__Hub"] = $"Data Source={file}",
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = us,
                [ShiftedStart.Variable] = from.ToDateTimeOffset().ToString("O", CultureInfo.InvariantCulture),
                ["Logging__LogLevel__Default"] = "Error",
            },
        };
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
