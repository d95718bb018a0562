using System.ComponentModel;
using System.Text.Json.Serialization;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Web.Api.Json;

namespace SmarketingHub.Web.Api.Leads;

/// <summary>A response or effort commitment running on the lead.</summary>
public sealed record ClockOut
{
    public required long Id { get; init; }

    /// <summary>Its name in the agreement.</summary>
    public required string Commitment { get; init; }
    public required Promise Promise { get; init; }

    [Description("The party that owes it, and the person in it who is asked: "
        + "while it runs whoever has the lead, of a breach whose it was; none: the queue.")]
    public required string OwedBy { get; init; }
    public PersonOut? Person { get; init; }
    public int Round { get; init; }
    public required ClockState State { get; init; }
    public Instant StartedAt { get; init; }
    public Instant DueAt { get; init; }

    /// <summary>The last warn point: from then on it is at risk.</summary>
    public Instant? WarnAt { get; init; }
    public Instant? BreachedAt { get; init; }
    public Instant? StoppedAt { get; init; }

    /// <summary>Promised, in business time.</summary>
    public required string Target { get; init; }

    /// <summary>Left, in business time; negative when late, null once it is stopped.</summary>
    public string? Remaining { get; init; }

    public required AgreementOut Agreement { get; init; }

    /// <summary>The agreement's version.</summary>
    public int Version { get; init; }

    /// <summary>Of an effort: attempts that count, and attempts promised.</summary>
    public int? AttemptsMade { get; init; }
    public int? AttemptsAsked { get; init; }

    /// <summary>Late evidence took its breach back.</summary>
    public bool Corrected { get; init; }
    public ExcuseReason? Excuse { get; init; }

    /// <summary>Why it was missed, from the company's list; null: nobody said, or it is not the caller's to see.</summary>
    public CauseOut? Cause { get; init; }
    public string? VoidReason { get; init; }

    /// <summary>The calendar's version; null: by an agreement that is not the caller's to see.</summary>
    public string? Calendar { get; init; }

    /// <summary>By which the deadline was computed.</summary>
    public required string TimeZoneData { get; init; }

    /// <summary>The calendar's IANA zone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Zone { get; init; }

    /// <summary>What was promised, as the version says it; left out of an agreement that is not the caller's to see.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PromisedOut? Promised { get; init; }

    [Description("From the start to the deadline: what was counted and what was not; "
        + "left out of an agreement that is not the caller's to see, as holidays may name people.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LocalSegmentOut>? Segments { get; init; }

    [Description("The commitments looked at, and why each was not the one; null for the one that is. "
        + "Without those of agreements that are not the caller's to see.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TriedOut>? Tried { get; init; }

    /// <summary>The newest version that moved other running clocks to itself and left this one as it was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? KeptAgainst { get; init; }

    internal static ClockOut Of(Clock clock, Company company, WorkCalendar calendar, Instant now, bool explain, Actor actor) => new()
    {
        Id = clock.Id,
        Commitment = clock.Commitment,
        Promise = clock.Promise,
        OwedBy = clock.OwedBy,
        Person = PersonOut.Of(clock.Person, company),
        Round = clock.Round,
        State = clock.State,
        StartedAt = clock.StartedAt,
        DueAt = clock.DueAt,
        WarnAt = clock.WarnAt,
        BreachedAt = clock.BreachedAt,
        StoppedAt = clock.StoppedAt,
        Target = IsoDuration.Of(clock.Target),
        Remaining = clock.IsLive ? IsoDuration.Of(Left(clock, calendar, now)) : null,
        Agreement = new(clock.Agreement, company.AgreementSeenBy(actor, clock.Agreement)?.Name),
        Version = clock.AgreementVersion,
        AttemptsMade = PromiseKind.Of(clock.Promise).CountsAttempts ? clock.AttemptsMade : null,
        AttemptsAsked = PromiseKind.Of(clock.Promise).CountsAttempts ? clock.AttemptsAsked : null,
        Corrected = clock.Corrected,
        Excuse = clock.Excuse,
        Cause = actor.SeesAll() && clock.Cause is { } cause
            ? new(cause, company.BreachCauses.GetValueOrDefault(cause)?.Name ?? cause) : null,
        VoidReason = clock.VoidReason,
        Calendar = IsSeen(clock, company, actor) ? $"{clock.Calendar}@{clock.CalendarVersion}" : null,
        TimeZoneData = clock.TimeZoneData,
        Zone = explain && IsSeen(clock, company, actor) ? calendar.Zone.Id : null,
        Promised = explain ? PromisedOut.Of(clock, company.AgreementSeenBy(actor, clock.Agreement)) : null,
        Segments = explain && IsSeen(clock, company, actor)
            ? LocalSegmentOut.Of(calendar.Segments(clock.StartedAt, clock.DueAt, Holds(clock)), calendar,
                company.HolidayNames.GetValueOrDefault(new(clock.Calendar, clock.CalendarVersion)))
            : null,
        Tried = explain ? [.. company.TriedSeenBy(actor, clock.Tried).Select(tried => TriedOut.Of(tried, company, actor))] : null,
        KeptAgainst = explain ? clock.KeptAgainst : null,
    };

    private static bool IsSeen(Clock clock, Company company, Actor actor) => company.AgreementSeenBy(actor, clock.Agreement) is not null;

    private static Duration Left(Clock clock, WorkCalendar calendar, Instant now) =>
        now <= clock.StartedAt ? clock.Target : clock.Target - calendar.Elapsed(clock.StartedAt, now, Holds(clock));

    private static List<Interval> Holds(Clock clock) => [.. clock.Holds.Select(hold => new Interval(hold.From, hold.To))];
}

/// <param name="Key">Stays the same when it is renamed.</param>
public sealed record CauseOut(string Key, string Name);

/// <param name="Name">Null: not the caller's to see.</param>
public sealed record AgreementOut(long Id, string? Name);
