using NodaTime;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Webhooks;

/// <summary>How a webhook was left, so that it is not looked at again before there is something for it.</summary>
/// <param name="Version">Of the webhook then.</param>
/// <param name="Written">The cursor that was written down.</param>
/// <param name="Cursor">So far the ledger was looked through.</param>
/// <param name="IsFull">Nothing new is taken.</param>
/// <param name="NextAt">When something is due; null: nothing will be.</param>
internal sealed record Standing(int Version, long Written, long Cursor, bool IsFull, Instant? NextAt)
{
    internal static Standing Of(Webhook webhook, long cursor, bool isFull, Instant? next) =>
        new(webhook.Version, webhook.Cursor, cursor, isFull, next);

    internal bool IsOf(Webhook webhook) => (Version, Written) == (webhook.Version, webhook.Cursor);

    internal bool IsAtRest(Webhook webhook, long head, Instant now) =>
        IsOf(webhook) && !(NextAt <= now) && (IsFull || head <= Cursor);
}
