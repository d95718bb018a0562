using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Housekeeping;
using SmarketingHub.Engine.Webhooks;

namespace SmarketingHub.Engine.Tests.Webhooks;

/// <summary>Who sends, and when.</summary>
public sealed class WebhookProcessTests
{
    private static readonly WebhookText Captured = new() { Events = ["leadCaptured"] };

    [Fact]
    public async Task Of_two_processes_one_sends_and_the_other_takes_over_when_its_claim_has_ended()
    {
        using var receiver = new WebhookReceiver();
        await using var hub = await At.Start();
        var webhook = await hub.Make(receiver.Url, Captured);
        using var other = Another(hub);
        await hub.Take("1@example.com");
        await Task.WhenAll(hub.Send(), other.SendDue());
        receiver.All.Count.ShouldBe(1);
        var claim = hub.Webhook(webhook.Id);
        claim.ClaimedUntil.ShouldBe(hub.Now + WebhookRecord.ClaimHolds);

        // The one that has the claim is killed.
        var survivor = claim.ClaimedBy == hub.Sender().ProcessName ? other : hub.Sender();
        await hub.Take("2@example.com");
        await survivor.SendDue();
        receiver.All.Count.ShouldBe(1);
        hub.Time.Advance(WebhookRecord.ClaimHolds.ToTimeSpan());
        await survivor.SendDue();
        receiver.All.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_server_sends_by_itself_what_is_committed_and_again_what_failed_and_asks_nothing_while_nothing_happens()
    {
        using var receiver = new WebhookReceiver { Answer = _ => WebhookReceiver.Says(500) };
        await using var hub = await At.Start();
        await hub.Services.GetRequiredService<LiveBoard>().StartAsync(default);
        await hub.Board.Ready;
        await hub.Sender().StartAsync(default);
        await hub.Make(receiver.Url, Captured);
        await hub.Take();
        await hub.Until(() => receiver.All.Count == 1);
        receiver.Answer = _ => WebhookReceiver.Says(200);
        await hub.Until(() => hub.Log() is [{ State: WebhookMessageState.Delivered }]);

        await hub.Sender().StopAsync(default);
        using var rows = hub.Rows();
        rows.Webhooks.Single().ClaimedBy.ShouldBeNull("whoever comes next need not wait");
    }

    [Fact]
    public async Task What_was_sent_and_not_written_down_is_sent_again_with_its_id()
    {
        using var receiver = new WebhookReceiver();
        await using var hub = await At.Start();
        await hub.Make(receiver.Url, Captured);
        await hub.Take();
        using var killed = new CancellationTokenSource();
        receiver.Answer = _ =>
        {
            killed.Cancel();
            return null;
        };
        await Should.ThrowAsync<OperationCanceledException>(hub.Sender().SendDue(killed.Token));
        receiver.Answer = _ => WebhookReceiver.Says(200);
        await hub.Send();

        receiver.All.Count.ShouldBe(2);
        receiver.All.Select(m => m.Id).Distinct().ShouldHaveSingleItem();
        hub.Log().ShouldHaveSingleItem().State.ShouldBe(WebhookMessageState.Delivered);
    }

    [Fact]
    public async Task The_log_ends_after_30_days_and_what_waits_stays()
    {
        using var receiver = new WebhookReceiver { Answer = message => WebhookReceiver.Says(message.Type == "leadCaptured" ? 200 : 500) };
        await using var hub = await At.Start();
        var webhook = await hub.Make(receiver.Url, Captured);
        await hub.Take();
        await hub.Send();
        await using (var rows = hub.Rows())
        {
            rows.WebhookMessages.Add(new() { Id = 9_999, WebhookId = webhook.Id, Sequence = 1, Type = "x", LastAt = hub.Now });
            await rows.SaveChangesAsync();
        }
        hub.Time.Advance(Housekeeper.WebhookLogIsKept.ToTimeSpan() + TimeSpan.FromSeconds(1));
        await hub.Services.GetRequiredService<Housekeeper>().Tidy();

        hub.Log().Select(m => m.Id).ShouldBe([9_999]);
    }

    [Fact]
    public async Task Only_administrators_keep_webhooks()
    {
        await using var hub = await At.Start();
        var webhook = await hub.Make("https://example.com/hook", Captured);
        var lead = Actor.Of(await hub.Hire("Lea Lead", role: Role.Lead));

        await Should.ThrowAsync<NotAllowed>(hub.Door.Do(lead, write => write.MakeWebhook(Captured with { Url = "https://x.example" })));
        await Should.ThrowAsync<NotAllowed>(hub.Door.Do(lead, write => write.PauseWebhook(webhook.Id)));
        await Should.ThrowAsync<NotAllowed>(hub.Door.Do(lead, write => write.RotateWebhook(webhook.Id)));
        await Should.ThrowAsync<NotAllowed>(hub.Door.Do(lead, write => write.ResendWebhook(webhook.Id, 1)));
        await Should.ThrowAsync<NotAllowed>(hub.Sender().Test(lead, webhook.Id));
    }

    [Fact]
    public async Task A_test_is_sent_now_and_said_how_it_went()
    {
        using var receiver = new WebhookReceiver();
        await using var hub = await At.Start();
        var webhook = await hub.Make(receiver.Url, Captured);
        await hub.Door.Do(HubFixture.Admin, write => write.PauseWebhook(webhook.Id));

        var tested = await hub.Sender().Test(HubFixture.Admin, webhook.Id);
        (tested.State, tested.Status, tested.Sequence, receiver.All.Single().Type).ShouldBe(
            (WebhookMessageState.Delivered, 200, null, "test"));
        receiver.Dispose();
        (await hub.Sender().Test(HubFixture.Admin, webhook.Id)).Problem.ShouldBe(WebhookProblem.Unreachable);
        hub.Webhook(webhook.Id).FailingSince.ShouldBeNull();
    }

    private static WebhookSender Another(HubFixture hub) => ActivatorUtilities.CreateInstance<WebhookSender>(hub.Services);
}
