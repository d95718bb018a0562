using NodaTime;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Telling;

/// <summary>How what is told outside of the hub stands.</summary>
/// <param name="Due">Things that are due to people and not sent.</param>
/// <param name="DueSince">Since when the oldest of them is; null: none is.</param>
/// <param name="Retried">Messages that were not taken and are tried again.</param>
/// <param name="Dead">Messages that were given up.</param>
/// <param name="Webhooks">Webhooks that send.</param>
/// <param name="Failing">Of these, those to which nothing gets through now; and those that are paused.</param>
public sealed record TellingFigures(int Due, Instant? DueSince, int Retried, int Dead, int Webhooks, int Failing)
{
    public static TellingFigures Read(HubContext rows, Instant now)
    {
        var due = rows.Deliveries.Where(d => d.State == DeliveryState.Waiting && d.LetterId == null && d.DueAt <= now);
        return new(
            due.Count(), due.Min(d => (Instant?)d.DueAt),
            rows.Letters.Count(l => l.State == LetterState.Waiting && l.Problem != null),
            rows.Letters.Count(l => l.State == LetterState.Dead),
            rows.Webhooks.Count(w => w.State == WebhookState.Active),
            rows.Webhooks.Count(w => w.State == WebhookState.Paused || w.State == WebhookState.Active && w.FailingSince != null));
    }
}
