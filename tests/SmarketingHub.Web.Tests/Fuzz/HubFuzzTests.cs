using System.Text.Json;
using CsCheck;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Web.Tests.Fuzz;

/// <summary>Rubbish to the hub: refused in words, and the connection goes on; only a message that is too large ends it, its own.</summary>
public sealed class HubFuzzTests(FuzzedServer server) : IClassFixture<FuzzedServer>
{
    private static readonly TimeSpan NoHang = TimeSpan.FromSeconds(20);

    private static readonly Gen<object?> Anything = Gen.OneOf(
        Hostile.Text.Where(text => text.Length < 10_000).Select(text => (object?)text),
        Hostile.Json.Where(IsJson).Select(json => (object?)JsonDocument.Parse(json).RootElement),
        Gen.Long.Select(n => (object?)n),
        Hostile.OneOf<object?>(null, 1e300, -1, long.MaxValue, long.MinValue, true, new { grade = "A" }, new { grade = 5 },
            new { q = new string('x', 5_000) }, new { owner = "nobody" }, new { sla = "late" }, new { colour = "red" }, new[] { 1, 2 }));

    [Fact]
    public async Task Whatever_is_called_is_answered_or_refused_and_the_connection_goes_on()
    {
        await using var hub = await Connect("rubbish");
        await Gen.Select(Hostile.OneOf("Join", "More", "Resume", "Nothing", "join"), Anything, Anything)
            .SampleAsync(async (method, first, second) =>
            {
                try
                {
                    var answer = method == "More"
                        ? hub.InvokeAsync<JsonElement>(method, first, second) : hub.InvokeAsync<JsonElement>(method, first);
                    await answer.WaitAsync(NoHang);
                }
                catch (HubException refused)
                {
                    refused.Message.ShouldNotContain(" at SmarketingHub");
                }
                hub.State.ShouldBe(HubConnectionState.Connected);
            }, iter: 300, threads: 1);

        (await hub.InvokeAsync<JsonElement>("Join", (object?)null).WaitAsync(NoHang)).GetProperty("sequence").GetInt64()
            .ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("\"grade\""), InlineData("5"), InlineData("[]"), InlineData("true")]
    public async Task A_filter_that_is_none_does_not_answer_with_everything(string filter)
    {
        await using var hub = await Connect($"filter {filter}");
        var refused = await Should.ThrowAsync<HubException>(hub.InvokeAsync<JsonElement>("Join", JsonDocument.Parse(filter).RootElement)
            .WaitAsync(NoHang));
        refused.Message.ShouldContain("Give an object");
    }

    [Fact]
    public async Task Who_sends_more_than_a_message_may_hold_loses_the_connection_and_nobody_else_does()
    {
        await using var other = await Connect("other");
        await using var hub = await Connect("huge");
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        hub.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        await Should.ThrowAsync<Exception>(hub.InvokeAsync<JsonElement>("Join", new { q = new string('x', 1_000_000) }).WaitAsync(NoHang));
        await closed.Task.WaitAsync(NoHang);
        (await other.InvokeAsync<JsonElement>("Join", new { }).WaitAsync(NoHang)).GetProperty("sequence").GetInt64().ShouldBeGreaterThan(0);
    }

    private static bool IsJson(string json)
    {
        try
        {
            using var parsed = JsonDocument.Parse(json);
            // What the client's own library would not send is left out.
            return JsonSerializer.Serialize(parsed.RootElement).Length < 10_000;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private async Task<HubConnection> Connect(string name)
    {
        var (key, host) = (await server.Inner.Key(name, Role.Admin), server.Inner.Server);
        var hub = new HubConnectionBuilder().WithUrl(new Uri(host.BaseAddress, $"/hubs/board?access_token={key}"), options =>
        {
            (options.SkipNegotiation, options.Transports) = (true, HttpTransportType.WebSockets);
            options.WebSocketFactory = async (context, cancellation) => await host.CreateWebSocketClient()
                .ConnectAsync(context.Uri, cancellation);
        }).Build();
        await hub.StartAsync();
        return hub;
    }
}
