using System.Collections.Immutable;
using NodaTime;

namespace SmarketingHub.Domain.People;

/// <summary>Of what a person can choose to be told beside the bell.</summary>
public enum TellTopic
{
    /// <summary>A lead was handed to the person, is theirs now, or came back into their queue.</summary>
    HandedOver,
    Returned,
    AtRisk,
    Late,

    /// <summary>
    /// A ladder calls those in charge, or has nobody left to ask. Not chosen: it comes at once, by every channel that the person uses.
    /// </summary>
    Escalation,
    Notes,
    Agreements,
    Webhooks,
}

/// <summary>When a channel tells it.</summary>
public enum TellWhen
{
    AtOnce,

    /// <summary>With all else of the day, at the person's time.</summary>
    Digest,

    /// <summary>Only if the person has not looked at it in the bell within their time.</summary>
    IfNotLooked,
}

/// <summary>A channel that a person uses, and what comes by it.</summary>
/// <param name="Channel">Its name, such as <c>mail</c>.</param>
/// <param name="Topics">What is not here does not come by it; escalations always do.</param>
public sealed record TellBy(string Channel, ImmutableSortedDictionary<TellTopic, TellWhen> Topics);

/// <summary>What a person wants to be told, where and when. Without one the bell alone rings.</summary>
public sealed record TellChoices
{
    public static readonly LocalTime UsualDigest = new(8, 0);
    public static readonly Duration UsualLookWithin = Duration.FromMinutes(30);

    /// <summary>The channel of the nightly pace mail.</summary>
    public const string NightlyBy = "mail";

    public required long Person { get; init; }

    /// <summary>The channels that are on.</summary>
    public ImmutableList<TellBy> By { get; init; } = [];

    /// <summary>In which messages are written: <c>en</c>, <c>es</c>, <c>pl</c>, <c>ru</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>IANA name of the zone in which the person's times are meant; null: the installation's.</summary>
    public string? TimeZone { get; init; }
    public LocalTime DigestAt { get; init; } = UsualDigest;

    /// <summary>Within it nothing comes but escalations; what would have comes at its end. Over midnight where it ends earlier.</summary>
    public LocalTime? QuietFrom { get; init; }
    public LocalTime? QuietUntil { get; init; }
    public Duration LookWithin { get; init; } = UsualLookWithin;

    /// <summary>Whether the nightly pace mail comes, by e-mail; null: as usual, which is to team leads.</summary>
    public bool? Nightly { get; init; }

    /// <param name="choices">Null: the person chose nothing yet.</param>
    public static bool WantsNightly(TellChoices? choices, Person person) =>
        person.Active && (choices?.Nightly ?? person.Role == Role.Lead);

    public TellBy? Via(string channel) => By.Find(by => by.Channel == channel);

    /// <summary>When something that happened then is told by a channel; null: it is not.</summary>
    /// <param name="usual">The installation's zone.</param>
    public Instant? DueAt(TellTopic topic, string channel, Instant at, DateTimeZone usual)
    {
        if (Via(channel) is not { } by)
            return null;
        if (topic == TellTopic.Escalation)
            return at;
        if (!by.Topics.TryGetValue(topic, out var when))
            return null;
        var due = when switch
        {
            TellWhen.Digest => Next(DigestAt, at, usual),
            TellWhen.IfNotLooked => at + LookWithin,
            _ => at,
        };
        return QuietEnd(due, usual) ?? due;
    }

    /// <summary>When the quiet hours end in which this instant lies; null: it lies in none.</summary>
    public Instant? QuietEnd(Instant at, DateTimeZone usual) =>
        IsQuiet(at.InZone(Zone(usual)).TimeOfDay) && QuietUntil is { } until ? Next(until, at, usual) : null;

    /// <summary>Whether a time of day lies in the quiet hours.</summary>
    public bool IsQuiet(LocalTime time) => QuietFrom is { } from && QuietUntil is { } until
        && (from < until ? from <= time && time < until : from != until && (from <= time || time < until));

    public DateTimeZone Zone(DateTimeZone usual) =>
        TimeZone is { } name ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) ?? usual : usual;

    /// <summary>The first time that it is so late of a day there, after an instant.</summary>
    private Instant Next(LocalTime time, Instant after, DateTimeZone usual)
    {
        var zone = Zone(usual);
        var day = after.InZone(zone).Date;
        while (true)
        {
            var next = zone.AtLeniently(day + time).ToInstant();
            if (next > after)
                return next;
            day = day.PlusDays(1);
        }
    }
}
