using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SmarketingHub.Benchmarks.Outgoing;

/// <summary>Other systems, one an address: they take what is sent and note how old it was then. One of them never answers.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    /// <summary>Says when what is sent happened, in milliseconds since 1970, where the body does not.</summary>
    internal const string Began = "x-began";

    private readonly WebApplication app;
    private readonly ConcurrentQueue<double> lags = [];
    private int taken;

    private Receiver(WebApplication app) => this.app = app;

    /// <summary>Messages that were taken since the start.</summary>
    internal int Taken => Volatile.Read(ref taken);

    /// <summary>Some of the bodies, so that others can send the same.</summary>
    internal ConcurrentBag<byte[]> Bodies { get; } = [];

    internal static async Task<Receiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        var receiver = new Receiver(builder.Build());
        receiver.app.MapPost("/taken/{system:int}", receiver.Take);
        receiver.app.MapPost("/hangs", (HttpContext http) => Task.Delay(Timeout.Infinite, http.RequestAborted));
        await receiver.app.StartAsync();
        return receiver;
    }

    internal Uri At(string path) => new(new Uri(app.Urls.Single()), path);

    /// <summary>How old each message was when it came, in milliseconds, since this was asked last.</summary>
    internal List<double> TakeLags()
    {
        var taken = new List<double>();
        while (lags.TryDequeue(out var lag))
            taken.Add(lag);
        return taken;
    }

    private async Task Take(HttpContext http)
    {
        using var read = new MemoryStream();
        await http.Request.Body.CopyToAsync(read, http.RequestAborted);
        var (now, body) = (TimeProvider.System.GetUtcNow(), read.ToArray());
        var began = http.Request.Headers[Began].FirstOrDefault() is { } said
            ? DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(said, CultureInfo.InvariantCulture)) : RecordedAt(body);
        lags.Enqueue((now - began).TotalMilliseconds);
        Interlocked.Increment(ref taken);
        if (Bodies.Count < 100)
            Bodies.Add(body);
    }

    private static DateTimeOffset RecordedAt(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("data").GetProperty("recordedAt").GetDateTimeOffset();
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
    }
}
