using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Telling;
using SmarketingHub.Web.Tests.Api;

namespace SmarketingHub.Web.Tests.Telling;

/// <summary>Channels whose addresses people name, with a workflow's stand-in on this machine.</summary>
public sealed class ChannelTests : IAsyncLifetime
{
    private readonly HttpListening teams = new();
    private ApiServer server = null!;
    private Person rita = null!;

    public async ValueTask InitializeAsync()
    {
        server = await ApiServer.Start(settings: new Dictionary<string, string?>
        {
            ["Hub:Url"] = "https://hub.example/",
            ["Telling:AllowPrivate"] = "true",
        });
        rita = await server.Hire("Rita");
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        teams.Dispose();
    }

    [Fact]
    public async Task A_lead_is_told_with_its_link_and_the_address_is_told_to_nobody()
    {
        var told = await Choose();
        told.Status.ShouldBe(HttpStatusCode.OK);
        var channel = told["channels"][0];
        channel.GetProperty("address").GetString().ShouldBe("127.0.0.1/…cret");
        told.Json.GetRawText().ShouldNotContain("topsecret");
        (await server.Admin.Get("events?after=0")).Json.GetRawText().ShouldNotContain("topsecret");

        // Without an address the one that is known stays.
        (await server.Admin.Put($"people/{rita.Id}/telling",
            """{"channels":[{"channel":"teams","tells":[{"topic":"handedOver","when":"atOnce"}]}],"language":"pl"}"""))
            ["channels"][0].GetProperty("address").GetString().ShouldBe("127.0.0.1/…cret");
        var lead = await server.Admin.Take();
        await server.Admin.Fire(lead, "ready");
        await server.Admin.Fire(lead, "offer", $$"""{"to":"person:{{rita.Id}}"}""");
        await server.Services.GetRequiredService<LetterSender>().SendDue();
        var card = JsonDocument.Parse(teams.Bodies.ShouldHaveSingleItem()).RootElement.GetProperty("attachments")[0].GetProperty("content");
        var texts = card.GetProperty("body").EnumerateArray().Select(block => block.GetProperty("text").GetString()!).ToList();
        texts.ShouldContain(text => text.Contains("](https://hub.example/leads/", StringComparison.Ordinal));
        texts.ShouldContain(text => text.Contains("Teams", StringComparison.Ordinal), "why it came");
        texts.ShouldContain(text => text.Contains("](https://hub.example/told/stop/", StringComparison.Ordinal));
        var letter = (await server.Admin.Get("letters"))["items"][0];
        (letter.GetProperty("channel").GetString(), letter.GetProperty("state").GetString()).ShouldBe(("teams", "sent"));
    }

    [Fact]
    public async Task That_a_test_arrives_is_proven_by_a_press_as_of_mails()
    {
        await Choose();
        await server.Services.GetRequiredService<LetterPost>().Test(Actor.Of(rita), "teams");
        var link = Regex.Match(teams.Bodies.ShouldHaveSingleItem(), "/told/arrived/[0-9a-f]+").Value;
        using var anybody = server.Client(null);
        (await (await anybody.GetAsync(link)).Content.ReadAsStringAsync()).ShouldContain("by Teams");
        (await Proven()).ShouldBe(JsonValueKind.Null, "Teams has looked, and nobody pressed");
        await anybody.PostAsync(link, null);
        (await Proven()).ShouldBe(JsonValueKind.String);
    }

    [Theory]
    [InlineData("""{"channels":[{"channel":"slack","tells":[]}]}""", "address")]
    [InlineData("""{"channels":[{"channel":"slack","address":"https://example.com/x","tells":[]}]}""", "address")]
    [InlineData("""{"channels":[{"channel":"teams","address":"https://x.webhook.office.com/webhookb2/a"}]}""", "address")]
    [InlineData("""{"channels":[{"channel":"push","tells":[]}]}""", "channel")]
    [InlineData("""{"channels":[{"channel":"push:1","tells":[]}]}""", "channel")]
    public async Task What_is_wrong_is_named(string body, string field) =>
        (await server.Admin.Put($"people/{rita.Id}/telling", body)).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, field);

    private Task<Api.Answer> Choose() => server.Admin.Put($"people/{rita.Id}/telling", $$"""
        {"channels":[{"channel":"teams","address":"{{teams.Url}}workflows/1?sig=topsecret","tells":[]}]}
        """);

    private async Task<JsonValueKind> Proven() =>
        (await server.Admin.Get($"people/{rita.Id}/telling"))["channels"][0].GetProperty("provenAt").ValueKind;
}
