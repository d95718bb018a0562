using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace SmarketingHub.EndToEnd.Tests.Webhooks;

/// <summary>Another system's web server on this machine.</summary>
internal sealed class Receiver : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly List<(string Id, long Sequence, long Lead, string Type)> all = [];

    public Receiver()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        }
        listener.Prefixes.Add(Url);
        listener.Start();
        _ = Serve();
    }

    public string Url { get; }

    /// <summary>Called with how many came so far, before each answer.</summary>
    public Func<int, Task> BeforeAnswer { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<(string Id, long Sequence, long Lead, string Type)> All
    {
        get
        {
            lock (all)
                return [.. all];
        }
    }

    public void Dispose() => listener.Close();

    private async Task Serve()
    {
        while (listener.IsListening)
            _ = Answer(await listener.GetContextAsync());
    }

    private async Task Answer(HttpListenerContext call)
    {
        var json = await JsonSerializer.DeserializeAsync<JsonElement>(call.Request.InputStream);
        var data = json.GetProperty("data");
        int count;
        lock (all)
        {
            var lead = data.TryGetProperty("leadId", out var id) && id.ValueKind == JsonValueKind.Number ? id.GetInt64() : 0;
            var sequence = data.GetProperty("sequence") is { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : 0;
            all.Add((call.Request.Headers["webhook-id"]!, sequence, lead, json.GetProperty("type").GetString()!));
            count = all.Count;
        }
        await BeforeAnswer(count);
        try
        {
            call.Response.Close();
        }
        catch (HttpListenerException)
        {
            // Whoever asked was killed.
            call.Response.Abort();
        }
    }
}
