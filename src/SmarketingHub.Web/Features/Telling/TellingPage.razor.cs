using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Telling;
using SmarketingHub.Engine.Telling.Nightly;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Forms;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Telling;

public sealed partial class TellingPage(
    Me me, LiveBoard live, Door door, LetterPost post, LetterSender sender, IDbContextFactory<HubContext> contexts, Viewer viewer,
    Submission submission)
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");

    private static readonly (string Key, string Name)[] Languages =
        [.. Texts.Languages.Select(key => (key, CultureInfo.GetCultureInfo(key).NativeName))];

    private readonly Dictionary<string, Dictionary<TellTopic, TellWhen>> topics = [];
    private readonly HashSet<string> on = [];
    private readonly Dictionary<string, AddressBox> boxes = [];
    private BrowserBox? browsers;
    private IReadOnlyDictionary<string, Reach> reaches = new Dictionary<string, Reach>();
    private Person? person;
    private bool isRead;
    private bool saved;
    private string? testing;
    private string? digest, quietFrom, quietUntil, lookWithin, language;
    private string zone = "Etc/UTC";
    private bool isNightly;
    private string? nightlyAt;

    private Submission Submission => submission;

    private IReadOnlyList<IChannel> Channels => [.. post.Channels.Where(channel => channel.IsSetUp)];

    private bool MaySetNightly => person?.Role == Role.Admin;

    private IEnumerable<Way> Ways => Channels.SelectMany(channel => channel.AddressFrom == AddressFrom.Browser
        ? reaches.Values.Where(reach => ChannelName.Kind(reach.Channel) == channel.Name).OrderBy(reach => reach.NamedAt)
            .Select(reach => new Way(reach.Channel, channel, reach))
        : [new(channel.Name, channel, reaches.GetValueOrDefault(channel.Name))]);

    private IReadOnlyList<TellTopic> TopicsShown => [.. Enum.GetValues<TellTopic>()
        .Where(topic => topic != TellTopic.Escalation && (topic != TellTopic.Webhooks || person?.Role == Role.Admin))];

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        await viewer.Locate();
        var actor = await me.Actor();
        person = live.Company.Person(actor.PersonId);
        await using var rows = await contexts.CreateDbContextAsync();
        var known = await ChoiceCommands.ChoicesOf(rows, actor.Id);
        var choices = known ?? new TellChoices { Person = actor.Id };
        foreach (var by in choices.By)
        {
            on.Add(by.Channel);
            topics[by.Channel] = by.Topics.ToDictionary();
        }
        // Who never chose is shown the times of where they are, and this page's language.
        zone = choices.TimeZone ?? (known is null ? viewer.Zone.Id : live.Company.TimeZone);
        language = known?.Language ?? CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        digest = Clock.Format(choices.DigestAt);
        quietFrom = choices.QuietFrom is { } from ? Clock.Format(from) : null;
        quietUntil = choices.QuietUntil is { } until ? Clock.Format(until) : null;
        lookWithin = choices.LookWithin.TotalMinutes.ToString("0", CultureInfo.CurrentCulture);
        isNightly = person is not null && TellChoices.WantsNightly(known, person);
        nightlyAt = live.Company.Nightly is { IsOff: false, At: var at } ? Clock.Format(at) : null;
        await ReadReaches(rows);
        isRead = true;
        StateHasChanged();
    }

    private async Task ReadReaches(HubContext rows) =>
        reaches = await rows.Reaches.AsNoTracking().Where(r => r.PersonId == person!.Id).ToDictionaryAsync(r => r.Channel);

    private string? Address(Way way) => way.Channel.AddressOf(person!, way.Reach);

    // What is chosen for a channel stays while it is off, as long as the page is open.
    private Dictionary<TellTopic, TellWhen> Topics(string name)
    {
        if (!topics.TryGetValue(name, out var chosen))
            topics[name] = chosen = new()
            {
                [TellTopic.HandedOver] = TellWhen.IfNotLooked,
                [TellTopic.Returned] = TellWhen.IfNotLooked,
                [TellTopic.Late] = TellWhen.AtOnce,
                [TellTopic.Notes] = TellWhen.Digest,
                [TellTopic.Agreements] = TellWhen.AtOnce,
            };
        return chosen;
    }

    private void Switch(string name, bool isOn)
    {
        saved = false;
        if (isOn)
            on.Add(name);
        else
            on.Remove(name);
    }

    // Who gives an address wants to be told there, and who takes it away does not.
    private async Task Moved(string name, bool isNamed)
    {
        await using (var rows = await contexts.CreateDbContextAsync())
            await ReadReaches(rows);
        Switch(name, isNamed);
        if (isNamed)
            await Save();
    }

    private async Task End(Way way)
    {
        if (!await submission.Run(actor => door.Do(actor, write =>
        {
            write.ForgetAddress(actor.Id, way.Name);
            return true;
        })))
            return;
        if (browsers is not null)
            await browsers.Left(way.Reach?.Address);
        await Moved(way.Name, isNamed: false);
    }

    private void Here() => (zone, saved) = (viewer.Zone.Id, false);

    // What was said of the last saving holds until something is changed.
    private void Unsaved() => saved = false;

    private async Task Save()
    {
        // An address that was typed is kept with the rest: who presses Enter in its field means it.
        foreach (var (name, box) in boxes.ToList())
            if (await box.KeepTyped() is { } isKept)
            {
                if (!isKept)
                    return;
                Switch(name, isOn: true);
                await using var rows = await contexts.CreateDbContextAsync();
                await ReadReaches(rows);
            }
        saved = await submission.Run(async actor =>
        {
            var choices = Choices(actor);
            var nightly = Read(nightlyAt, "nightlyAt");
            await door.Do(actor, write =>
            {
                if (MaySetNightly)
                    write.SetNightly(nightly);
                return write.ChooseTelling(choices, Channels);
            });
            sender.Wake();
        });
    }

    /// <exception cref="InvalidArgument">Of the field that cannot be read.</exception>
    private TellChoices Choices(Actor actor) => new()
    {
        Person = actor.Id,
        By = [.. Ways.Where(way => on.Contains(way.Name))
            .Select(way => new TellBy(way.Name, Topics(way.Name).ToImmutableSortedDictionary()))],
        Nightly = isNightly,
        Language = language ?? "en",
        TimeZone = zone,
        DigestAt = Read(digest, "digestAt") ?? throw NoTime("digestAt"),
        QuietFrom = Read(quietFrom, "quietFrom"),
        QuietUntil = Read(quietUntil, "quietUntil"),
        LookWithin = int.TryParse(lookWithin?.Trim(), NumberStyles.None, CultureInfo.CurrentCulture, out var minutes)
            ? Duration.FromMinutes(minutes) : throw new InvalidArgument("lookWithinMinutes", "Give from 1 minute to 7 days."),
    };

    private static LocalTime? Read(string? text, string field) => string.IsNullOrWhiteSpace(text) ? null
        : Clock.Parse(text.Trim()) is { Success: true, Value: var time } ? time
        // As some browsers write it.
        : LocalTimePattern.ExtendedIso.Parse(text.Trim()) is { Success: true, Value: var whole } ? whole
        : throw NoTime(field);

    private static InvalidArgument NoTime(string field) => new(field, "Give a time of day, such as 08:30.");

    private async Task Test(string name)
    {
        testing = name;
        try
        {
            await submission.Run(async actor =>
            {
                await post.Test(actor, name, language);
                await using var rows = await contexts.CreateDbContextAsync();
                await ReadReaches(rows);
            });
        }
        finally
        {
            testing = null;
        }
    }

    /// <summary>One way to the person: a channel, or one of their browsers.</summary>
    /// <param name="Name">As choices call it.</param>
    private sealed record Way(string Name, IChannel Channel, Reach? Reach);
}
