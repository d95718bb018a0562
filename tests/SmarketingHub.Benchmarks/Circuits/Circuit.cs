using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace SmarketingHub.Benchmarks.Circuits;

/// <summary>
/// A page of the product with its circuit, without a browser: it takes render batches and acknowledges them, and answers what the
/// server asks its scripts as a browser would, above all how much of a column is in view.
/// </summary>
public sealed partial class Circuit : IAsyncDisposable
{
    // A window of 1600 × 900: a column's height on the board.
    private const int ColumnHeight = 660;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly BlazorPack protocol = new();
    private readonly HubConnection connection;
    private readonly TaskCompletionSource rendered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private TaskCompletionSource news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<byte[]> pictures = [];
    private readonly HttpClient browser;
    private int batches;
    private long objects;
    private long last;
    private string? secret;

    private Circuit(HttpClient browser, Action<HttpConnectionOptions> reach)
    {
        this.browser = browser;
        var builder = new HubConnectionBuilder().WithUrl(new Uri(browser.BaseAddress!, "_blazor"), options =>
        {
            options.SkipNegotiation = true;
            options.Transports = HttpTransportType.WebSockets;
            reach(options);
        });
        builder.Services.AddSingleton<IHubProtocol>(protocol);
        connection = builder.Build();
        connection.ServerTimeout = Patience * 2;
        connection.On<long, byte[]>("JS.RenderBatch", Take);
        connection.On<string>("JS.Error", error => Error ??= error);
        connection.On<long, string, string, int, long, int>("JS.BeginInvokeJS", Answer);
        connection.On<int, string>("JS.AttachComponent", (_, _) => { });
        connection.On<string, bool, string>("JS.EndInvokeDotNet", (_, _, _) => { });
        connection.On<long>("JS.EndUpdateRootComponents", _ => { });
    }

    /// <summary>Bytes that came so far: render batches and calls of scripts, before compression.</summary>
    public long Received => protocol.Received;

    /// <summary>Render batches that came so far.</summary>
    public int Batches => Volatile.Read(ref batches);

    /// <summary>Takes what comes and acknowledges nothing, like a page whose script has stopped.</summary>
    public bool Hangs { get; private set; }

    /// <summary>What the server said when it gave the circuit up.</summary>
    public string? Error { get; private set; }

    /// <summary>Opens a page and waits for its first picture.</summary>
    /// <param name="browser">Signed in.</param>
    /// <param name="reach">How its socket is opened: cookies, or a test server's own.</param>
    public static async Task<Circuit> Open(HttpClient browser, string page, Action<HttpConnectionOptions> reach)
    {
        var html = await browser.GetStringAsync(page);
        var components = Component().Matches(html).Select(match => match.Groups[1].Value).Where(marker => marker.Contains("\"descriptor\""))
            .ToList();
        if (components.Count == 0)
            throw new InvalidOperationException($"{page} is no live page.");
        var state = State().Match(html).Groups[1].Value;
        var circuit = new Circuit(browser, reach);
        try
        {
            await circuit.Start(new Uri(browser.BaseAddress!, page), components, state);
        }
        catch
        {
            await circuit.DisposeAsync();
            throw;
        }
        return circuit;
    }

    /// <summary>Whether this text came since <see cref="Forget"/>.</summary>
    public bool Saw(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        lock (gate)
            return pictures.Exists(picture => picture.AsSpan().IndexOf(bytes) >= 0);
    }

    public void Forget()
    {
        lock (gate)
            pictures.Clear();
    }

    /// <summary>Waits until the batches are at least so many.</summary>
    public async Task BatchesReach(int count)
    {
        while (true)
        {
            Task next;
            lock (gate)
                next = news.Task;
            if (Batches >= count)
                return;
            await next.WaitAsync(Patience);
        }
    }

    /// <summary>Waits until nothing came for a while: the page stands.</summary>
    public async Task Quiet(TimeSpan silence)
    {
        for (var before = -1L; before != Received;)
        {
            before = Received;
            await Task.Delay(silence);
        }
    }

    public void Hang() => Hangs = true;

    /// <summary>Goes on where it hung: acknowledges what came meanwhile.</summary>
    public async Task Recover()
    {
        Hangs = false;
        await connection.SendAsync("OnRenderCompleted", Interlocked.Read(ref last), null);
    }

    /// <summary>Leaves as a closed tab does: it says so, and the server lets the circuit go at once.</summary>
    public async Task Close()
    {
        using var farewell = new FormUrlEncodedContent([KeyValuePair.Create("circuitId", secret)]);
        (await browser.PostAsync("_blazor/disconnect", farewell)).EnsureSuccessStatusCode();
        await DisposeAsync();
    }

    /// <summary>Loses its line: the server keeps the circuit for a while, for it may come back.</summary>
    public async ValueTask DisposeAsync() => await connection.DisposeAsync();

    private async Task Start(Uri page, IReadOnlyList<string> components, string state)
    {
        await connection.StartAsync();
        secret = await connection.InvokeAsync<string>("StartCircuit", new Uri(page, "/").ToString(), page.ToString(), "[]", state);
        var operations = components.Select((marker, i) => $$"""{"type":"add","ssrComponentId":{{i + 1}},"marker":{{marker}}}""");
        await connection.SendAsync("UpdateRootComponents", $$"""{"batchId":1,"operations":[{{string.Join(',', operations)}}]}""", state);
        await rendered.Task.WaitAsync(Patience);
    }

    private async Task Take(long batch, byte[] picture)
    {
        TaskCompletionSource told;
        lock (gate)
        {
            pictures.Add(picture);
            (told, news) = (news, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        Interlocked.Increment(ref batches);
        Interlocked.Exchange(ref last, batch);
        rendered.TrySetResult();
        told.SetResult();
        if (!Hangs)
            await connection.SendAsync("OnRenderCompleted", batch, null);
    }

    private async Task Answer(long call, string function, string arguments, int resultType, long target, int kind)
    {
        if (Hangs)
            return;
        const int scriptObject = 1;
        var result = resultType == scriptObject ? $$"""{"__jsObjectId":{{Interlocked.Increment(ref objects)}}}""" : function switch
        {
            // What the folded columns are: as for a new viewer.
            "start" => "{}",
            "hubTheme.choice" => "\"system\"",
            "zone" => "\"Europe/Warsaw\"",
            _ => "null",
        };
        if (call != 0)
            await connection.SendAsync("EndInvokeJSFromDotNet", call, true, $"[{call},true,{result}]");
        if (function.EndsWith("Virtualize.init", StringComparison.Ordinal))
            await LookAtColumn(arguments);
    }

    // The browser's observer: the list's beginning is in sight, and so much of it.
    private Task LookAtColumn(string arguments)
    {
        using var json = JsonDocument.Parse(arguments);
        var list = json.RootElement[0].GetProperty("__dotNetObject").GetInt64();
        return connection.SendAsync("BeginInvokeDotNetFromJS", "0", null, "OnSpacerBeforeVisible", list,
            string.Create(CultureInfo.InvariantCulture, $"[0,{ColumnHeight},{ColumnHeight}]"));
    }

    [GeneratedRegex("<!--Blazor:(\\{.*?\"type\":\"server\".*?\\})-->")]
    private static partial Regex Component();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex State();
}
