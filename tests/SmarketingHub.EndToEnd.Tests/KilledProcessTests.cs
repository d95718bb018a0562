using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace SmarketingHub.EndToEnd.Tests;

public sealed class KilledProcessTests
{
    private const int Writers = 16;

    [Fact]
    public async Task Killed_under_load_and_started_again_nothing_acknowledged_is_lost_and_the_record_holds()
    {
        await using var server = await HubServer.Start();
        var acknowledged = new ConcurrentDictionary<long, string>();
        for (var round = 0; round < 3; round++)
        {
            using var stop = new CancellationTokenSource();
            var target = acknowledged.Count + 150;
            var writers = Enumerable.Range(0, Writers).Select(w => Write(server, $"{round}-{w}", acknowledged, stop.Token)).ToList();
            await Poll.Until(() => Task.FromResult(acknowledged.Count >= target), TimeSpan.FromSeconds(60), () => $"Too slow:\n{server.Log}");
            await server.Kill();
            await stop.CancelAsync();
            await Task.WhenAll(writers);
            await server.Run();
        }

        foreach (var (id, stage) in acknowledged)
            (await server.Get($"api/v1/leads/{id}")).GetProperty("stage").GetString().ShouldBeOneOf(stage, stage == "captured" ? "ready" : stage);
        await FiredOnce(server);
        await server.Kill();
        var verify = await server.Command("verify");
        verify.ExitCode.ShouldBe(0, verify.Output);
    }

    // Captures leads and readies them; remembers only what was acknowledged.
    private static async Task Write(HubServer server, string name, ConcurrentDictionary<long, string> acknowledged, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            try
            {
                var answer = await server.Api.PostAsJsonAsync("api/v1/leads", new { email = $"p{name}-{i}@example.com", source = "web-form" }, stop);
                if (answer.StatusCode != HttpStatusCode.Created)
                    continue;
                var id = (await answer.Content.ReadFromJsonAsync<JsonElement>(stop)).GetProperty("id").GetInt64();
                acknowledged[id] = "captured";
                var ready = await server.Api.PostAsJsonAsync($"api/v1/leads/{id}/ready", new { }, stop);
                if (ready.IsSuccessStatusCode)
                    acknowledged[id] = "ready";
            }
            catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException or JsonException)
            {
                // The server was killed in the middle: this one was not acknowledged.
                return;
            }
        }
    }

    private static async Task FiredOnce(HubServer server)
    {
        var events = new List<JsonElement>();
        for (var after = 0L; ;)
        {
            var page = (await server.Get($"api/v1/events?after={after}&limit=1000")).GetProperty("items").EnumerateArray().ToList();
            if (page.Count == 0)
                break;
            events.AddRange(page);
            after = page[^1].GetProperty("sequence").GetInt64();
        }
        events.Select(e => e.GetProperty("sequence").GetInt64()).ShouldBe(Enumerable.Range(1, events.Count).Select(i => (long)i));
        events.Where(e => e.GetProperty("type").GetString() == "clockBreached")
            .Select(e => e.GetProperty("body").GetProperty("clock").GetInt64()).ShouldBeUnique();
    }
}
