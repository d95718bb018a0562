using System.ComponentModel;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Webhooks;
using SmarketingHub.Web.Api.Leads;

namespace SmarketingHub.Web.Api.Webhooks;

/// <summary>
/// Which leads: one fits when all that is said here holds right before the event or right after it. Events of the company fit none.
/// </summary>
public sealed record WebhookFilterBody
{
    [Description("The party that holds it, by its key.")]
    public string? Holder { get; init; }

    [Description("captured, nurturing, ready, accepted, working, meeting, qualified, opportunity, won, lost or disqualified.")]
    public string? Stage { get; init; }
    public string? Source { get; init; }

    [Description("A, B, C or D.")]
    public string? Grade { get; init; }

    [Description("ISO 3166-1 alpha-2.")]
    public string? Country { get; init; }
}

/// <summary>A webhook. With PUT, what is left out stays; null clears filter and owner.</summary>
public sealed record WebhookIn
{
    [Description("http or https, at most 1,000 characters, without a name or password in it.")]
    public string? Url { get; init; }

    [Description("`[\"*\"]` for all, or types of events, as GET /events names them.")]
    public IReadOnlyList<string>? Events { get; init; }
    public WebhookFilterBody? Filter { get; init; }

    [Description("Who is told when it is paused or ends: a person's id or email. Without: who made it, else all administrators.")]
    public string? Owner { get; init; }

    internal WebhookText ToText(Company company) => Over(new(), new HashSet<string>(), company);

    internal WebhookText Over(WebhookText known, IReadOnlySet<string> emptied, Company company)
    {
        var text = known with
        {
            Url = emptied.Contains("url") ? null : Url ?? known.Url,
            Events = emptied.Contains("events") ? [] : Events ?? known.Events,
            Owner = emptied.Contains("owner") ? null : IdOf(Owner, company) ?? known.Owner,
        };
        return Filter is null && !emptied.Contains("filter") ? text : text with
        {
            Holder = Filter?.Holder,
            Stage = Filter?.Stage,
            Source = Filter?.Source,
            Grade = Filter?.Grade,
            Country = Filter?.Country,
        };
    }

    private static long? IdOf(string? text, Company company) => LeadIn.Clean(text, "owner") is not { } said ? null
        : Addressees.FindPerson(said, company)?.Id
            ?? throw new InvalidArgument("owner", $"Nobody here is called '{said}': a person's id or email.");
}

/// <summary>From where on messages are sent again.</summary>
public sealed record ResendIn
{
    [Description("The sequence of an event, 1 or more.")]
    public long? From { get; init; }
}
