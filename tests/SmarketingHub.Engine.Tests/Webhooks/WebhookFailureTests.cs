using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.Notices;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Webhooks;

namespace SmarketingHub.Engine.Tests.Webhooks;

/// <summary>A receiver that fails in every way.</summary>
public sealed class WebhookFailureTests
{
    private static readonly WebhookText Captured = new() { Events = ["leadCaptured"] };

    [Theory]
    [InlineData(500), InlineData(503), InlineData(400), InlineData(404), InlineData(301), InlineData(302), InlineData(307), InlineData(304)]
    public async Task Any_other_answer_than_2xx_is_a_failure_and_nobody_is_led_on(int status)
    {
        using var elsewhere = new WebhookReceiver();
        using var receiver = new WebhookReceiver { Answer = _ => WebhookReceiver.Says(status, $"Location: {elsewhere.Url}\r\n") };
        await using var hub = await At.Start();
        await hub.Make(receiver.Url, Captured);
        await hub.Take();
        await hub.Send();

        var message = hub.Log().ShouldHaveSingleItem();
        (message.State, message.Status, message.Problem, message.Attempts).ShouldBe(
            (WebhookMessageState.Waiting, status, WebhookProblem.Status, 1));
        message.NextAt.ShouldBe(hub.Now + Duration.FromSeconds(5));
        elsewhere.All.ShouldBeEmpty();

        receiver.Answer = _ => WebhookReceiver.Says(204);
        hub.Time.Advance(TimeSpan.FromSeconds(5));
        await hub.Send();
        (hub.Log().Single().State, hub.Log().Single().Attempts).ShouldBe((WebhookMessageState.Delivered, 2));
        receiver.All.Select(m => m.Id).Distinct().ShouldHaveSingleItem("the same message has the same id");
    }

    [Theory]
    [InlineData("HTTP/1.1 200 O")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nhalf")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nhalf")]
    [InlineData("what?\r\n\r\n")]
    [InlineData("")]
    public async Task Half_an_answer_is_none(string answer)
    {
        using var receiver = new WebhookReceiver { Answer = _ => answer };
        await using var hub = await At.Start();
        await hub.Make(receiver.Url, Captured);
        await hub.Take();
        await hub.Send();

        hub.Log().Single().Problem.ShouldBe(WebhookProblem.BrokenAnswer);
        hub.Log().Single().State.ShouldBe(WebhookMessageState.Waiting);
    }

    [Fact]
    public async Task Of_a_huge_answer_no_more_is_read_than_is_needed()
    {
        using var receiver = new WebhookReceiver { Answer = _ => WebhookReceiver.Says(200, body: new string('x', 5_000_000)) };
        await using var hub = await At.Start();
        await hub.Make(receiver.Url, Captured);
        await hub.Take();
        await hub.Send();

        (hub.Log().Single().State, hub.Log().Single().Status).ShouldBe((WebhookMessageState.Delivered, 200));
    }

    [Fact]
    public async Task Who_does_not_answer_within_15_seconds_has_not()
    {
        using var receiver = new WebhookReceiver { Answer = _ => null };
        await using var hub = await At.Start();
        await hub.Make(receiver.Url, Captured);
        await hub.Take();
        await hub.SendUnanswered(receiver);

        hub.Log().Single().Problem.ShouldBe(WebhookProblem.TimedOut);
    }

    [Fact]
    public async Task Where_nobody_listens_or_no_server_has_the_name_or_its_certificate_is_not_valid_is_told_apart()
    {
        using var gone = new WebhookReceiver();
        var url = gone.Url;
        gone.Dispose();
        using var secure = new WebhookReceiver(isSecure: true);
        await using var hub = await At.Start();
        foreach (var address in new[] { url, "https://nobody.invalid/hook", secure.Url })
            await hub.Make(address, Captured);
        await hub.Take();
        await hub.Send();

        hub.Log().OrderBy(m => m.WebhookId).Select(m => m.Problem).ShouldBe(
            [WebhookProblem.Unreachable, WebhookProblem.NoSuchName, WebhookProblem.NotSecure]);
        secure.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("127.0.0.1"), InlineData("localhost"), InlineData("[::1]"), InlineData("[::ffff:127.0.0.1]"), InlineData("2130706433")]
    [InlineData("0x7f.1"), InlineData("0.0.0.0")]
    public async Task Nothing_goes_to_private_addresses_however_they_are_written_or_named(string host)
    {
        using var receiver = new WebhookReceiver();
        await using var hub = await HubFixture.Start();
        await hub.Make($"http://{host}:{receiver.Port}/hook", Captured);
        await hub.Take();
        await hub.Send();

        hub.Log().Single().Problem.ShouldBe(WebhookProblem.PrivateAddress);
        hub.Time.Advance(TimeSpan.FromSeconds(5));
        await hub.Send();
        (hub.Log().Single().Attempts, hub.Log().Single().Problem).ShouldBe((2, WebhookProblem.PrivateAddress));
        receiver.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task Gone_ends_it_and_its_owner_is_told()
    {
        using var receiver = new WebhookReceiver { Answer = _ => WebhookReceiver.Says(410) };
        await using var hub = await At.Start();
        var admin = await hub.Hire("Ada Admin", role: Role.Admin);
        var webhook = await hub.Make(receiver.Url, Captured with { Owner = admin.Id });
        await hub.Take("1@example.com");
        await hub.Send();
        await hub.Take("2@example.com");
        await hub.Send();

        receiver.All.Count.ShouldBe(1);
        (hub.Webhook(webhook.Id).State, hub.Log().Single().State).ShouldBe((WebhookState.Ended, WebhookMessageState.Failed));
        Told(hub).ShouldBe([(admin.Id, NoticeKind.WebhookEnded, "127.0.0.1")]);
        await Should.ThrowAsync<WebhookHasEnded>(hub.Door.Do(HubFixture.Admin, write => write.ResumeWebhook(webhook.Id)));
        await Should.ThrowAsync<WebhookHasEnded>(hub.Door.Do(HubFixture.Admin, write => write.ResendWebhook(webhook.Id, 1)));
        await Should.ThrowAsync<WebhookHasEnded>(hub.Sender().Test(HubFixture.Admin, webhook.Id));
    }

    [Fact]
    public async Task A_failing_leads_later_events_wait_and_other_leads_go_on()
    {
        using var receiver = new WebhookReceiver();
        await using var hub = await At.Start();
        var (bad, good) = (await hub.Take("bad@example.com"), await hub.Take("good@example.com"));
        await hub.Make(receiver.Url, new() { Events = ["stageMoved", "noteAdded"] });
        receiver.Answer = message => WebhookReceiver.Says(message.Lead == bad ? 500 : 200);
        foreach (var trigger in new[] { Trigger.Nurture, Trigger.Ready })
            foreach (var lead in new[] { bad, good })
                await hub.Fire(lead, trigger, new() { Until = trigger == Trigger.Nurture ? hub.Now + Duration.FromDays(9) : null });
        await hub.Send();

        receiver.All.Count(m => m.Lead == bad).ShouldBe(1);
        receiver.All.Count(m => m.Lead == good).ShouldBe(2);
        receiver.Answer = _ => WebhookReceiver.Says(200);
        hub.Time.Advance(TimeSpan.FromSeconds(5));
        await hub.Send();

        receiver.All.Where(m => m.Lead == bad).Select(m => m.Sequence).ShouldBeInOrder();
        receiver.All.Where(m => m.Lead == bad).Select(m => m.Sequence).Distinct().Count().ShouldBe(2);
        hub.Log().ShouldAllBe(m => m.State == WebhookMessageState.Delivered);
        hub.Webhook(hub.Log()[0].WebhookId).FailingSince.ShouldBeNull();
    }

    [Fact]
    public async Task For_75_hours_a_message_is_tried_ten_times_and_then_given_up()
    {
        using var receiver = new WebhookReceiver { Answer = _ => WebhookReceiver.Says(500) };
        await using var hub = await At.Start();
        await hub.Make(receiver.Url, Captured);
        await hub.Take();
        var (first, tried) = (hub.Now, new List<Duration>());
        await hub.Send();
        while (hub.Log().Single() is { State: WebhookMessageState.Waiting } message)
        {
            tried.Add(hub.Now - first);
            hub.Time.Advance((message.NextAt!.Value - hub.Now).ToTimeSpan());
            await hub.Send();
        }

        (hub.Log().Single().State, hub.Log().Single().Attempts, receiver.All.Count).ShouldBe((WebhookMessageState.Failed, 10, 10));
        tried.ShouldBe([Duration.Zero, .. WebhookSchedule.After.SkipLast(1)]);
        (hub.Now - first).ShouldBe(Duration.FromHours(75.5) + Duration.FromSeconds(5 + 5 * 60));
    }

    [Fact]
    public async Task Who_was_gone_for_a_day_gets_all_of_it_at_once_in_order()
    {
        using var first = new WebhookReceiver();
        var port = first.Port;
        await using var hub = await At.Start();
        var lead = await hub.Take();
        var webhook = await hub.Make(first.Url, new() { Events = ["noteAdded", "leadCaptured"] });
        first.Dispose();
        for (var hour = 0; hour < 24; hour++)
        {
            await hub.Fire(lead, Trigger.Note, new() { Words = $"Hour {hour}" });
            await hub.Take($"{hour}@example.com");
            await hub.Send();
            hub.Time.Advance(TimeSpan.FromHours(1));
        }
        hub.Webhook(webhook.Id).FailingSince.ShouldNotBeNull();

        using var back = new WebhookReceiver(port: port);
        await hub.Take("back@example.com");
        await hub.Send();

        var told = hub.Ledger(webhook.Cursor).Where(e => e.Type is "noteAdded" or "leadCaptured").Select(e => e.Sequence);
        back.All.Select(m => m.Sequence).Order().ShouldBe(told);
        back.All.Where(m => m.Lead == lead).Select(m => m.Sequence).ShouldBeInOrder();
        hub.Webhook(webhook.Id).FailingSince.ShouldBeNull();
    }

    [Fact]
    public async Task After_five_days_without_a_success_it_is_paused_its_owner_told_and_resumed_nothing_is_lost()
    {
        using var receiver = new WebhookReceiver { Answer = _ => WebhookReceiver.Says(500) };
        await using var hub = await At.Start();
        var owner = await hub.Hire("Ada Admin", role: Role.Admin);
        await hub.Hire("Bo Admin", role: Role.Admin);
        var webhook = await hub.Make(receiver.Url, new() { Events = ["leadCaptured", "noteAdded"], Owner = owner.Id });
        var lead = await hub.Take();
        await hub.Send();
        hub.Time.Advance(TimeSpan.FromDays(5) - TimeSpan.FromMinutes(1));
        await hub.Send();
        hub.Webhook(webhook.Id).State.ShouldBe(WebhookState.Active);
        hub.Time.Advance(TimeSpan.FromMinutes(1));
        await hub.Send();

        var paused = hub.Webhook(webhook.Id);
        (paused.State, paused.StateBy, paused.ClaimedUntil).ShouldBe((WebhookState.Paused, "system", null));
        Told(hub).ShouldBe([(owner.Id, NoticeKind.WebhookPaused, "127.0.0.1")]);
        var asked = receiver.All.Count;
        await hub.Fire(lead, Trigger.Note, new() { Words = "While it is paused" });
        hub.Time.Advance(TimeSpan.FromDays(1));
        await hub.Send();
        receiver.All.Count.ShouldBe(asked);

        receiver.Answer = _ => WebhookReceiver.Says(200);
        await hub.Door.Do(HubFixture.Admin, write => write.ResumeWebhook(webhook.Id));
        await hub.Send();
        receiver.All.Skip(asked).Select(m => m.Type).ShouldBe(["leadCaptured", "noteAdded"]);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_an_owner_who_is_here_all_administrators_are_told()
    {
        using var receiver = new WebhookReceiver { Answer = _ => WebhookReceiver.Says(410) };
        await using var hub = await At.Start();
        var (a, b) = (await hub.Hire("Ada Admin", role: Role.Admin), await hub.Hire("Bo Admin", role: Role.Admin));
        await hub.Hire("Rita Rep");
        await hub.Make(receiver.Url, Captured);
        await hub.Take();
        await hub.Send();

        Told(hub).Select(told => told.Person).ShouldBe([a.Id, b.Id], ignoreOrder: true);
    }

    [Fact]
    public async Task An_answer_may_ask_for_a_longer_wait()
    {
        using var receiver = new WebhookReceiver { Answer = _ => WebhookReceiver.Says(429, "Retry-After: 3600\r\n") };
        await using var hub = await At.Start();
        await hub.Make(receiver.Url, Captured);
        await hub.Take();
        await hub.Send();

        hub.Log().Single().NextAt.ShouldBe(hub.Now + Duration.FromHours(1));
    }

    [Fact]
    public async Task While_many_wait_no_more_are_taken_from_the_ledger()
    {
        using var receiver = new WebhookReceiver { Answer = _ => WebhookReceiver.Says(500) };
        await using var hub = await HubFixture.Start(webhooks: new() { AllowPrivate = true, MostWaiting = 3 });
        var webhook = await hub.Make(receiver.Url, Captured);
        for (var i = 0; i < 3; i++)
            await hub.Take($"{i}@example.com");
        await hub.Send();
        var cursor = hub.Webhook(webhook.Id).Cursor;
        await hub.Take("later@example.com");
        await hub.Send();
        (hub.Log().Count, hub.Webhook(webhook.Id).Cursor).ShouldBe((3, cursor));

        receiver.Answer = _ => WebhookReceiver.Says(200);
        hub.Time.Advance(TimeSpan.FromSeconds(5));
        await hub.Send();
        receiver.All.Select(m => m.Lead).Distinct().Count().ShouldBe(4);
    }

    private static List<(long Person, NoticeKind Kind, string? About)> Told(HubFixture hub)
    {
        using var rows = hub.Rows();
        return [.. rows.Notices.AsNoTracking().OrderBy(n => n.Id).AsEnumerable()
            .Where(n => n.Kind is NoticeKind.WebhookPaused or NoticeKind.WebhookEnded).Select(n => (n.PersonId, n.Kind, n.About))];
    }
}
