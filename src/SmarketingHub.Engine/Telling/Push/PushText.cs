namespace SmarketingHub.Engine.Telling.Push;

/// <summary>
/// A message as what the service worker of a browser shows. Nothing is cut: what does not fit is not named, and counted.
/// </summary>
public static class PushText
{
    /// <summary>In bytes, before it is encrypted: 4,096 less what the encryption adds (RFC 8291).</summary>
    internal const int Longest = 3_900;

    // More than that no browser shows.
    public static int MostItems => 5;

    /// <param name="id">The same each time that it is sent again: then it is shown in the place of the one before.</param>
    public static byte[] Write(string id, Message message) => JsonWriting.WriteMost(
        Math.Min(message.Items.Count, MostItems), named => Body(id, message, named), json => json.Length <= Longest);

    private static object Body(string id, Message message, int named)
    {
        // One thing stands in the title; of several that says how many they are.
        var one = named == 1 && message.Items.Count + message.Others == 1 ? message.Items[0] : null;
        var lines = message.Words.Concat(one is null ? message.Items.Take(named).Select(item => item.Text) : Details(one));
        if (message.More(named) is { } more)
            lines = lines.Append(more);
        return new
        {
            title = Message.OneLine(one is null ? message.Heading : message.Subject),
            body = string.Join('\n', lines.Append(message.Why).Select(Message.OneLine)),
            url = one?.Address ?? message.Open?.Address ?? message.Choices.Address,
            tag = id,
            lang = message.Language,
            stop = new { text = message.Stop.Text, url = message.Stop.Address },
        };
    }

    private static IEnumerable<string> Details(MessageItem item) => item.Detail is { Length: > 0 } detail ? [detail] : [];
}
