using Microsoft.Extensions.Localization;
using SmarketingHub.Engine.Data;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Webhooks;

/// <summary>Webhooks and their messages in words.</summary>
internal static class WebhookWords
{
    internal static string State(this IStringLocalizer<Texts> l, Webhook webhook, Viewer viewer) => webhook.State switch
    {
        WebhookState.Ended => l["Ended {0}: its address answered 410 Gone", viewer.Say(webhook.StateAt)],
        WebhookState.Paused when webhook.StateBy == "system" =>
            l["Paused {0}: nothing had got through for 5 days", viewer.Say(webhook.StateAt)],
        WebhookState.Paused => l["Paused {0}", viewer.Say(webhook.StateAt)],
        _ when webhook.FailingSince is { } since => l["Nothing has got through since {0}", viewer.Say(since)],
        _ => l["Sends"],
    };

    internal static string State(this IStringLocalizer<Texts> l, WebhookMessage message) => message.State switch
    {
        WebhookMessageState.Delivered => l["delivered"],
        WebhookMessageState.Failed => l["given up"],
        _ => l["waits"],
    };

    /// <summary>What came of the last attempt; empty: there was none.</summary>
    internal static string Answer(this IStringLocalizer<Texts> l, WebhookMessage message) => message.Problem switch
    {
        null or WebhookProblem.Status => message.Status?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "",
        WebhookProblem.TimedOut => l["no answer within 15 seconds"],
        WebhookProblem.NoSuchName => l["no server of that name"],
        WebhookProblem.PrivateAddress => l["an address of a private network"],
        WebhookProblem.NotSecure => l["no secure connection: its certificate is not valid"],
        WebhookProblem.Unreachable => l["the server cannot be reached"],
        _ => l["its answer cannot be read"],
    };
}
