using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using SmarketingHub.Benchmarks.Harness;

namespace SmarketingHub.Benchmarks.Outgoing;

/// <summary>
/// A server with 50 webhooks, of which one is dead (its connection is refused) and one hangs, under changes at an even pace; beside it
/// one client that posts the same bodies to the same 50. What the dead and the hanging one cost the others, and whether anything grows.
/// </summary>
internal sealed class WebhookSoak : Comparison
{
    private const int Live = 48, Leads = 100, ChangesASecond = 3;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(45), Sampled = TimeSpan.FromSeconds(10), Span = TimeSpan.FromMinutes(1);

    private readonly Scratch scratch = new();
    private readonly List<long> leads = [];
    private TimeSpan longest;
    private HubProcess? server;
    private Receiver? receiver;
    private Uri? dead;

    public override IReadOnlyList<Measure> Measures { get; } =
    [
        new("webhooks_soak", "/s", Goal.AtLeast(0.95)), new("webhooks_soak_lag_p50", "ms", Goal.FigureAtMost(1_000, "ms")),
        new("webhooks_soak_lag_p99", "ms", Goal.FigureAtMost(3_000, "ms")),
        new("webhooks_soak_lag_growth", "ms", Goal.FigureAtMost(1_000, "ms")),
        new("webhooks_soak_heap_growth", "MB", Goal.FigureAtMost(5, "MB")),
        new("webhooks_soak_resident_growth", "MB", Goal.FigureAtMost(30, "MB")),
    ];

    /// <summary>It is long enough: once is what it takes.</summary>
    public override int Runs(Effort effort) => 1;

    public override async Task Prepare(Effort effort)
    {
        longest = TimeSpan.FromMinutes(effort.Quick ? 1.5 : effort.Minutes);
        receiver = await Receiver.Start();
        dead = new($"http://127.0.0.1:{Refused()}/");
        server = await HubProcess.Start(scratch["hub.db"], ("Webhooks__AllowPrivate", "true"));
        for (var lead = 0; lead < Leads; lead++)
            leads.Add(Id(await Post("leads", new { email = $"p{lead}@c{lead}.example", company = $"Company {lead}" })));
        foreach (var address in Addresses())
            await Post("webhooks", new { url = address, events = new[] { "noteAdded" } });
    }

    public override async Task<double[]> Product() => await Watch(
        () => Post($"leads/{leads[Random.Shared.Next(Leads)]}/note", new { words = "They asked for a call next week." }), Memory);

    public override async Task<double[]> Bare()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(15) };
        byte[][] bodies = [.. receiver!.Bodies];
        // The hanging one holds its connections until they time out: as many as the product would have under way.
        using var hanging = new SemaphoreSlim(8);
        return await Watch(() =>
        {
            var (body, began) = (bodies[Random.Shared.Next(bodies.Length)], TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
            foreach (var address in Addresses())
                _ = Send(http, address, body, began, address.AbsolutePath == "/hangs" ? hanging : null);
            return Task.CompletedTask;
        }, () => Task.FromResult((0.0, 0.0)));
    }

    public override async ValueTask DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
        if (receiver is not null)
            await receiver.DisposeAsync();
        scratch.Dispose();
    }

    private IEnumerable<Uri> Addresses() =>
        Enumerable.Range(0, Live).Select(system => receiver!.At($"taken/{system}")).Append(receiver!.At("hangs")).Append(dead!);

    /// <summary>Changes at an even pace, and what became of them, minute by minute.</summary>
    private async Task<double[]> Watch(Func<Task> change, Func<Task<(double Heap, double Resident)>> memory)
    {
        using var over = new CancellationTokenSource();
        var changes = Change(change, over.Token);
        await Task.Delay(WarmUp, CancellationToken.None);
        receiver!.TakeLags();
        var (samples, began, before) = (new List<Sample>(), TimeProvider.System.GetUtcNow(), receiver.Taken);
        Console.WriteLine("  minute  deliveries/s  lag p50 ms  lag p99 ms  heap MB  resident MB");
        while (TimeProvider.System.GetUtcNow() - began < longest)
        {
            var (start, count) = (TimeProvider.System.GetUtcNow(), receiver.Taken);
            await Task.Delay(Sampled, CancellationToken.None);
            var rate = (receiver.Taken - count) / (TimeProvider.System.GetUtcNow() - start).TotalSeconds;
            var (heap, resident) = await memory();
            samples.Add(new((TimeProvider.System.GetUtcNow() - began).TotalMinutes, receiver.TakeLags(), heap, resident));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {samples[^1].Minute,6:0.0}  {rate,12:0}  {Figures.Median(samples[^1].Lags),10:0}  "
                    + $"{Figures.Percentile(samples[^1].Lags, 0.99),10:0}  {heap,7:0.0}  {resident,11:0}"));
        }
        var perSecond = (receiver.Taken - before) / (TimeProvider.System.GetUtcNow() - began).TotalSeconds;
        await over.CancelAsync();
        await changes;
        var (first, last) = (samples.FindAll(s => s.Minute <= Span.TotalMinutes + 0.01),
            samples.FindAll(s => s.Minute > samples[^1].Minute - Span.TotalMinutes));
        double Growth(Func<Sample, double> of) => Figures.Median(last.Select(of)) - Figures.Median(first.Select(of));
        var lags = samples.SelectMany(s => s.Lags).ToList();
        return
        [
            perSecond, Figures.Median(lags), Figures.Percentile(lags, 0.99),
            Growth(s => Figures.Percentile(s.Lags, 0.99)), Growth(s => s.Heap), Growth(s => s.Resident),
        ];
    }

    private static async Task Change(Func<Task> change, CancellationToken over)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / ChangesASecond));
        var made = new List<Task>();
        try
        {
            // One that is slow makes the next no later.
            while (await pace.WaitForNextTickAsync(over))
                made.Add(change());
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // It was long enough.
            await Task.WhenAll(made);
        }
    }

    private static async Task Send(HttpClient http, Uri address, byte[] body, long began, SemaphoreSlim? atOnce)
    {
        if (atOnce?.Wait(0) == false)
            return;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
            request.Headers.Add(Receiver.Began, began.ToString(CultureInfo.InvariantCulture));
            using var answer = await http.SendAsync(request);
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            // The dead one and the hanging one: as it is meant.
            _ = error;
        }
        finally
        {
            atOnce?.Release();
        }
    }

    private async Task<(double Heap, double Resident)> Memory() =>
        ((await server!.Gauge()).Heap / 1e6, server.Resident / 1e6);

    private async Task<JsonElement> Post(string path, object body)
    {
        using var answer = await server!.Api.PostAsJsonAsync($"api/v1/{path}", body);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static long Id(JsonElement made) => made.GetProperty("id").GetInt64();

    // Nobody listens there any more.
    private static int Refused()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private sealed record Sample(double Minute, List<double> Lags, double Heap, double Resident);
}
