using System.Text.Json;
using CsCheck;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Telling;
using SmarketingHub.Engine.Telling.Slack;
using SmarketingHub.Engine.Tests.Webhooks;

namespace SmarketingHub.Engine.Tests.Telling;

/// <summary>Slack, by a server on this machine that answers as Slack says that it does, and worse.</summary>
public sealed class SlackTests
{
    private static readonly Func<Received, string> Ok = _ => WebhookReceiver.Says(200, body: "ok");

    [Fact]
    public async Task It_says_what_is_late_with_its_link_its_reason_and_its_end_and_a_name_is_only_a_name()
    {
        using var slack = new WebhookReceiver { Answer = Ok };
        (await Send(slack, SampleMessages.One)).ShouldBe(Answer.Accepted);
        var received = slack.All.ShouldHaveSingleItem();
        received.Headers["content-type"].ShouldBe("application/json; charset=utf-8");
        var json = received.Json;
        json.GetProperty("text").GetString().ShouldBe("Bjørn &amp; &lt;Søn&gt;: „przyjąć” – spóźnione");
        var blocks = json.GetProperty("blocks").EnumerateArray().ToList();
        blocks[0].GetProperty("type").GetString().ShouldBe("header");
        blocks[0].GetProperty("text").GetProperty("text").GetString().ShouldBe("1 termin przekroczony");
        Text(blocks[1]).ShouldBe(
            "<https://hub.example/leads/7?a=1&amp;b=2|Bjørn &amp; &lt;Søn&gt;: „przyjąć” – spóźnione>\npon. 2 mar, 13:00");
        Text(blocks[2]).ShouldBe("*<https://hub.example/breaches|Otwórz>*");
        blocks[^1].GetProperty("elements")[0].GetProperty("text").GetString()
            .ShouldBe("Dlatego\n<https://hub.example/telling|Wybory> · <https://hub.example/told/stop/abc|Zakończ>");
        json.GetProperty("unfurl_links").GetBoolean().ShouldBeFalse("a link that is opened by Slack would look pressed");
    }

    [Theory]
    [InlineData(400, "invalid_payload", LetterProblem.Refused, true)]
    [InlineData(403, "action_prohibited", LetterProblem.Refused, true)]
    [InlineData(404, "channel_not_found", LetterProblem.Gone, true)]
    [InlineData(404, "no_service", LetterProblem.Gone, true)]
    [InlineData(410, "channel_is_archived", LetterProblem.Gone, true)]
    [InlineData(403, "invalid_token", LetterProblem.Gone, true)]
    [InlineData(429, "rate_limited", LetterProblem.TooMany, false)]
    [InlineData(500, "rollup_error", LetterProblem.Troubled, false)]
    [InlineData(503, "", LetterProblem.Troubled, false)]
    [InlineData(302, "", LetterProblem.Refused, true)]
    [InlineData(200, "<html>Sign in to the hotel's network</html>", LetterProblem.BrokenAnswer, false)]
    public async Task Each_answer_is_what_Slack_says_that_it_is(int status, string body, LetterProblem problem, bool isFinal)
    {
        using var elsewhere = new WebhookReceiver();
        using var slack = new WebhookReceiver
        {
            Answer = _ => WebhookReceiver.Says(status, $"Location: {elsewhere.Url}\r\n", body),
        };
        var answer = await Send(slack, SampleMessages.One);
        (answer.Problem, answer.IsFinal, answer.Status).ShouldBe((problem, isFinal, status));
        answer.Said.ShouldBe(body is "" or ['<', ..] ? null : body);
        elsewhere.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_broke_off_may_have_arrived_and_what_never_got_there_did_not()
    {
        using var slack = new WebhookReceiver { Answer = _ => "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\no" };
        var half = await Send(slack, SampleMessages.One);
        (half.Problem, half.MayHaveArrived, half.IsFinal).ShouldBe((LetterProblem.BrokenAnswer, true, false));
        var closed = $"{slack.Base}/services/T/B/x";
        slack.Dispose();
        using var web = new ChannelWeb(Nearby, TimeProvider.System);
        foreach (var (address, problem) in new[]
        {
            (closed, LetterProblem.Unreachable), ("http://no.such.host.invalid/services/T/B/x", LetterProblem.NoSuchName),
        })
        {
            var answer = await new SlackChannel(Nearby, web).Send(new("letter-1", Rita, address, SampleMessages.One), default);
            (answer.Problem, answer.MayHaveArrived, answer.IsFinal).ShouldBe((problem, false, false));
        }
    }

    [Fact]
    public async Task No_private_network_is_gone_into_and_no_other_server_is_taken_for_Slack()
    {
        using var inside = new WebhookReceiver { Answer = Ok };
        var strict = new ChannelOptions();
        using var web = new ChannelWeb(strict, TimeProvider.System);
        var channel = new SlackChannel(strict, web);
        foreach (var address in new[] { $"{inside.Base}/services/T/B/x", $"http://localhost:{inside.Port}/services/T/B/x" })
            (await channel.Send(new("letter-1", Rita, address, SampleMessages.One), default)).Problem
                .ShouldBe(LetterProblem.PrivateAddress);
        inside.All.ShouldBeEmpty();

        channel.CheckAddress(" https://hooks.slack.com/services/T00/B00/abcdefgh ")
            .ShouldBe("https://hooks.slack.com/services/T00/B00/abcdefgh");
        foreach (var wrong in new[]
        {
            null, "", "hooks.slack.com/services/T/B/x", "http://hooks.slack.com/services/T/B/x", "https://hooks.slack.com/services/",
            "https://hooks.slack.com.evil.example/services/T/B/x", "https://a:b@hooks.slack.com/services/T/B/x",
            "https://app.slack.com/client/T",
        })
            Should.Throw<InvalidArgument>(() => channel.CheckAddress(wrong)).Field.ShouldBe("address");
        channel.Shown("https://hooks.slack.com/services/T00/B00/abcdefgh").ShouldBe("hooks.slack.com/…efgh");
    }

    [Fact]
    public void It_never_says_more_than_Slack_takes_and_always_how_much_it_left_out() =>
        SampleMessages.Any(SlackText.MostItems).Sample(message =>
        {
            var bytes = SlackText.Write(message);
            using var json = JsonDocument.Parse(bytes);
            var blocks = json.RootElement.GetProperty("blocks").EnumerateArray().ToList();
            blocks.Count.ShouldBeInRange(2, 50);
            System.Text.Encoding.UTF8.GetCharCount(bytes).ShouldBeLessThanOrEqualTo(11_000);
            json.RootElement.GetProperty("text").GetString()!.Length.ShouldBeLessThanOrEqualTo(4_000);
            foreach (var block in blocks)
                switch (block.GetProperty("type").GetString())
                {
                    case "header":
                        block.GetProperty("text").GetProperty("text").GetString()!.Length.ShouldBeInRange(1, 150);
                        break;
                    case "context":
                        block.GetProperty("elements").GetArrayLength().ShouldBeInRange(1, 10);
                        break;
                    default:
                        Text(block).Length.ShouldBeInRange(1, 3_000);
                        // Nothing of a name is a mention, a link or half of one.
                        Text(block).Count(c => c == '<').ShouldBe(Text(block).Count(c => c == '>'));
                        Text(block).ShouldNotContain("<!");
                        break;
                }
            List<string> texts = [.. blocks.Where(block => block.GetProperty("type").GetString() == "section").Select(Text)];
            Named(message, texts.Count(text => text.Contains("/leads/", StringComparison.Ordinal)), texts);
        });

    /// <summary>What is not named is counted.</summary>
    internal static void Named(Message message, int named, IReadOnlyList<string> texts)
    {
        var left = message.Items.Count + message.Others - named;
        if (left > 0)
            texts.ShouldContain($"i jeszcze {left}");
        else
            texts.ShouldNotContain(text => text.StartsWith("i jeszcze", StringComparison.Ordinal));
    }

    private static string Text(JsonElement block) => block.GetProperty("text").GetProperty("text").GetString()!;

    private static readonly ChannelOptions Nearby = new() { AllowPrivate = true };

    private static Person Rita { get; } =
        new() { Id = 1, Name = "Rita Rep", Email = "rita@hub.example", Party = Party.Sales, Role = Role.Rep };

    private static async Task<Answer> Send(WebhookReceiver slack, Message message)
    {
        using var web = new ChannelWeb(Nearby, TimeProvider.System);
        return await new SlackChannel(Nearby, web).Send(new("letter-7", Rita, $"{slack.Base}/services/T/B/x", message), default);
    }
}
