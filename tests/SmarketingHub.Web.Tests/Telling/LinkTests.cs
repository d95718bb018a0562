using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Telling;
using SmarketingHub.Engine.Tests.Telling;
using SmarketingHub.Web.Tests.Api;

namespace SmarketingHub.Web.Tests.Telling;

/// <summary>Links in messages show; only a press acts. And what programs say and ask about it.</summary>
public sealed class LinkTests : IAsyncLifetime
{
    private readonly Pigeons pigeons = new("mail");
    private ApiServer server = null!;
    private HttpClient anybody = null!;
    private Person rita = null!;

    public async ValueTask InitializeAsync()
    {
        server = await ApiServer.Start(change: services => services.RemoveAll<IChannel>().AddSingleton<IChannel>(pigeons));
        anybody = server.Client(null);
        rita = await server.Hire("Rita");
        (await server.Admin.Put($"people/{rita.Id}/telling",
            """{"channels":[{"channel":"mail","tells":[{"topic":"handedOver","when":"atOnce"}]}],"language":"pl"}"""))
            .Status.ShouldBe(HttpStatusCode.OK);
    }

    public async ValueTask DisposeAsync()
    {
        anybody.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_link_that_is_opened_shows_and_ends_nothing()
    {
        var token = await StopToken();
        for (var looks = 0; looks < 2; looks++)
        {
            var page = await anybody.GetAsync($"/told/stop/{token}");
            page.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await page.Content.ReadAsStringAsync()).ShouldContain("<form class=\"form\" method=\"post\"");
        }
        (await server.Admin.Get($"people/{rita.Id}/telling"))["channels"].GetArrayLength().ShouldBe(1);

        var pressed = await anybody.PostAsync($"/told/stop/{token}", new FormUrlEncodedContent([]));
        (await pressed.Content.ReadAsStringAsync()).ShouldContain("Nothing more comes to you by e-mail.");
        (await server.Admin.Get($"people/{rita.Id}/telling"))["channels"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_mail_program_ends_it_by_one_post_and_is_sent_nowhere_else()
    {
        var token = await StopToken();
        var answer = await anybody.PostAsync($"/told/stop/{token}",
            new FormUrlEncodedContent(new Dictionary<string, string> { ["List-Unsubscribe"] = "One-Click" }));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.RequestMessage!.Method.ShouldBe(HttpMethod.Post, "not redirected");
        (await server.Admin.Get($"people/{rita.Id}/telling"))["channels"].GetArrayLength().ShouldBe(0);
        (await anybody.PostAsync("/told/stop/nobody",
            new FormUrlEncodedContent(new Dictionary<string, string> { ["List-Unsubscribe"] = "One-Click" }))).StatusCode
            .ShouldBe(HttpStatusCode.NotFound);
        (await (await anybody.PostAsync("/told/stop/nobody", null)).Content.ReadAsStringAsync())
            .ShouldContain("This link is not valid any more", customMessage: "in a browser");
    }

    [Fact]
    public async Task A_test_is_proven_by_a_press_and_not_by_a_look()
    {
        var post = server.Services.GetRequiredService<LetterPost>();
        await post.Test(Actor.Of(rita), "mail");
        var link = pigeons.Given.ShouldHaveSingleItem().Message.Open!.Address.AbsolutePath;
        (await (await anybody.GetAsync(link)).Content.ReadAsStringAsync()).ShouldContain("method=\"post\"");
        var channel = (await server.Admin.Get($"people/{rita.Id}/telling"))["channels"][0];
        channel.GetProperty("provenAt").ValueKind.ShouldBe(JsonValueKind.Null, "a scanner has looked, and nobody pressed");

        (await (await anybody.PostAsync(link, null)).Content.ReadAsStringAsync()).ShouldContain("Thank you.");
        channel = (await server.Admin.Get($"people/{rita.Id}/telling"))["channels"][0];
        channel.GetProperty("provenAt").GetString().ShouldBe("2026-03-02T09:00:00Z");
        (await (await anybody.PostAsync("/told/arrived/nobody", null)).Content.ReadAsStringAsync())
            .ShouldContain("This link is not valid any more", customMessage: "whoever pressed late is told why");
    }

    [Fact]
    public async Task A_scanner_that_asks_for_heads_alone_finds_every_link_and_changes_nothing()
    {
        var stop = await StopToken();
        await server.Services.GetRequiredService<LetterPost>().Test(Actor.Of(rita), "mail");
        string[] links = [$"/told/stop/{stop}", pigeons.Given.Last().Message.Open!.Address.AbsolutePath];

        foreach (var link in links)
            (await anybody.SendAsync(new(HttpMethod.Head, link))).StatusCode.ShouldBe(HttpStatusCode.OK, link);

        var told = await server.Admin.Get($"people/{rita.Id}/telling");
        told["channels"].GetArrayLength().ShouldBe(1);
        told["channels"][0].GetProperty("provenAt").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("""{"channels":[{"channel":"smoke"}]}""", "channel")]
    [InlineData("""{"channels":[{}]}""", "channel")]
    [InlineData("""{"channels":[{"channel":"mail","tells":[{"topic":"weather","when":"atOnce"}]}]}""", "topic")]
    [InlineData("""{"channels":[{"channel":"mail","tells":[{"topic":"late","when":"never"}]}]}""", "when")]
    [InlineData("""{"channels":[{"channel":"mail","tells":[{"topic":"escalation","when":"atOnce"}]}]}""", "topics")]
    [InlineData("""{"digestAt":"8 o'clock"}""", "digestAt")]
    [InlineData("""{"quietFrom":"19:00"}""", "quietUntil")]
    [InlineData("""{"timeZone":"Mars/Olympus"}""", "timeZone")]
    [InlineData("""{"language":"de"}""", "language")]
    [InlineData("""{"lookWithinMinutes":0}""", "lookWithinMinutes")]
    [InlineData("""{"channels":[{"channel":"mail","tells":[{"topic":"late","when":"atOnce"},{"topic":"late","when":"digest"}]}]}""",
        "topic")]
    public async Task What_is_wrong_is_named(string body, string field) =>
        (await server.Admin.Put($"people/{rita.Id}/telling", body)).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, field);

    [Fact]
    public async Task Letters_are_administrators_to_see_and_only_dead_ones_are_sent_again()
    {
        using var rep = server.Client(await server.Key("rep", Role.Rep));
        (await rep.Get("letters")).ShouldBeProblem(HttpStatusCode.Forbidden);
        (await rep.Get($"people/{rita.Id}/telling")).ShouldBeProblem(HttpStatusCode.Forbidden);
        (await rep.Put($"people/{rita.Id}/telling")).ShouldBeProblem(HttpStatusCode.Forbidden);
        (await server.Admin.Get("people/987654/telling")).ShouldBeProblem(HttpStatusCode.NotFound);

        pigeons.Answer = _ => Engine.Telling.Answer.Refused(LetterProblem.Refused, 550);
        await Ring();
        var dead = (await server.Admin.Get("letters?state=dead"))["items"][0];
        (dead.GetProperty("problem").GetString(), dead.GetProperty("status").GetInt32(), dead.GetProperty("person").GetInt64())
            .ShouldBe(("refused", 550, rita.Id));
        pigeons.Answer = _ => Engine.Telling.Answer.Accepted;
        var id = dead.GetProperty("id").GetInt64();
        (await rep.Post($"letters/{id}/resend")).ShouldBeProblem(HttpStatusCode.Forbidden);
        (await server.Admin.Post($"letters/{id}/resend")).Status.ShouldBe(HttpStatusCode.Accepted);
        await server.Services.GetRequiredService<LetterSender>().SendDue();
        (await server.Admin.Get("letters"))["items"][0].GetProperty("state").GetString().ShouldBe("sent");
        (await server.Admin.Post($"letters/{id}/resend")).ShouldBeProblem(HttpStatusCode.Conflict);
        (await server.Admin.Get("letters?state=lost")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "state");
    }

    private async Task<string> StopToken()
    {
        await Ring();
        await using var rows = server.Rows();
        return (await rows.Reaches.SingleAsync()).StopToken;
    }

    private async Task Ring()
    {
        var lead = await server.Admin.Take();
        await server.Admin.Fire(lead, "ready");
        await server.Admin.Fire(lead, "offer", $$"""{"to":"person:{{rita.Id}}"}""");
        await server.Services.GetRequiredService<LetterSender>().SendDue();
    }
}
