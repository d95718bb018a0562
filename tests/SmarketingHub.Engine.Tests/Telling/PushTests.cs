using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Telling;
using SmarketingHub.Engine.Telling.Push;
using SmarketingHub.Engine.Tests.Webhooks;
using static SmarketingHub.Domain.People.TellTopic;
using static SmarketingHub.Domain.People.TellWhen;

namespace SmarketingHub.Engine.Tests.Telling;

/// <summary>Browsers, by a push service on this machine. What comes is read as a browser reads it.</summary>
public sealed class PushTests
{
    private static readonly Func<Received, string> Created = _ => WebhookReceiver.Says(201);

    [Fact]
    public async Task A_browser_reads_what_is_pushed_to_it_and_knows_who_sent_it()
    {
        await using var desk = await Desk.SetNearby();
        using var service = new WebhookReceiver { Answer = Created };
        using var browser = new Browser();
        var way = await Add(desk, desk.Rita, browser, $"{service.Base}/push/1");
        var lead = await desk.Offer();
        await desk.Send();

        var received = service.All.ShouldHaveSingleItem();
        var said = browser.Read(received);
        said.GetProperty("title").GetString().ShouldBe("1 things");
        said.GetProperty("body").GetString().ShouldBe("");
        said.GetProperty("url").GetString().ShouldBe("https://hub.example/");
        said.GetProperty("stop").GetProperty("url").GetString().ShouldBe($"https://hub.example/{desk.Reach(desk.Rita, way)!.StopToken}");
        said.GetProperty("tag").GetString().ShouldBe($"letter-{desk.Letters().Single().Id}");
        received.Headers["ttl"].ShouldBe("259200");
        received.Headers["topic"].ShouldBe(said.GetProperty("tag").GetString());
        System.Text.Encoding.Latin1.GetString(received.Bytes).ShouldNotContain("things", Case.Sensitive, "the service cannot read it");

        var (key, claims) = Browser.Sender(received);
        // The library leaves the port out, which no push service has.
        claims.GetProperty("aud").GetString().ShouldBe("http://127.0.0.1");
        claims.GetProperty("sub").GetString().ShouldBe("mailto:hub@hub.example");
        key.ShouldBe((await desk.Hub.Services.GetRequiredService<PushKeys>().Get()).Public);
        lead.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task The_key_is_made_once_for_all_processes_and_starts()
    {
        await using var desk = await Desk.SetNearby();
        var keys = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new PushKeys(desk.Hub.Door).Get()));
        keys.Distinct().ShouldHaveSingleItem();
        await using var rows = desk.Hub.Rows();
        (await rows.InstallationKeys.CountAsync(k => k.Name == "push")).ShouldBe(1);
    }

    [Theory]
    [InlineData(404), InlineData(410)]
    public async Task A_browser_that_is_gone_ends_and_the_person_s_others_are_told(int status)
    {
        await using var desk = await Desk.SetNearby();
        using var service = new WebhookReceiver
        {
            Answer = received => WebhookReceiver.Says(received.Path == "/push/gone" ? status : 201),
        };
        using var gone = new Browser();
        using var kept = new Browser();
        var ended = await Add(desk, desk.Rita, gone, $"{service.Base}/push/gone");
        var other = await Add(desk, desk.Rita, kept, $"{service.Base}/push/kept");
        await Choose(desk, desk.Rita, ended, other);
        await desk.Offer();
        await desk.Send();

        kept.Read(service.All.First(received => received.Path == "/push/kept")).GetProperty("title").GetString().ShouldBe("1 things");
        var reach = desk.Reach(desk.Rita, ended)!;
        (reach.Address, reach.Problem, reach.Status).ShouldBe((null, LetterProblem.Gone, status));
        desk.Hub.Company().TellChoices[desk.Rita.Id].By.ShouldHaveSingleItem().Channel.ShouldBe(other);
        desk.Letters().Single(letter => letter.Channel == ended).State.ShouldBe(LetterState.Dead);
        await desk.Offer("2@example.com");
        await desk.Send();
        service.All.Count(received => received.Path == "/push/gone").ShouldBe(1);
    }

    [Theory]
    [InlineData(400, LetterProblem.Refused, true), InlineData(403, LetterProblem.Refused, true)]
    [InlineData(413, LetterProblem.Refused, true)]
    [InlineData(429, LetterProblem.TooMany, false), InlineData(500, LetterProblem.Troubled, false)]
    [InlineData(200, null, false), InlineData(202, null, false)]
    public async Task Each_answer_is_what_it_says(int status, LetterProblem? problem, bool isFinal)
    {
        await using var desk = await Desk.SetNearby();
        using var service = new WebhookReceiver
        {
            Answer = _ => WebhookReceiver.Says(status, "Retry-After: 90\r\n", """{"reason":"BadJwtToken"}"""),
        };
        using var browser = new Browser();
        var answer = await desk.Post.Channel("push")!.Send(
            new("letter-1", desk.Rita, browser.Subscription($"{service.Base}/push/1"), SampleMessages.One), default);
        (answer.Problem, answer.IsFinal).ShouldBe((problem, isFinal));
        if (problem is not null)
            (answer.Status, answer.Said).ShouldBe((status, "BadJwtToken"));
        answer.RetryAfter.ShouldBe(status is 429 or 500 ? NodaTime.Duration.FromSeconds(90) : null);
        service.All.Count.ShouldBe(1, "the library tries nothing again by itself");
    }

    [Fact]
    public async Task No_private_network_is_pushed_into()
    {
        await using var desk = await Desk.Set();
        using var inside = new WebhookReceiver { Answer = Created };
        using var browser = new Browser();
        var options = new ChannelOptions { Contact = "mailto:hub@hub.example" };
        using var web = new ChannelWeb(options, TimeProvider.System);
        var channel = new PushChannel(options, web, new(desk.Hub.Door), TimeProvider.System);
        channel.IsSetUp.ShouldBeTrue();
        var answer = await channel.Send(
            new("letter-1", desk.Rita, browser.Subscription($"http://localhost:{inside.Port}/push/1"), SampleMessages.One), default);
        answer.Problem.ShouldBe(LetterProblem.PrivateAddress);
        inside.All.ShouldBeEmpty();
        Should.Throw<InvalidArgument>(() => channel.CheckAddress(browser.Subscription("http://push.example/1"))).Field.ShouldBe("address");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{"endpoint":"https://push.example/1","keys":{"p256dh":"AAAA","auth":"AAAAAAAAAAAAAAAAAAAAAA"}}""")]
    [InlineData("""{"endpoint":"https://push.example/1","keys":{"p256dh":1,"auth":2}}""")]
    [InlineData("""{"endpoint":"https://push.example/1"}""")]
    public async Task What_is_no_subscription_is_refused(string said)
    {
        await using var desk = await Desk.SetNearby();
        (await Should.ThrowAsync<InvalidArgument>(() => desk.Hub.Door.Do(
            Actor.Of(desk.Rita), write => write.AddBrowser(desk.Post.Channel("push")!, said, "Firefox, Linux")))).Field.ShouldBe("address");
    }

    [Fact]
    public async Task A_browser_is_whoever_s_switched_it_on_last_and_stands_in_a_list_once()
    {
        await using var desk = await Desk.SetNearby();
        using var browser = new Browser();
        var first = await Add(desk, desk.Rita, browser, "https://push.example/1");
        (await Add(desk, desk.Rita, browser, "https://push.example/1")).ShouldBe(first);
        var second = await Add(desk, desk.Sal, browser, "https://push.example/1");
        desk.Reach(desk.Rita, first).ShouldBeNull();
        desk.Hub.Company().TellChoices[desk.Rita.Id].By.ShouldBeEmpty();
        desk.Reach(desk.Sal, second)!.Label.ShouldBe("Firefox, Linux");

        // It may only be chosen by whose it is.
        (await Should.ThrowAsync<InvalidArgument>(() => Choose(desk, desk.Rita, second))).Field.ShouldBe("channel");
        (await Should.ThrowAsync<InvalidArgument>(() => Choose(desk, desk.Rita, "push"))).Field.ShouldBe("channel");
        await desk.Hub.Door.Do(Actor.Of(desk.Sal), write =>
        {
            write.ForgetAddress(desk.Sal.Id, second);
            return true;
        });
        desk.Reach(desk.Sal, second).ShouldBeNull();
    }

    [Fact]
    public async Task Of_more_browsers_than_ten_the_first_goes()
    {
        await using var desk = await Desk.SetNearby();
        using var browser = new Browser();
        var ways = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            ways.Add(await Add(desk, desk.Rita, browser, $"https://push.example/{i}"));
            desk.Hub.Time.Advance(TimeSpan.FromMinutes(1));
        }
        await using var rows = desk.Hub.Rows();
        (await rows.Reaches.Where(r => r.PersonId == desk.Rita.Id).OrderBy(r => r.NamedAt).Select(r => r.Channel).ToListAsync())
            .ShouldBe(ways[2..]);
    }

    [Fact]
    public void It_never_has_more_than_a_push_service_takes_and_always_says_how_much_it_left_out() =>
        SampleMessages.Any(PushText.MostItems).Sample(message =>
        {
            var bytes = PushText.Write("letter-1", message);
            bytes.Length.ShouldBeLessThanOrEqualTo(3_993, "with salt, key, padding and tag it is one record of 4,096 bytes");
            using var json = System.Text.Json.JsonDocument.Parse(bytes);
            var lines = json.RootElement.GetProperty("body").GetString()!.Split('\n');
            var title = json.RootElement.GetProperty("title").GetString();
            if (message.Items.Count + message.Others > 1)
                SlackTests.Named(message, lines.Count(line => System.Text.RegularExpressions.Regex.IsMatch(line, "§[0-9]+§$")), lines);
            else
                title.ShouldNotBeNull();
        });

    /// <returns>What choices call it.</returns>
    private static async Task<string> Add(Desk desk, Person person, Browser browser, string endpoint)
    {
        var reach = await desk.Hub.Door.Do(Actor.Of(person),
            write => write.AddBrowser(desk.Post.Channel("push")!, browser.Subscription(endpoint), " Firefox, Linux "));
        await Choose(desk, person, reach.Channel);
        return reach.Channel;
    }

    private static Task Choose(Desk desk, Person person, params string[] ways) => desk.Choose(new TellChoices
    {
        Person = person.Id,
        By = [.. ways.Select(way => Desk.By(way, (HandedOver, AtOnce)))],
    });
}
