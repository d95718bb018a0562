using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace SmarketingHub.EndToEnd.Tests;

/// <summary>The real server in its own process on a file of its own. It can be killed and started again.</summary>
public sealed class HubServer : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("hub-e2e").FullName;
    private readonly string environment;
    private readonly List<string> log = [];
    private Process? process;

    private HubServer(string environment)
    {
        this.environment = environment;
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Address = new($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}");
    }

    public Uri Address { get; }
    public string Folder => folder;
    public HttpClient Api { get; private set; } = null!;

    /// <summary>What it printed so far.</summary>
    public string Log
    {
        get
        {
            lock (log)
                return string.Join('\n', log);
        }
    }

    private Dictionary<string, string> Environment => new()
    {
        ["ConnectionStrings__Hub"] = $"Data Source={Path.Combine(folder, "hub.db")}",
        ["ASPNETCORE_ENVIRONMENT"] = environment,
        ["DOTNET_ENVIRONMENT"] = environment,
    };

    public static async Task<HubServer> Start(string environment = "Production")
    {
        var server = new HubServer(environment);
        if (environment == "Production")
        {
            var key = await server.Command("apikey", "create", "--name", "test", "--role", "admin");
            key.ExitCode.ShouldBe(0, key.Output);
            server.Api = new() { BaseAddress = server.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key.Output.Trim()) } };
        }
        await server.Run();
        return server;
    }

    /// <summary>Runs a command of the executable on the same file, in its own process.</summary>
    public async Task<(int ExitCode, string Output)> Command(params string[] arguments) =>
        await Published.Run("dotnet", [await Published.Dll, .. arguments], Environment);

    public async Task Run()
    {
        var start = new ProcessStartInfo("dotnet", [await Published.Dll, "--urls", Address.ToString()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(await Published.Dll),
        };
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Remember(line.Data);
        process.ErrorDataReceived += (_, line) => Remember(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Poll.Until(IsUp, TimeSpan.FromSeconds(90), () => $"The server does not answer:\n{Log}");
    }

    public async Task Kill()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    public async Task<JsonElement> Get(string path) => await Api.GetFromJsonAsync<JsonElement>(path);

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
            await Kill();
        process?.Dispose();
        Api?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<bool> IsUp()
    {
        process!.HasExited.ShouldBeFalse(Log);
        try
        {
            using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
            return (await http.GetAsync(new Uri(Address, "healthz"))).IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private void Remember(string? line)
    {
        if (line is not null)
            lock (log)
                log.Add(line);
    }
}
