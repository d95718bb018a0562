using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Webhooks;

namespace SmarketingHub.Engine.Tests.Webhooks;

/// <summary>What the tests do with webhooks.</summary>
internal static class At
{
    internal static Task<HubFixture> Start() => HubFixture.Start(webhooks: new() { AllowPrivate = true });

    internal static Task<Webhook> Make(this HubFixture hub, string url, WebhookText? text = null) =>
        hub.Door.Do(HubFixture.Admin, write => write.MakeWebhook((text ?? new() { Events = ["*"] }) with { Url = url }));

    internal static WebhookSender Sender(this HubFixture hub) => hub.Services.GetRequiredService<WebhookSender>();

    internal static Task Send(this HubFixture hub) => hub.Sender().SendDue();

    /// <summary>Sends an attempt that nobody answers, and lets it end by its time.</summary>
    internal static async Task SendUnanswered(this HubFixture hub, WebhookReceiver receiver)
    {
        var sending = hub.Send();
        await receiver.Next();
        while (!sending.IsCompleted)
        {
            hub.Time.Advance(TimeSpan.FromSeconds(15));
            await Task.Yield();
        }
        await sending;
    }

    internal static Webhook Webhook(this HubFixture hub, long id)
    {
        using var rows = hub.Rows();
        return rows.Webhooks.AsNoTracking().Single(w => w.Id == id);
    }

    /// <summary>The oldest first.</summary>
    internal static List<WebhookMessage> Log(this HubFixture hub)
    {
        using var rows = hub.Rows();
        return [.. rows.WebhookMessages.AsNoTracking().OrderBy(m => m.Id)];
    }

    internal static List<(long Sequence, string Type)> Ledger(this HubFixture hub, long after)
    {
        using var rows = hub.Rows();
        return [.. rows.Ledger.AsNoTracking().Where(e => e.Sequence > after).OrderBy(e => e.Sequence).AsEnumerable()
            .Select(e => (e.Sequence, e.Type))];
    }
}
