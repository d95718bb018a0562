using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.Places;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Outside;

namespace SmarketingHub.Engine.Webhooks;

/// <summary>What somebody says of a webhook: where to, of which events and which leads, and who is told of its troubles.</summary>
public sealed record WebhookText
{
    private const int LongestUrl = 1_000;

    public string? Url { get; init; }
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>A party's key.</summary>
    public string? Holder { get; init; }

    /// <summary>As the API writes it: <c>qualified</c>.</summary>
    public string? Stage { get; init; }
    public string? Source { get; init; }
    public string? Grade { get; init; }
    public string? Country { get; init; }

    /// <summary>A person who works here; null: all administrators are told.</summary>
    public long? Owner { get; init; }

    public static WebhookText Of(Webhook webhook) => new()
    {
        Url = webhook.Url,
        Events = webhook.Events,
        Holder = webhook.Holder,
        Stage = webhook.Stage,
        Source = webhook.Source,
        Grade = webhook.Grade,
        Country = webhook.Country,
        Owner = webhook.Owner,
    };

    /// <summary>As it is kept.</summary>
    /// <exception cref="InvalidArgument">Of the field that is wrong.</exception>
    internal WebhookText Check(Company company)
    {
        var country = Clean(Country, "country");
        return this with
        {
            Url = CheckUrl(Url),
            Events = WebhookEvents.Check(Events),
            Holder = Clean(Holder, "holder") is not { } party || company.Parties.ContainsKey(party) ? Clean(Holder, "holder")
                : throw Wrong("holder", $"There is no party '{Holder}'. Known: {string.Join(", ", company.Parties.Keys.Order())}."),
            Stage = Clean(Stage, "stage") is not { } stage || Stages.Contains(stage) ? Clean(Stage, "stage")
                : throw Wrong("stage", $"There is no stage '{Stage}'. Known: {string.Join(", ", Stages)}."),
            Source = Clean(Source, "source"),
            Grade = Clean(Grade, "grade") is not { } grade || grade is "A" or "B" or "C" or "D" ? Clean(Grade, "grade")
                : throw Wrong("grade", "A grade is A, B, C or D."),
            Country = country is null ? null
                : Countries.CodeOf(country) ?? throw Wrong("country", "A country is two letters, such as PL, or its name."),
            Owner = Owner is null || company.Person(Owner) is { Active: true } ? Owner
                : throw Wrong("owner", $"There is no active person {Owner}."),
        };
    }

    internal void Over(Webhook webhook)
    {
        (webhook.Url, webhook.Events, webhook.Owner) = (Url!, Events!, Owner);
        (webhook.Holder, webhook.Stage, webhook.Source, webhook.Grade, webhook.Country) = (Holder, Stage, Source, Grade, Country);
    }

    public static IReadOnlyList<string> Stages { get; } = [.. Enum.GetValues<Stage>().Select(stage => CamelCase.Of(stage))];

    private static string CheckUrl(string? url)
    {
        PlainText.Check(url, "url", LongestUrl);
        return Uri.TryCreate(url?.Trim(), UriKind.Absolute, out var uri) && OutsideHttp.IsWeb(uri) && uri.Host.Length > 0
            && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0
            ? url!.Trim()
            : throw Wrong("url", "Give an address such as https://example.com/hub, without a name or password in it.");
    }

    private static string? Clean(string? text, string field)
    {
        PlainText.Check(text, field);
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    private static InvalidArgument Wrong(string field, Phrase what) => new(field, what);
}
