using System.Collections.Immutable;
using System.ComponentModel;
using NodaTime;
using NodaTime.Text;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Web.Api.Leads;

namespace SmarketingHub.Web.Api.Telling;

/// <summary>What comes by a channel, and when.</summary>
public sealed record TellBody
{
    [Description("handedOver, returned, atRisk, late, notes, agreements or webhooks.")]
    public string? Topic { get; init; }

    [Description("atOnce, digest or ifNotLooked.")]
    public string? When { get; init; }
}

/// <summary>A channel that is on: escalations come by it at once, always.</summary>
public sealed record TellByBody
{
    [Description("The name of a channel that is set up here: `mail`, `slack`, `teams`; or a browser of the person's, such as `push:17`.")]
    public string? Channel { get; init; }

    [Description("Where Slack or Teams takes messages for the person: a secret, and never told again. The one that is known without.")]
    public string? Address { get; init; }
    public IReadOnlyList<TellBody>? Tells { get; init; }
}

/// <summary>How a person is told. What is left out is as usual; channels that are left out are off.</summary>
public sealed record TellingIn
{
    public IReadOnlyList<TellByBody>? Channels { get; init; }

    [Description("In which messages are written: en, es, pl or ru; en without.")]
    public string? Language { get; init; }

    [Description("IANA name of the zone of the times; the installation's without.")]
    public string? TimeZone { get; init; }

    [Description("When the digest comes, such as `08:00`.")]
    public string? DigestAt { get; init; }

    [Description("Within quiet hours nothing comes but escalations: from then, such as `19:00` …")]
    public string? QuietFrom { get; init; }

    [Description("… until then, also over midnight.")]
    public string? QuietUntil { get; init; }

    [Description("For `ifNotLooked`: 1 to 10080; 30 without.")]
    public int? LookWithinMinutes { get; init; }

    [Description("Whether the nightly pace mail comes, by e-mail; to team leads alone without.")]
    public bool? Nightly { get; init; }

    internal TellChoices ToChoices(long person) => new()
    {
        Person = person,
        Nightly = Nightly,
        By = [.. (Channels ?? []).Select(ToBy)],
        Language = LeadIn.Clean(Language, "language") ?? "en",
        TimeZone = LeadIn.Clean(TimeZone, "timeZone"),
        DigestAt = Time(DigestAt, "digestAt") ?? TellChoices.UsualDigest,
        QuietFrom = Time(QuietFrom, "quietFrom"),
        QuietUntil = Time(QuietUntil, "quietUntil"),
        LookWithin = LookWithinMinutes is { } minutes ? Duration.FromMinutes(minutes) : TellChoices.UsualLookWithin,
    };

    /// <summary>The addresses that are named, each with its channel.</summary>
    internal IEnumerable<(string Channel, string Address)> Addresses() =>
        (Channels ?? []).Where(by => by is { Channel: not null, Address.Length: > 0 }).Select(by => (by.Channel!.Trim(), by.Address!));

    private static TellBy ToBy(TellByBody by)
    {
        var topics = ImmutableSortedDictionary<TellTopic, TellWhen>.Empty;
        foreach (var tell in by.Tells ?? [])
        {
            var topic = LeadList.ReadEnum<TellTopic>(LeadIn.Clean(tell.Topic, "topic") ?? "", "topic");
            if (topics.ContainsKey(topic))
                throw new InvalidArgument("topic", $"The topic '{tell.Topic}' stands there twice.");
            topics = topics.Add(topic, LeadList.ReadEnum<TellWhen>(LeadIn.Clean(tell.When, "when") ?? "", "when"));
        }
        return new(LeadIn.Clean(by.Channel, "channel") ?? throw new InvalidArgument("channel", "Say which channel."), topics);
    }

    internal static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");

    private static LocalTime? Time(string? text, string field) => LeadIn.Clean(text, field) is not { } said ? null
        : Clock.Parse(said) is { Success: true, Value: var time } ? time
        : throw new InvalidArgument(field, "Give a time of day, such as 08:30.");
}
