using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Telling;

/// <summary>What people choose to be told, and how they end it.</summary>
public static class ChoiceCommands
{
    public static readonly Duration ShortestLook = Duration.FromMinutes(1);
    public static readonly Duration LongestLook = Duration.FromDays(7);

    /// <summary>The languages in which messages are written.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "es", "pl", "ru"];

    /// <summary>
    /// From now on the person is told so. What waits already comes as it would have by these choices, or not at all.
    /// </summary>
    /// <param name="write">The command's way to the rows.</param>
    /// <param name="choices">Whole; the actor's own, or anybody's for an administrator's program.</param>
    /// <param name="channels">Those that this installation has.</param>
    /// <exception cref="NotAllowed">They are somebody else's.</exception>
    /// <exception cref="InvalidArgument">Of the field that is wrong.</exception>
    public static TellChoices ChooseTelling(this Write write, TellChoices choices, IReadOnlyCollection<IChannel> channels)
    {
        if (write.Actor.PersonId != choices.Person && !(write.Actor.Kind == ActorKind.Key && write.Actor.EditsPeople()))
            throw new NotAllowed("Everybody chooses for themselves what they are told.");
        Check(choices, channels);
        foreach (var by in choices.By)
            CheckAddress(
                write, choices.Person, by.Channel, channels.First(channel => channel.Name == ChannelName.Kind(by.Channel)));
        Keep(write, choices);
        return choices;
    }

    /// <summary>
    /// Ends what comes to a person by a channel, escalations too. Whoever has the token may: it stands in their messages.
    /// </summary>
    /// <returns>The channel; null: nobody has such a token.</returns>
    public static async Task<string?> StopTelling(this Door door, HubContext rows, string token)
    {
        if (await ReachByStop(rows, token) is not { } reach)
            return null;
        await door.Do(new Actor(ActorKind.Person, reach.PersonId, Role.Rep, null), write =>
        {
            var chosen = write.Company.TellChoices.GetValueOrDefault(reach.PersonId);
            var known = chosen ?? new() { Person = reach.PersonId };
            // The nightly mail comes to some without a choice: to end it is one.
            var endsNightly = reach.Channel == TellChoices.NightlyBy && write.Company.Person(reach.PersonId) is { } person
                && TellChoices.WantsNightly(chosen, person);
            if (known.Via(reach.Channel) is not null || endsNightly)
                Keep(write, known with
                {
                    By = known.By.RemoveAll(by => by.Channel == reach.Channel),
                    Nightly = endsNightly ? false : known.Nightly,
                });
            return true;
        });
        return reach.Channel;
    }

    /// <summary>Whose messages by which channel a token ends; null: nobody's.</summary>
    public static Task<Reach?> ReachByStop(HubContext rows, string token) =>
        rows.Reaches.AsNoTracking().FirstOrDefaultAsync(r => r.StopToken == token);

    /// <summary>What a person chose; null: nothing yet.</summary>
    public static async Task<TellChoices?> ChoicesOf(HubContext rows, long person)
    {
        var (kind, key) = (CompanyStore.KindOf<TellChoices>(), $"{person}");
        return await rows.Company.Where(d => d.Kind == kind && d.Key == key).Select(d => d.Body).FirstOrDefaultAsync() is { } body
            ? JsonSerializer.Deserialize<TellChoices>(body, LedgerJson.Options) : null;
    }

    /// <summary>The link in a test was pressed: it arrived.</summary>
    /// <returns>The channel; null: a newer test was sent since, or nobody has such a token.</returns>
    public static Task<string?> ProveArrival(this Door door, string token) => door.Do(Actor.System, write =>
    {
        var reach = write.Rows.Reaches.AsTracking().FirstOrDefault(r => r.ProofToken == token);
        if (reach is null)
            return null;
        reach.ProvenAt ??= write.Now;
        return reach.Channel;
    });

    /// <summary>Nothing more comes to the person by it.</summary>
    internal static void SwitchOff(this Write write, long person, string channel)
    {
        if (write.Company.TellChoices.GetValueOrDefault(person) is { } known && known.Via(channel) is { } via)
            Keep(write, known with { By = known.By.Remove(via) });
    }

    private static void CheckAddress(Write write, long person, string name, IChannel channel)
    {
        // Also one that this very command has named.
        var isNamed = channel.AddressFrom == AddressFrom.Person || write.Rows.Reaches.Find(person, name)?.Address is not null;
        if (channel.AddressFrom == AddressFrom.Browser && !isNamed)
            throw new InvalidArgument("channel", $"There is no browser '{name}' of this person's. Switch it on in that browser first.");
        if (!isNamed)
            throw new InvalidArgument("address", $"There is no address yet for '{name}'. Give one first.");
    }

    private static void Check(TellChoices choices, IReadOnlyCollection<IChannel> channels)
    {
        foreach (var by in choices.By)
        {
            if (channels.Count == 0)
                throw new InvalidArgument("channel", $"There is no channel '{by.Channel}': none is set up here.");
            if (!channels.Any(channel => channel.Name == ChannelName.Kind(by.Channel)))
            {
                var known = channels.Select(channel => channel.Name).Order(StringComparer.Ordinal);
                throw new InvalidArgument("channel", $"There is no channel '{by.Channel}'. Known: {string.Join(", ", known)}.");
            }
            if (choices.By.Count(other => other.Channel == by.Channel) > 1)
                throw new InvalidArgument("channel", $"The channel '{by.Channel}' stands there twice.");
            if (by.Topics.ContainsKey(TellTopic.Escalation))
                throw new InvalidArgument("topics", "Escalations always come, at once, by every channel that is on: they are not chosen.");
        }
        if (!Languages.Contains(choices.Language))
            throw new InvalidArgument("language", $"There is no language '{choices.Language}'. Known: {string.Join(", ", Languages)}.");
        if (choices.TimeZone is { } zone && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
            throw new InvalidArgument("timeZone", $"There is no time zone '{zone}'. Give an IANA name such as Europe/Warsaw.");
        if (choices.QuietFrom is null != choices.QuietUntil is null)
            throw new InvalidArgument("quietUntil", "Quiet hours need a beginning and an end.");
        if (choices.QuietFrom is { } from && from == choices.QuietUntil)
            throw new InvalidArgument("quietUntil", "Quiet hours end at another time than they begin.");
        if (choices.LookWithin < ShortestLook || choices.LookWithin > LongestLook)
            throw new InvalidArgument("lookWithinMinutes", "Give from 1 minute to 7 days.");
        if (choices.IsQuiet(choices.DigestAt) && choices.By.Any(by => by.Topics.ContainsValue(TellWhen.Digest)))
            throw new InvalidArgument("digestAt", "The time of the digest lies in the quiet hours.");
    }

    private static void Keep(Write write, TellChoices choices)
    {
        write.Change($"{choices.Person}", choices);
        foreach (var waiting in write.Rows.Deliveries.AsTracking()
            .Where(d => d.PersonId == choices.Person && d.State == DeliveryState.Waiting && d.LetterId == null))
            if (choices.DueAt(waiting.Topic, waiting.Channel, waiting.At, write.Company.Zone) is { } due)
                waiting.DueAt = due;
            else
                waiting.State = DeliveryState.LeftOut;
    }
}
