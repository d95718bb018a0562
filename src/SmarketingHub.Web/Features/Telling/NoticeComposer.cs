using Microsoft.Extensions.Localization;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Telling;
using SmarketingHub.Web.Features.Bell;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Telling;

/// <summary>Says what rang, all of it in one message: the most urgent first.</summary>
public sealed class NoticeComposer(Letterhead head) : IComposer
{
    private static readonly TellTopic[] Urgency =
    [
        TellTopic.Escalation, TellTopic.Late, TellTopic.AtRisk, TellTopic.Returned, TellTopic.HandedOver, TellTopic.Notes,
        TellTopic.Agreements, TellTopic.Webhooks,
    ];

    public LetterKind Kind => LetterKind.Notices;

    public Task<Message?> Compose(LetterToWrite letter, CancellationToken stopping) =>
        Task.FromResult<Message?>(head.In(letter, l => Write(letter, l)));

    private Message Write(LetterToWrite letter, IStringLocalizer<Texts> l)
    {
        var known = letter.Company.SeenBy(Actor.Of(letter.To));
        string Say(ToldItem item) => l.Words(item.Notice, item.Lead, known, at => Letterhead.Day(letter, at));
        var items = letter.Items.OrderBy(item => Array.IndexOf(Urgency, item.Topic)).ThenBy(item => item.Notice.Id).ToList();
        var topics = items.ConvertAll(item => item.Topic).Distinct().ToList();
        var counts = string.Join(", ", topics.Select(topic => l.Count(Key(topic), items.Count(item => item.Topic == topic))));
        var shown = items.Take(letter.MostItems)
            .Select(item => new MessageItem(Say(item), Letterhead.Say(letter, item.Notice.At), head.At(NoticeWords.PageOf(item.Notice))));
        return new()
        {
            Language = letter.Choices.Language,
            Subject = items.Count == 1 ? Say(items[0]) : counts,
            Heading = counts,
            Items = [.. shown],
            Others = Math.Max(items.Count - letter.MostItems, 0),
            AndMore = count => head.In(letter, texts => texts.Count("more", count)),
            Open = topics.Exists(topic => topic is TellTopic.Escalation or TellTopic.Late)
                ? new(l["Open the breaches"], head.At("breaches")) : new(l["Open the board"], head.At("")),
            Why = Why(letter, topics, l),
            Choices = head.Choices(),
            Stop = head.Stop(letter),
        };
    }

    private static string Why(LetterToWrite letter, List<TellTopic> topics, IStringLocalizer<Texts> l)
    {
        var channel = l.Channel(letter.Letter.Channel);
        var chosen = topics.Where(topic => topic != TellTopic.Escalation).Select(topic => l.Name(topic)).ToList();
        var always = l["Escalations come by every channel that you use, at once."].Value;
        return chosen.Count == 0 ? always
            : l["You get this by {0} because you chose it: {1}.", channel, string.Join("; ", chosen)]
                + (topics.Contains(TellTopic.Escalation) ? $" {always}" : "");
    }

    /// <summary>All that is counted in messages, by its name among the texts.</summary>
    public static IReadOnlyList<string> Counted { get; } = [.. Urgency.Select(Key), "more"];

    private static string Key(TellTopic topic) => topic switch
    {
        TellTopic.HandedOver => "handed",
        TellTopic.Returned => "returned",
        TellTopic.AtRisk => "at risk",
        TellTopic.Late => "late",
        TellTopic.Escalation => "escalations",
        TellTopic.Notes => "notes",
        TellTopic.Agreements => "agreements",
        _ => "webhooks",
    };
}
