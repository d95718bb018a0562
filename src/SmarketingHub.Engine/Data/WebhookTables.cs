using Microsoft.EntityFrameworkCore;

namespace SmarketingHub.Engine.Data;

internal static class WebhookTables
{
    internal static void Configure(ModelBuilder model)
    {
        model.Entity<Webhook>(webhook =>
        {
            webhook.Property(w => w.Events).HasJsonList();
            webhook.Ignore(w => w.Host).Ignore(w => w.HasFilter);
        });
        model.Entity<WebhookMessage>(message =>
        {
            message.HasOne<Webhook>().WithMany().HasForeignKey(m => m.WebhookId).OnDelete(DeleteBehavior.Cascade);
            // Its log, the newest first.
            message.HasIndex(m => new { m.WebhookId, m.Id });
            // What waits, among a log of thousands.
            message.HasIndex(m => new { m.WebhookId, m.Sequence }).HasFilter("\"State\" = 'Waiting'");
            message.HasIndex(m => m.LastAt);
        });
    }
}
