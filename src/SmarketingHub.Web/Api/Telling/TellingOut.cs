using System.ComponentModel;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Api.Telling;

public sealed record TellOut(string Topic, string When);

/// <summary>A channel that is on, or that was tested.</summary>
/// <param name="Label">What the person knows a browser by.</param>
/// <param name="Address">Where it goes, without what is secret of it; null: known of the person, or none.</param>
/// <param name="IsOn">Whether something comes by it.</param>
/// <param name="Problem">Why the last test was not taken; null: it was, or there was none.</param>
/// <param name="ProvenAt">When its link was pressed; null: accepted perhaps, not proven.</param>
public sealed record TellByOut(
    string Channel, string? Label, string? Address, bool IsOn, IReadOnlyList<TellOut> Tells, Instant? TestedAt, string? Problem,
    Instant? ProvenAt);

/// <summary>How a person is told, as it was chosen.</summary>
/// <param name="Nightly">Whether the nightly pace mail comes; null: as usual, to team leads.</param>
public sealed record TellingOut(
    long Person, IReadOnlyList<TellByOut> Channels, string Language, string? TimeZone, string DigestAt, string? QuietFrom,
    string? QuietUntil, int LookWithinMinutes, bool? Nightly)
{
    /// <param name="shown">An address of a channel without what is secret of it.</param>
    internal static TellingOut Of(TellChoices choices, IReadOnlyList<Reach> reaches, Func<Reach, string?> shown) => new(
        choices.Person,
        [
            .. choices.By.Select(by => by.Channel)
                .Union(reaches.Where(r => r.TestedAt is not null || r.Address is not null || r.Problem is not null).Select(r => r.Channel))
                .Select(name => Of(name, choices.Via(name), reaches.FirstOrDefault(r => r.Channel == name), shown)),
        ],
        choices.Language, choices.TimeZone, TellingIn.Clock.Format(choices.DigestAt), Say(choices.QuietFrom), Say(choices.QuietUntil),
        (int)choices.LookWithin.TotalMinutes, choices.Nightly);

    private static TellByOut Of(string name, TellBy? by, Reach? reach, Func<Reach, string?> shown) => new(
        name, reach?.Label, reach is null ? null : shown(reach), by is not null,
        by is null ? [] : [.. by.Topics.Select(tell => new TellOut(CamelCase.Of(tell.Key), CamelCase.Of(tell.Value)))],
        reach?.TestedAt, reach?.Problem is { } problem ? CamelCase.Of(problem) : null, reach?.ProvenAt);

    private static string? Say(LocalTime? time) => time is { } said ? TellingIn.Clock.Format(said) : null;
}

/// <summary>A message to a person; nothing of what it says.</summary>
public sealed record LetterOut
{
    public required long Id { get; init; }
    public required long Person { get; init; }
    public required string Channel { get; init; }

    [Description("waiting, sent, leftOut or dead.")]
    public required string State { get; init; }

    [Description("How many things it told when it was last written.")]
    public required int Told { get; init; }
    public required int Attempts { get; init; }
    public Instant? LastAt { get; init; }

    [Description("Of one that waits: not before.")]
    public Instant? NextAt { get; init; }
    public string? Problem { get; init; }

    [Description("The channel's own code, such as SMTP's 550.")]
    public int? Status { get; init; }

    [Description("Its own word, such as Slack's `invalid_payload`.")]
    public string? Said { get; init; }

    internal static LetterOut Of(Letter letter) => new()
    {
        Id = letter.Id,
        Person = letter.PersonId,
        Channel = letter.Channel,
        State = CamelCase.Of(letter.State),
        Told = letter.Told,
        Attempts = letter.Attempts,
        LastAt = letter.LastAt,
        NextAt = letter.State == LetterState.Waiting ? letter.NextAt : null,
        Problem = letter.Problem is { } problem ? CamelCase.Of(problem) : null,
        Status = letter.Status,
        Said = letter.Said,
    };
}
