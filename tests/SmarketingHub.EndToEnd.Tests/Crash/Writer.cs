using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace SmarketingHub.EndToEnd.Tests.Crash;

/// <summary>What was told to a writer about one lead.</summary>
internal sealed class Told
{
    internal long? Lead { get; set; }

    /// <summary>Events that were acknowledged, by their ledger type.</summary>
    internal Dictionary<string, int> Acknowledged { get; } = [];

    /// <summary>What was sent and not answered: done or not, but not twice.</summary>
    internal string? Open { get; set; }
}

/// <summary>
/// Takes leads in and moves them on, one call after the other, each with a key of its own. After a crash it sends again
/// what was not answered, and the last that was: that must be answered as before.
/// </summary>
internal sealed class Writer(int number, Random random)
{
    private static readonly (string Path, object Body, string Event)[] Steps =
    [
        ("", new { }, "leadCaptured"),
        ("note", new { words = "rang, nobody there" }, "noteAdded"),
        ("ready", new { }, "ready"),
        ("offer", new { to = "sales" }, "handoffOffered"),
        ("accept", new { }, "handoffAccepted"),
        ("attempt", new { kind = "call", reached = false }, "attemptMade"),
        ("attempt", new { kind = "email", reached = false }, "attemptMade"),
    ];

    private readonly List<Told> leads = [new()];
    private int step;
    private Func<HttpClient, CancellationToken, Task>? repeat;

    internal IReadOnlyList<Told> Leads => leads;

    /// <summary>Until it is stopped, or the server is gone.</summary>
    internal async Task Write(HttpClient api, Action told, CancellationToken stop)
    {
        try
        {
            if (repeat is not null)
                await repeat(api, stop);
            while (!stop.IsCancellationRequested)
            {
                if (await Next(api, stop))
                    told();
            }
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            // Killed in the middle: not answered.
            return;
        }
    }

    /// <summary>Sends again what was not answered, and nothing else.</summary>
    internal async Task Settle(HttpClient api)
    {
        if (leads[^1].Open is not null)
            await Poll.Until(() => Next(api, CancellationToken.None), TimeSpan.FromSeconds(60), () => "What was not answered is refused.");
    }

    // False: refused, for too much waits; the same is sent again.
    private async Task<bool> Next(HttpClient api, CancellationToken stop)
    {
        var lead = leads[^1];
        var (path, body, type) = Steps[step];
        var address = path.Length == 0 ? "api/v1/leads" : $"api/v1/leads/{lead.Lead}/{path}";
        var key = $"{number}-{leads.Count}-{step}";
        object sent = path.Length == 0 ? new { email = $"p{number}-{leads.Count}@example.com", source = "web-form" } : body;
        lead.Open = type;
        if (await Send(api, address, key, sent, stop) is not { } id)
            return false;
        lead.Lead = id;
        lead.Open = null;
        lead.Acknowledged[type] = lead.Acknowledged.GetValueOrDefault(type) + 1;
        repeat = async (again, end) => (await Send(again, address, key, sent, end) ?? id).ShouldBe(id);
        // Some stay where they are, so that their clocks run out.
        if (++step < Steps.Length && random.Next(5) > 0)
            return true;
        step = 0;
        leads.Add(new());
        return true;
    }

    private static async Task<long?> Send(HttpClient api, string address, string key, object body, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = JsonContent.Create(body, body.GetType()),
            Headers = { { "Idempotency-Key", key } },
        };
        using var answer = await api.SendAsync(request, stop);
        var text = await answer.Content.ReadAsStringAsync(stop);
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
            return null;
        answer.StatusCode.ShouldBeOneOf([HttpStatusCode.OK, HttpStatusCode.Created], $"{address}: {text}");
        return JsonSerializer.Deserialize<JsonElement>(text).GetProperty("id").GetInt64();
    }
}
