using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Data;
using SmarketingHub.Web.Api.Keys;

namespace SmarketingHub.Benchmarks.Harness;

/// <summary>The product's server on a file, in a process of its own: its heap holds nothing of the benchmark's.</summary>
public sealed partial class HubProcess : IAsyncDisposable
{
    public const string Email = "bench@hub.example";
    public const string Password = "four words make it";

    private readonly Process process;

    private HubProcess(Process process, Uri address, string key)
    {
        (this.process, Address) = (process, address);
        Api = new() { BaseAddress = address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
    }

    public Uri Address { get; }

    /// <summary>A program's client, with an administrator's key.</summary>
    public HttpClient Api { get; }

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

    /// <param name="file">Somebody is hired into it who can sign in.</param>
    /// <param name="settings">Of the product's configuration, or the environment's: name and value.</param>
    public static async Task<HubProcess> Start(string file, params IReadOnlyList<(string Name, string Value)> settings)
    {
        var (key, address) = (await Hire(file), new Uri($"http://127.0.0.1:{FreePort()}"));
        string Built(string name) => Path.Combine(AppContext.BaseDirectory, name);
        // The product's program; beside it, by the hosting startup, our gauges.
        var start = new ProcessStartInfo("dotnet",
        [
            "exec", "--depsfile", Built("SmarketingHub.Benchmarks.deps.json"), "--runtimeconfig", Built("SmarketingHub.Web.runtimeconfig.json"),
            Built("SmarketingHub.Web.dll"), "--urls", address.ToString(),
        ])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = AppContext.BaseDirectory,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = "SmarketingHub.Benchmarks",
                ["ConnectionStrings__Hub"] = $"Data Source={file}",
                ["Logging__LogLevel__Default"] = "Error",
            },
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (line.StartsWith("SmarketingHub is at", StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return new(process, address, key);
            }
        throw new InvalidOperationException("The server did not come up.");
    }

    public async Task<Gauged> Gauge()
    {
        var said = (await Api.GetStringAsync(Gauges.Address)).Split(' ').Select(figure => long.Parse(figure, CultureInfo.InvariantCulture)).ToList();
        return new(said[0], (int)said[1], (int)said[2]);
    }

    /// <summary>A browser's client, signed in, and the cookies that it has.</summary>
    public async Task<(HttpClient Client, CookieContainer Cookies)> SignIn()
    {
        var cookies = new CookieContainer();
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var form = await client.GetStringAsync("account/sign-in");
        var fields = Hidden().Matches(form).Select(field => KeyValuePair.Create(field.Groups[1].Value, WebUtility.HtmlDecode(field.Groups[2].Value)));
        using var sent = new FormUrlEncodedContent([.. fields, new("Form.Email", Email), new("Form.Password", Password)]);
        var answer = await client.PostAsync("account/sign-in", sent);
        return answer.IsSuccessStatusCode && cookies.GetCookies(Address)["hub-sign-in"] is not null ? (client, cookies)
            : throw new InvalidOperationException($"Signing in was answered with {(int)answer.StatusCode}.");
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<string> Hire(string file)
    {
        await using var services = new ServiceCollection().AddHubEngine($"Data Source={file};Pooling=False").BuildServiceProvider();
        await HubEngine.Open(services);
        return await services.GetRequiredService<Door>().Do(Actor.System, write =>
        {
            var person = write.AddPerson(new() { Id = 0, Name = "Bea Bench", Email = Email, Party = Party.Sales, Role = Role.Admin });
            write.AddLogin(person, new PasswordHasher<Login>().HashPassword(new(), Password));
            return write.AddApiKey("bench", Role.Admin, null);
        });
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}

/// <summary>What a server's process says of itself.</summary>
/// <param name="Heap">Managed bytes alive after a full collection.</param>
/// <param name="Watching">How many watch the board.</param>
/// <param name="Handling">Who listens to feeds and sign-ins.</param>
public sealed record Gauged(long Heap, int Watching, int Handling)
{
    public void Deconstruct(out long heap, out int watching) => (heap, watching) = (Heap, Watching);
}
