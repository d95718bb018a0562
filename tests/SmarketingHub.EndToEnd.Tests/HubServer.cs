using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Verification;

namespace SmarketingHub.EndToEnd.Tests;

/// <summary>The real server in its own process on a file of its own. It can be killed and started again.</summary>
public sealed class HubServer : IAsyncDisposable
{
    private readonly string environment;
    private readonly List<string> log = [];
    private readonly List<IPage> pages = [];
    private Process? process;

    private HubServer(string environment, string? folder)
    {
        this.environment = environment;
        Folder = folder ?? Directory.CreateTempSubdirectory("hub-e2e").FullName;
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Address = new($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}");
    }

    public Uri Address { get; }
    public string Folder { get; }
    public string FileName { get; set; } = "hub.db";
    public string File => Path.Combine(Folder, FileName);
    public string Connection => $"Data Source={File}";
    public int ProcessId => process!.Id;

    /// <summary>What else stands in its environment.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>Another build of the executable than the published one.</summary>
    public string? Dll { get; set; }
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

    private Dictionary<string, string> Environment => new(Variables)
    {
        ["ConnectionStrings__Hub"] = Connection,
        ["ASPNETCORE_ENVIRONMENT"] = environment,
        ["DOTNET_ENVIRONMENT"] = environment,
        // Lives for seconds: nothing is to be learnt from how it runs, and nothing is compiled a second time to be faster later.
        ["DOTNET_TieredPGO"] = "0",
        ["DOTNET_TC_CallCounting"] = "0",
    };

    /// <param name="environment">Of ASP.NET Core.</param>
    /// <param name="with">Prepares the file before the server starts, given its connection string.</param>
    /// <param name="folder">Where the file is to be; deleted at the end.</param>
    /// <param name="variables">What else stands in the server's environment.</param>
    public static async Task<HubServer> Start(
        string environment = "Production", Func<string, Task>? with = null, string? folder = null,
        IReadOnlyDictionary<string, string>? variables = null)
    {
        var server = new HubServer(environment, folder);
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
            server.Variables[name] = value;
        if (environment == "Production")
            server.Api = new()
            {
                BaseAddress = server.Address,
                DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", await server.MakeFile()) },
            };
        if (with is not null)
            await with(server.Connection);
        await server.Run();
        return server;
    }

    // Another clock or other settings make another file: then the program makes it itself.
    private async Task<string> MakeFile()
    {
        if (Variables.Count == 0)
            return await FreshFile.CopyTo(File);
        var key = await Command("apikey", "create", "--name", "test", "--role", "admin");
        key.ExitCode.ShouldBe(0, key.Output);
        return key.Output.Trim();
    }

    /// <summary>Runs a command of the executable on the same file, in its own process.</summary>
    public async Task<(int ExitCode, string Output)> Command(params string[] arguments) =>
        await Published.Run("dotnet", [Dll ?? await Published.Dll, .. arguments], Environment);

    /// <summary>A change by another process than the server's: this one.</summary>
    public async Task<T> Do<T>(Func<Write, T> change)
    {
        await using var services = new ServiceCollection().AddHubEngine(Connection).BuildServiceProvider();
        await HubEngine.Open(services);
        return await services.GetRequiredService<Door>().Do(Actor.System, change);
    }

    /// <summary>The record is whole.</summary>
    public void ShouldVerify()
    {
        using var rows = Rows();
        Verifier.Verify(rows).Problems.ShouldBeEmpty();
    }

    public SqliteHubContext Rows() => new(new DbContextOptionsBuilder<SqliteHubContext>().UseSqlite(Connection).Options);

    /// <summary>Starts it and waits until it answers.</summary>
    public async Task Run()
    {
        await Launch();
        await Poll.Until(IsUp, TimeSpan.FromSeconds(90), () => $"The server does not answer:\n{Log}");
    }

    public async Task Launch()
    {
        var dll = Dll ?? await Published.Dll;
        var start = new ProcessStartInfo("dotnet", [dll, "--urls", Address.ToString()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(dll),
        };
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Remember(line.Data);
        process.ErrorDataReceived += (_, line) => Remember(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public async Task Kill()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>A fresh browser at its address. It is closed with the server: a page whose server is gone goes on asking for it.</summary>
    public async Task<IPage> Open(BrowserNewContextOptions? options = null)
    {
        var page = await Browser.Open(Address, options);
        pages.Add(page);
        return page;
    }

    public async Task<JsonElement> Get(string path) => await Api.GetFromJsonAsync<JsonElement>(path);

    public async ValueTask DisposeAsync()
    {
        foreach (var page in pages)
            await page.Context.CloseAsync();
        if (process is { HasExited: false })
            await Kill();
        process?.Dispose();
        Api?.Dispose();
        Directory.Delete(Folder, recursive: true);
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
