using SmarketingHub.Domain;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Places;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Webhooks;

/// <summary>What a filter looks at, of a lead right before or right after an event.</summary>
internal sealed record LeadShape(string Holder, string Stage, string? Source, string? Grade, string? Country)
{
    internal static LeadShape Of(Lead lead) =>
        new(lead.Holder, CamelCase.Of(lead.Stage), lead.Facts.Source, lead.Facts.Grade, lead.Facts.Country);
}

/// <summary>
/// Which events a webhook is told of. An event of a lead fits when the lead fits before it or after it: so a system hears also with
/// which event a lead leaves what it asked for. Events of the company are about no lead, and fit no filter.
/// </summary>
internal static class WebhookFilter
{
    internal static bool IsAsked(Webhook webhook, string type) => webhook.Events.Contains("*") || webhook.Events.Contains(type);

    internal static bool Fits(Webhook webhook, LeadShape? before, LeadShape after) =>
        before is not null && Fits(webhook, before) || Fits(webhook, after);

    private static bool Fits(Webhook webhook, LeadShape lead) =>
        (webhook.Holder is null || lead.Holder == webhook.Holder)
        && (webhook.Stage is null || lead.Stage == webhook.Stage)
        && (webhook.Source is null || string.Equals(lead.Source, webhook.Source, StringComparison.OrdinalIgnoreCase))
        && (webhook.Grade is null || lead.Grade == webhook.Grade)
        && (webhook.Country is null || Countries.Comparer.Equals(lead.Country, webhook.Country));
}
