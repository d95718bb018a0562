using System.Text.Json;
using CsCheck;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Telling;
using SmarketingHub.Engine.Telling.Teams;
using SmarketingHub.Engine.Tests.Webhooks;

namespace SmarketingHub.Engine.Tests.Telling;

/// <summary>Teams, by a server on this machine that answers as a workflow does.</summary>
public sealed class TeamsTests
{
    private const string Path = "/workflows/1/triggers/manual/paths/invoke?api-version=1&sig=secretsecret";

    [Fact]
    public async Task It_is_one_card_with_links_a_reason_and_an_end()
    {
        using var teams = new WebhookReceiver { Answer = _ => WebhookReceiver.Says(202) };
        (await Send(teams, SampleMessages.One)).ShouldBe(Answer.Accepted);
        var received = teams.All.ShouldHaveSingleItem();
        received.Path.ShouldBe(Path);
        received.Json.GetProperty("type").GetString().ShouldBe("message");
        var attachment = received.Json.GetProperty("attachments").EnumerateArray().ShouldHaveSingleItem();
        attachment.GetProperty("contentType").GetString().ShouldBe("application/vnd.microsoft.card.adaptive");
        attachment.GetProperty("contentUrl").ValueKind.ShouldBe(JsonValueKind.Null);
        var card = attachment.GetProperty("content");
        card.GetProperty("type").GetString().ShouldBe("AdaptiveCard");
        card.GetProperty("version").GetString().ShouldBe("1.4");
        card.GetProperty("lang").GetString().ShouldBe("pl");
        Texts(card).ShouldBe(
        [
            "1 termin przekroczony",
            @"[Bjørn & \<Søn>: „przyjąć” – spóźnione](https://hub.example/leads/7?a=1&b=2)",
            "pon. 2 mar, 13:00",
            "Dlatego",
            "[Wybory](https://hub.example/telling) · [Zakończ](https://hub.example/told/stop/abc)",
        ]);
        var action = card.GetProperty("actions").EnumerateArray().ShouldHaveSingleItem();
        (action.GetProperty("type").GetString(), action.GetProperty("url").GetString())
            .ShouldBe(("Action.OpenUrl", "https://hub.example/breaches"));
    }

    [Theory]
    [InlineData("a*b_c", @"a\*b\_c")]
    [InlineData("[x](https://evil.example)", @"\[x\](https://evil.example)")]
    [InlineData("# no heading", @"\# no heading")]
    [InlineData("- no list", @"\- no list")]
    [InlineData("1. FC Köln", @"1\. FC Köln")]
    [InlineData("A. 1. B - c # d", "A. 1. B - c # d")]
    [InlineData(@"C:\dir", @"C:\\dir")]
    [InlineData("{{DATE(x)}}", "{\u200B{DATE(x)}}")]
    [InlineData("two\r\nlines", "two lines")]
    public void What_a_lead_is_called_is_shown_and_does_nothing(string name, string written) =>
        TeamsText.Escape(name).ShouldBe(written);

    [Theory]
    [InlineData(400, """{"error":{"code":"InvalidTemplate","message":"x"}}""", LetterProblem.Refused, true, "InvalidTemplate")]
    [InlineData(401, """{"error":{"code":"DirectApiAuthorization"}}""", LetterProblem.Refused, true, "DirectApiAuthorization")]
    [InlineData(404, """{"error":{"code":"WorkflowNotFound"}}""", LetterProblem.Gone, true, "WorkflowNotFound")]
    [InlineData(410, "", LetterProblem.Gone, true, null)]
    [InlineData(413, "", LetterProblem.Refused, true, null)]
    [InlineData(429, "{}", LetterProblem.TooMany, false, null)]
    [InlineData(502, "{", LetterProblem.Troubled, false, null)]
    public async Task Each_answer_is_what_it_says(int status, string body, LetterProblem problem, bool isFinal, string? said)
    {
        using var teams = new WebhookReceiver { Answer = _ => WebhookReceiver.Says(status, "Retry-After: 90\r\n", body) };
        var answer = await Send(teams, SampleMessages.One);
        (answer.Problem, answer.IsFinal, answer.Status, answer.Said).ShouldBe((problem, isFinal, status, said));
        if (status == 429)
            answer.RetryAfter.ShouldBe(NodaTime.Duration.FromSeconds(90));
    }

    [Fact]
    public void An_address_is_of_a_workflow_and_a_connector_s_is_told_so()
    {
        using var web = new ChannelWeb(new(), TimeProvider.System);
        var channel = new TeamsChannel(web);
        foreach (var right in new[]
        {
            "https://prod-12.westus.logic.azure.com:443/workflows/ab/triggers/manual/paths/invoke?sp=x&sv=1.0&sig=abcdef",
            "https://a.01.environment.api.powerplatform.com/powerautomate/automations/direct/workflows/ab/triggers/x?sig=abcdef",
        })
            new Uri(channel.CheckAddress($" {right}\n")).ShouldBe(new Uri(right));
        Should.Throw<InvalidArgument>(() => channel.CheckAddress("https://x.webhook.office.com/webhookb2/a"))
            .Message.ShouldContain("Office connector");
        foreach (var wrong in new[] { null, "", "https://teams.microsoft.com/l/channel/x", "http://x.azure.com/workflows/a?sig=b" })
            Should.Throw<InvalidArgument>(() => channel.CheckAddress(wrong)).Field.ShouldBe("address");
        channel.Shown("https://prod-12.westus.logic.azure.com/workflows/ab?sig=abcdef").ShouldBe("prod-12.westus.logic.azure.com/…cdef");
    }

    [Fact]
    public void It_never_has_more_than_Teams_takes_and_always_says_how_much_it_left_out() =>
        SampleMessages.Any(TeamsText.MostItems).Sample(message =>
        {
            var bytes = TeamsText.Write(message);
            bytes.Length.ShouldBeLessThanOrEqualTo(20 * 1000);
            using var json = JsonDocument.Parse(bytes);
            var texts = Texts(json.RootElement.GetProperty("attachments")[0].GetProperty("content"));
            texts.ShouldAllBe(text => !text.Contains("{{", StringComparison.Ordinal) && !text.Contains('\n'));
            SlackTests.Named(message, texts.Count(text => text.Contains("/leads/", StringComparison.Ordinal)), texts);
        });

    private static List<string> Texts(JsonElement card) =>
        [.. card.GetProperty("body").EnumerateArray().Select(block => block.GetProperty("text").GetString()!)];

    private static async Task<Answer> Send(WebhookReceiver teams, Message message)
    {
        using var web = new ChannelWeb(new() { AllowPrivate = true }, TimeProvider.System);
        var rita = new Person { Id = 1, Name = "Rita Rep", Email = "rita@hub.example", Party = Party.Sales, Role = Role.Rep };
        return await new TeamsChannel(web).Send(new("letter-7", rita, teams.Base + Path, message), default);
    }
}
