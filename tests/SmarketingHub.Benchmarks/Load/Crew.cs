using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using SmarketingHub.Benchmarks.Circuits;
using SmarketingHub.Benchmarks.Harness;
using SmarketingHub.Benchmarks.Hub;

namespace SmarketingHub.Benchmarks.Load;

/// <summary>The simulated people of a soak. Whatever lead they open they close again, so that what grows is no lead's.</summary>
internal sealed class Crew : IAsyncDisposable
{
    private readonly HubProcess server;
    private readonly string file;
    private readonly CancellationToken over;
    private readonly ConcurrentDictionary<string, int> done = [];
    private readonly List<Task> busy = [];
    private ConcurrentQueue<double> latencies = [];
    private int number;

    private Crew(HubProcess server, string file, CancellationToken over) => (this.server, this.file, this.over) = (server, file, over);

    /// <summary>What went wrong, and how often.</summary>
    public ConcurrentDictionary<string, int> Failed { get; } = [];

    public static async Task<Crew> Start(HubProcess server, string file, CancellationToken over)
    {
        var crew = new Crew(server, file, over);
        var (browser, cookies) = await server.SignIn();
        crew.Keep(6, "leads led through their lives", crew.LeadALife, seconds: 1);
        crew.Keep(2, "inquiries that were late already", crew.MissADeadline, seconds: 5);
        crew.Keep(1, "looks ahead that fell due", crew.LookAgain, seconds: 3);
        crew.Keep(2, "reads", crew.Read, seconds: 1);
        crew.Keep(8, "hub clients that came and went", crew.FollowTheBoard, seconds: 3);
        crew.Keep(2, "hub clients that stalled", crew.Stall, seconds: 10);
        crew.Keep(4, "boards opened and closed", () => crew.OpenTheBoard(browser, cookies), seconds: 5);
        crew.Keep(1, "imports", crew.Import, seconds: 10);
        crew.Keep(1, "exports", crew.Export, seconds: 60);
        return crew;
    }

    /// <summary>Of the commands since the last time, in milliseconds.</summary>
    public IReadOnlyCollection<double> Latencies() => [.. Interlocked.Exchange(ref latencies, [])];

    public string Done() => string.Join(", ", done.OrderBy(d => d.Key).Select(d => $"{d.Value} {d.Key}"));

    public async ValueTask DisposeAsync() => await Task.WhenAll(busy);

    // Somebody does it again and again, after a while of half to one and a half of those seconds.
    private void Keep(int people, string what, Func<Task> work, double seconds) =>
        busy.AddRange(Enumerable.Range(0, people).Select(_ => Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
                try
                {
                    await Task.Delay(TimeSpan.FromSeconds(seconds * (0.5 + Random.Shared.NextDouble())), over);
                    await work();
                    done.AddOrUpdate(what, 1, (_, count) => count + 1);
                }
                catch (OperationCanceledException) when (over.IsCancellationRequested)
                {
                    return;
                }
                catch (Exception error)
                {
                    Failed.AddOrUpdate($"{what}: {error.Message}", 1, (_, count) => count + 1);
                }
        })));

    private async Task LeadALife()
    {
        var lead = await Take(null);
        await Do($"leads/{lead}/ready", new { });
        await Do($"leads/{lead}/offer", new { to = "sales" });
        await Do($"leads/{lead}/accept", new { owner = HubProcess.Email });
        await Do($"leads/{lead}/attempt", new { kind = "call", reached = true, by = HubProcess.Email, words = "Spoke about the offer." });
        await Do($"leads/{lead}/note", new { words = "Wants to hear again." });
        await Do($"leads/{lead}/lose", new { reason = "price" });
    }

    private async Task MissADeadline()
    {
        var lead = await Take(TimeProvider.System.GetUtcNow().AddDays(-6));
        await Task.Delay(2_000, over);
        await Do($"leads/{lead}/disqualify", new { reason = "no fit" });
    }

    private async Task LookAgain()
    {
        var lead = await Take(null);
        await Do($"leads/{lead}/nurture", new { until = TimeProvider.System.GetUtcNow().AddSeconds(3) });
        await Task.Delay(5_000, over);
        await Do($"leads/{lead}/disqualify", new { reason = "no fit" });
    }

    private async Task Read()
    {
        foreach (var path in (string[])["board", "leads?limit=50&q=soak", "events?limit=100", "leads?sla=breached"])
            (await server.Api.GetAsync($"api/v1/{path}", over)).EnsureSuccessStatusCode();
    }

    private async Task FollowTheBoard()
    {
        using var client = await LightClient.Connect(server.Address, HubPath);
        await client.Call(Crowd.JoinAll);
        await Task.Delay(TimeSpan.FromSeconds(2 + 18 * Random.Shared.NextDouble()), over);
    }

    private async Task Stall()
    {
        using var client = await LightClient.Connect(server.Address, HubPath, stalls: true);
        await client.Call(Crowd.JoinAll);
        client.Stall();
        await Task.Delay(TimeSpan.FromSeconds(40), over);
    }

    private async Task OpenTheBoard(HttpClient browser, System.Net.CookieContainer cookies)
    {
        await browser.GetStringAsync("account/sign-in", over);
        await using var circuit = await Circuit.Open(browser, "/", options => options.Cookies = cookies);
        await Task.Delay(TimeSpan.FromSeconds(2 + 10 * Random.Shared.NextDouble()), over);
    }

    private async Task Import()
    {
        var batch = $"batch{Interlocked.Increment(ref number)}";
        using var csv = new StringContent(
            "email,company\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"p{i}@{batch}.example,{batch}\n")),
            System.Text.Encoding.UTF8, "text/csv");
        using var started = await server.Api.PostAsync("api/v1/imports", csv, over);
        started.EnsureSuccessStatusCode();
        while ((await server.Api.GetFromJsonAsync<JsonElement>(started.Headers.Location, over)).GetProperty("state")
            .GetString() == "running")
            await Task.Delay(200, over);
        foreach (var lead in (await server.Api.GetFromJsonAsync<JsonElement>($"api/v1/leads?q={batch}.example&limit=50",
            over)).GetProperty("items").EnumerateArray())
            await Do($"leads/{lead.GetProperty("id")}/disqualify", new { reason = "no fit" });
    }

    // Beside the server, on its file.
    private async Task Export()
    {
        var start = new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "SmarketingHub.Web.dll"), "export", file + ".csv", "--force"])
        {
            Environment = { ["ConnectionStrings__Hub"] = $"Data Source={file}" },
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        // It is let end: it works on files that are gone with the soak.
        await process.WaitForExitAsync(CancellationToken.None);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"export ended with {process.ExitCode}");
    }

    private string HubPath => $"/hubs/board?access_token={server.Api.DefaultRequestHeaders.Authorization!.Parameter}";

    private async Task<long> Take(DateTimeOffset? receivedAt)
    {
        var mine = Interlocked.Increment(ref number);
        return (await Do("leads",
            new { email = $"p{mine}@soak{mine}.example", company = $"Soak {mine}", source = "web-form", receivedAt })).GetProperty("id")
            .GetInt64();
    }

    private async Task<JsonElement> Do(string path, object body)
    {
        var begun = Stopwatch.GetTimestamp();
        using var answer = await server.Api.PostAsJsonAsync($"api/v1/{path}", body, over);
        latencies.Enqueue(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        var said = await answer.Content.ReadAsStringAsync(over);
        return answer.IsSuccessStatusCode ? JsonDocument.Parse(said).RootElement
            : throw new InvalidOperationException($"{path.Split('/')[^1]} was answered {(int)answer.StatusCode}: {said}");
    }
}
