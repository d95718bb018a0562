using System.Text;

namespace SmarketingHub.Engine.Telling.Slack;

/// <summary>
/// A message as blocks of Slack's Block Kit, within all that Slack takes. Nothing is cut: what does not fit is not named, and counted.
/// </summary>
public static class SlackText
{
    internal const int MostBlocks = 50, LongestHeader = 150, LongestText = 3_000;

    /// <summary>
    /// In characters, of the whole message. Slack says no such limit; others met <c>msg_blocks_too_long</c> from 11,000 characters on.
    /// </summary>
    internal const int LongestAll = 10_000;

    // Heading, sentences, "and more", what can be opened, and the foot.
    private const int MostOfFrame = 10;

    public static int MostItems => MostBlocks - MostOfFrame;

    public static byte[] Write(Message message)
    {
        var items = message.Items.Take(MostItems).Select(Item).TakeWhile(text => text.Length <= LongestText).ToList();
        return JsonWriting.WriteMost(
            items.Count, named => Body(message, items[..named]), json => Encoding.UTF8.GetCharCount(json) <= LongestAll);
    }

    private static object Body(Message message, List<string> items)
    {
        var blocks = new List<object> { Heading(Message.OneLine(message.Heading)) };
        foreach (var words in message.Words.Where(words => !string.IsNullOrWhiteSpace(words)))
            blocks.Add(Section(Escape(words)));
        foreach (var item in items)
            blocks.Add(Section(item));
        if (message.More(items.Count) is { } more)
            blocks.Add(Section(Escape(more)));
        // A link, and no button: a button also calls the app's own server, which a webhook has none of.
        if (message.Open is { } open)
            blocks.Add(Section($"*{Link(open)}*"));
        blocks.Add(new
        {
            type = "context",
            elements = new[] { Text($"{Escape(message.Why)}\n{Link(message.Choices)} · {Link(message.Stop)}") },
        });
        return new
        {
            // For whoever reads no blocks: notifications, and readers of screens.
            text = Escape(Message.OneLine(message.Subject)),
            blocks,
            // Else Slack opens each link, to show what is behind it.
            unfurl_links = false,
            unfurl_media = false,
        };
    }

    private static object Heading(string text) => text.Length <= LongestHeader
        ? new { type = "header", text = new { type = "plain_text", text, emoji = false } }
        : Section($"*{Escape(text)}*");

    private static object Section(string text) => new { type = "section", text = Text(text) };

    // Verbatim: nothing of it becomes a link or a mention by itself.
    private static object Text(string text) => new { type = "mrkdwn", text, verbatim = true };

    private static string Item(MessageItem item)
    {
        var link = Link(new(Message.OneLine(item.Text), item.Address));
        return item.Detail is { Length: > 0 } detail ? $"{link}\n{Escape(Message.OneLine(detail))}" : link;
    }

    private static string Link(MessageLink link) => $"<{Escape(link.Address.AbsoluteUri)}|{Escape(link.Text)}>";

    /// <summary>What somebody called a lead makes no link and no mention.</summary>
    internal static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
