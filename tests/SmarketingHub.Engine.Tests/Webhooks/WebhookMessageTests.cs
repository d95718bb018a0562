using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;
using SmarketingHub.Engine.Webhooks;

namespace SmarketingHub.Engine.Tests.Webhooks;

/// <summary>What is sent, to whom, and how it is signed.</summary>
public sealed class WebhookMessageTests
{
    [Fact]
    public async Task All_that_happens_from_then_on_is_told_in_order_and_nothing_of_before()
    {
        using var receiver = new WebhookReceiver();
        await using var hub = await At.Start();
        await hub.Take("before@example.com");
        var webhook = await hub.Make(receiver.Url);

        await hub.Fire(await hub.Take(), Trigger.Ready);
        await hub.Hire("Berta Rep");
        await hub.Send();

        var told = hub.Ledger(webhook.Cursor);
        receiver.All.OrderBy(m => m.Sequence).Select(m => (m.Sequence, m.Type)).ShouldBe(told);
        receiver.All.Where(m => m.Lead is not null).Select(m => m.Sequence).ShouldBeInOrder();
        receiver.All.Select(m => m.Id).ShouldBeUnique();
        hub.Log().ShouldAllBe(m => m.State == WebhookMessageState.Delivered && m.Status == 200 && m.Attempts == 1);
        hub.Webhook(webhook.Id).Cursor.ShouldBe(told[^1].Sequence);

        await hub.Send();
        receiver.All.Count.ShouldBe(told.Count, "nothing new, nothing sent");
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_says_what_the_ledger_says_and_its_signature_is_the_specifications()
    {
        using var receiver = new WebhookReceiver();
        await using var hub = await At.Start();
        var webhook = await hub.Make(receiver.Url, new() { Events = ["leadCaptured"] });

        var lead = await hub.Take();
        await hub.Send();

        var message = receiver.All.ShouldHaveSingleItem();
        message.Json.EnumerateObject().Select(p => p.Name).ShouldBe(["type", "timestamp", "data"]);
        message.Data.EnumerateObject().Select(p => p.Name)
            .ShouldBe(["sequence", "leadId", "type", "actor", "at", "recordedAt", "data", "hash"]);
        (message.Type, message.Lead, message.Data.GetProperty("actor").GetString()).ShouldBe(("leadCaptured", lead, "key:1"));
        InstantPattern.ExtendedIso.Parse(message.Json.GetProperty("timestamp").GetString()!).Value.ShouldBe(hub.Now);
        (message.Path, message.Headers["content-type"]).ShouldBe(("/hook", "application/json"));
        message.Headers["webhook-timestamp"].ShouldBe($"{hub.Now.ToUnixTimeSeconds()}");
        message.Headers["webhook-signature"].ShouldBe(Signature(webhook.Secret, message));
        Convert.FromBase64String(webhook.Secret["whsec_".Length..]).Length.ShouldBe(32);
        message.Body.ShouldNotContain("Kowal");
    }

    [Fact]
    public async Task For_a_day_after_a_rotation_both_secrets_sign()
    {
        using var receiver = new WebhookReceiver();
        await using var hub = await At.Start();
        var webhook = await hub.Make(receiver.Url, new() { Events = ["leadCaptured"] });

        var rotated = await hub.Door.Do(HubFixture.Admin, write => write.RotateWebhook(webhook.Id));
        await hub.Take("1@example.com");
        await hub.Send();
        hub.Time.Advance(TimeSpan.FromHours(24));
        await hub.Take("2@example.com");
        await hub.Send();

        rotated.Secret.ShouldNotBe(webhook.Secret);
        receiver.All[0].Headers["webhook-signature"]
            .ShouldBe($"{Signature(rotated.Secret, receiver.All[0])} {Signature(webhook.Secret, receiver.All[0])}");
        receiver.All[1].Headers["webhook-signature"].ShouldBe(Signature(rotated.Secret, receiver.All[1]));
    }

    [Fact]
    public async Task A_filter_is_judged_by_the_lead_right_before_and_right_after_the_event()
    {
        using var receiver = new WebhookReceiver();
        await using var hub = await At.Start();
        await hub.Make(receiver.Url, new() { Events = ["leadCaptured", "leadEdited", "stageMoved"], Grade = "A", Source = "WEB" });

        var (a, b) = (await hub.Take("a@example.com", "web", grade: "A"), await hub.Take("b@example.com", "web", grade: "B"));
        await hub.Take("c@example.com", "fair", grade: "A");
        await hub.Fire(a, Trigger.Nurture, new() { Until = hub.Now + Duration.FromDays(20) });
        await hub.Hire("Berta Rep");
        await hub.Door.Do(HubFixture.Admin, write =>
        {
            write.Lead(a).Edit(write.Lead(a).Lead.Facts with { Grade = "C" }, write.Lead(a).Lead.AccountId, null);
            return true;
        });
        await hub.Fire(a, Trigger.Ready);
        await hub.Send();

        receiver.All.Select(m => (m.Lead, m.Type)).ShouldBe([(a, "leadCaptured"), (a, "stageMoved"), (a, "leadEdited")]);
    }

    [Fact]
    public void A_message_that_would_be_too_long_says_so_and_has_the_ids()
    {
        var letter = WebhookLetter.Of(7, Line($$"""{"words":"{{new string('ł', 9_990)}}"}"""));
        var whole = WebhookLetter.Of(7, Line($$"""{"words":"{{new string('ł', 9_000)}}"}"""));

        Encoding.UTF8.GetByteCount(letter.Body).ShouldBeLessThan(20_000);
        letter.Body.ShouldContain("\"shortened\":true");
        letter.Body.ShouldNotContain("words");
        (letter.Id, letter.Body.Contains("\"sequence\":12", StringComparison.Ordinal)).ShouldBe(("msg_7_12", true));
        whole.Body.ShouldContain("words");
    }

    [Fact]
    public async Task Sent_again_from_a_sequence_on_each_has_the_id_that_it_had()
    {
        using var receiver = new WebhookReceiver();
        await using var hub = await At.Start();
        await hub.Take("before@example.com");
        var webhook = await hub.Make(receiver.Url);
        await hub.Take("1@example.com");
        await hub.Take("2@example.com");
        await hub.Send();
        var first = receiver.All.Select(m => m.Id).Order().ToList();

        await hub.Door.Do(HubFixture.Admin, write => write.ResendWebhook(webhook.Id, webhook.Cursor + 1));
        await hub.Send();
        var again = receiver.All.Skip(first.Count).Where(m => m.Type != "webhookResent").Select(m => m.Id).Order().ToList();
        again.ShouldBe(first);

        var count = receiver.All.Count;
        await hub.Door.Do(HubFixture.Admin, write => write.ResendWebhook(webhook.Id, 1));
        await hub.Send();
        receiver.All.Skip(count).Select(m => m.Sequence).Order().ShouldBe(hub.Ledger(0).Select(line => line.Sequence), "also of before");
    }

    [Fact]
    public async Task Forgotten_people_leave_nothing_in_what_is_kept_of_messages()
    {
        using var receiver = new WebhookReceiver { Answer = message => WebhookReceiver.Says(200, body: "Thanks, Ana Kowal!") };
        await using var hub = await At.Start();
        await hub.Make(receiver.Url);
        var lead = await hub.Take("ana.kowal@example.com");
        await hub.Send();

        await hub.Forget(hub.Lead(lead).ContactId);
        await hub.Send();

        await using var rows = hub.Rows();
        rows.WebhookMessages.Select(m => m.Type).ToList().ShouldContain("personForgotten");
        typeof(WebhookMessage).GetProperties().Where(p => p.PropertyType == typeof(string)).Select(p => p.Name).ShouldBe(["Type"]);
        receiver.All.ShouldAllBe(m => !m.Body.Contains("kowal", StringComparison.OrdinalIgnoreCase));
    }

    private static LedgerEvent Line(string body) => new()
    {
        Sequence = 12,
        LeadId = 3,
        Type = "noteAdded",
        Actor = "person:4",
        Body = Encoding.UTF8.GetBytes(body),
        Hash = [1, 2],
    };

    private static string Signature(string secret, Received message) =>
        "v1," + Convert.ToBase64String(HMACSHA256.HashData(
            Convert.FromBase64String(secret["whsec_".Length..]),
            Encoding.UTF8.GetBytes($"{message.Id}.{message.Headers["webhook-timestamp"]}.{message.Body}")));
}
