using SmarketingHub.Domain;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Webhooks;

/// <summary>The types of events, as a webhook asks for them.</summary>
public static class WebhookEvents
{
    public const string All = "*";

    /// <summary>Of the message that a test sends.</summary>
    public const string Test = "test";

    /// <summary>What the ledger says of webhooks themselves.</summary>
    internal const string Made = "webhookMade", Changed = "webhookChanged", Deleted = "webhookDeleted", Paused = "webhookPaused",
        Resumed = "webhookResumed", Ended = "webhookEnded", Rotated = "webhookSecretRotated", Resent = "webhookResent";

    private static readonly string[] OfCompany =
    [
        "installationWritten", "partyWritten", "teamWritten", "personWritten", "absenceBegan", "personLeft", "calendarWritten",
        "feedStatusWritten", "agreementWritten", "agreementDrafted", "agreementSigned", "agreementTookEffect", "agreementReTimed",
        "agreementEnded", "breachCauseWritten", "contactForgotten", "tellChoicesWritten", "letterResent",
        "webFormMade", "webFormChanged", "heldInquiryLetIn", "heldInquiryDismissed", "dueFeedMade", "dueFeedRemoved", "routingWritten",
        Made, Changed, Deleted, Paused, Resumed, Ended, Rotated, Resent,
    ];

    /// <summary>Those of leads first, each kind by name.</summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        .. typeof(LeadEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(LeadEvent)) && !type.IsAbstract)
            .Select(LedgerJson.NameOf).Order(StringComparer.Ordinal),
        .. OfCompany.Order(StringComparer.Ordinal),
    ];

    /// <summary>Each once; all of them are <c>*</c> alone.</summary>
    /// <exception cref="InvalidArgument">Of <c>events</c>: none, or one that there is not.</exception>
    public static IReadOnlyList<string> Check(IReadOnlyList<string>? events)
    {
        if (events is not { Count: > 0 })
            throw new InvalidArgument("events", "Say which events: [\"*\"] for all, or their types.");
        foreach (var type in events)
        {
            PlainText.Check(type, "events");
            if (type != All && !Known.Contains(type))
                throw new InvalidArgument("events", $"There is no event '{type}'. Known: {string.Join(", ", Known)}.");
        }
        return events.Contains(All) ? [All] : [.. events.Distinct()];
    }
}
