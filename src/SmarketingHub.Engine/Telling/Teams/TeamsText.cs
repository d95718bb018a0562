using System.Text;

namespace SmarketingHub.Engine.Telling.Teams;

/// <summary>
/// A message as an Adaptive Card, within what Teams takes. Nothing is cut: what does not fit is not named, and counted. Teams reads its
/// texts as Markdown.
/// </summary>
public static class TeamsText
{
    /// <summary>In bytes, of all that is sent.</summary>
    internal const int Longest = 20_000;

    // Backslashes are shown by some of Teams' phone apps: escaped is only what would do something amid a line.
    private const string Active = @"\*_[]`~<";

    public static int MostItems => 40;

    public static byte[] Write(Message message) => JsonWriting.WriteMost(
        Math.Min(message.Items.Count, MostItems), named => Body(message, named), json => json.Length <= Longest);

    private static object Body(Message message, int named)
    {
        var body = new List<object>
        {
            new { type = "TextBlock", text = Escape(message.Heading), size = "medium", weight = "bolder", wrap = true, style = "heading" },
        };
        foreach (var words in message.Words)
            body.Add(Text(Escape(words)));
        foreach (var item in message.Items.Take(named))
        {
            body.Add(Text(Link(new(item.Text, item.Address))));
            if (item.Detail is { Length: > 0 } detail)
                body.Add(Faint(Escape(detail), "none"));
        }
        if (message.More(named) is { } more)
            body.Add(Text(Escape(more)));
        body.Add(Faint(Escape(message.Why), "medium"));
        body.Add(Faint($"{Link(message.Choices)} · {Link(message.Stop)}", "none"));
        var card = new Dictionary<string, object>
        {
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["type"] = "AdaptiveCard",
            ["version"] = "1.4",
            ["lang"] = message.Language,
            ["fallbackText"] = Message.OneLine(message.Subject),
            ["msteams"] = new { width = "Full" },
            ["body"] = body,
        };
        if (message.Open is { } open)
            card["actions"] = new[] { new { type = "Action.OpenUrl", title = open.Text, url = open.Address.AbsoluteUri } };
        return new
        {
            type = "message",
            attachments = new[]
            {
                new { contentType = "application/vnd.microsoft.card.adaptive", contentUrl = (string?)null, content = card },
            },
        };
    }

    private static object Text(string text) => new { type = "TextBlock", text, wrap = true };

    private static object Faint(string text, string spacing) =>
        new { type = "TextBlock", text, wrap = true, isSubtle = true, size = "small", spacing };

    private static string Link(MessageLink link) => $"[{Escape(link.Text)}]({Target(link.Address)})";

    private static string Target(Uri address) => address.AbsoluteUri.Replace("(", "%28", StringComparison.Ordinal)
        .Replace(")", "%29", StringComparison.Ordinal);

    /// <summary>What somebody called a lead is shown as it is: it makes no link, no emphasis, no list and no function of a card.</summary>
    internal static string Escape(string text)
    {
        var plain = new StringBuilder();
        var line = Message.OneLine(text);
        for (var i = 0; i < line.Length; i++)
        {
            // At the beginning of a line it would make a heading, a list or a quote.
            if (Active.Contains(line[i]) || i == 0 && line[i] is '#' or '-' or '+' or '>')
                plain.Append('\\');
            plain.Append(line[i]);
            // Two braces would call a function of the card's, such as {{DATE(…)}}: they are kept apart by a character without width.
            if (line[i] == '{' && i + 1 < line.Length && line[i + 1] == '{')
                plain.Append('\u200B');
            // Digits and a point, as in "1. FC Köln", would make a list.
            if (i + 1 < line.Length && line[i + 1] is '.' or ')' && line.AsSpan(0, i + 1).IndexOfAnyExceptInRange('0', '9') < 0)
                plain.Append('\\');
        }
        return plain.ToString();
    }
}
