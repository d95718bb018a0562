using Microsoft.EntityFrameworkCore;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Webhooks;

/// <summary>What is asked of webhooks and their messages.</summary>
public static class WebhookReads
{
    /// <summary>How many messages wait, by webhook; those without any are not in it.</summary>
    public static async Task<Dictionary<long, int>> Waiting(HubContext rows, CancellationToken stopping = default) =>
        await rows.WebhookMessages.Where(m => m.State == WebhookMessageState.Waiting).GroupBy(m => m.WebhookId)
            .Select(m => new { m.Key, Count = m.Count() }).ToDictionaryAsync(m => m.Key, m => m.Count, stopping);

    public static Task<int> Waiting(HubContext rows, long webhook) =>
        rows.WebhookMessages.CountAsync(m => m.WebhookId == webhook && m.State == WebhookMessageState.Waiting);

    /// <summary>A part of its log, the newest first.</summary>
    /// <param name="rows">Read, not changed.</param>
    /// <param name="webhook">Whose.</param>
    /// <param name="state">Null: of any.</param>
    /// <param name="before">The last of the part before; null: the first part.</param>
    /// <param name="most">So many at most.</param>
    /// <param name="stopping">Whoever asks is gone.</param>
    public static Task<List<WebhookMessage>> Messages(
        HubContext rows, long webhook, WebhookMessageState? state, long? before, int most, CancellationToken stopping = default) =>
        rows.WebhookMessages.AsNoTracking()
            .Where(m => m.WebhookId == webhook && (state == null || m.State == state) && (before == null || m.Id < before))
            .OrderByDescending(m => m.Id).Take(most).ToListAsync(stopping);
}
