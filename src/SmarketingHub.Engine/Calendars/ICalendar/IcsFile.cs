using System.Text;
using System.Text.Unicode;

namespace SmarketingHub.Engine.Calendars.ICalendar;

/// <summary>An iCalendar file as it came. Its bytes are needed: a line may be folded inside of a character.</summary>
/// <param name="Charset">As its sender names it; null: not named. What is UTF-8 is read as such, whatever was named.</param>
public sealed record IcsFile(byte[] Bytes, string? Charset = null)
{
    /// <summary>In bytes.</summary>
    public const int Longest = 1 << 20;
    private const int LongestHead = 200;

    // Also for what calls itself ISO-8859-1 or ASCII: it is the same and more.
    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static IcsFile Of(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>Each with the number, from 1, of the line that it begins in; what was folded stands in one.</summary>
    internal IReadOnlyList<(int Number, string Text)> Lines()
    {
        List<(int Number, byte[] Bytes)> lines = [.. Unfold(ToUtf8()).Select(line => (line.Number, Plain(line.Bytes)))];
        var (whole, broken) = (0, 0);
        foreach (var (_, line) in lines)
            if (!Ascii.IsValid(line))
                _ = Utf8.IsValid(line) ? whole++ : broken++;
        // One line whose last character was cut makes no other encoding of the file.
        var named = broken > whole ? Named(Charset) ?? Western : Encoding.UTF8;
        return [.. lines.Select(line => (line.Number,
            (Utf8.IsValid(line.Bytes)
                ? Encoding.UTF8
                : Named(IcsLine.Parameter(Head(line.Bytes), "CHARSET")) ?? named).GetString(line.Bytes).TrimStart('\uFEFF', ' ', '\t')))];
    }

    private byte[] ToUtf8()
    {
        if (Bytes is [0xEF, 0xBB, 0xBF, ..])
            return Bytes[3..];
        var utf16 = Bytes switch
        {
            [0xFF, 0xFE, ..] or [not 0, 0, not 0, 0, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] or [0, not 0, 0, not 0, ..] => Encoding.BigEndianUnicode,
            _ => null,
        };
        return utf16 is null ? Bytes : Encoding.UTF8.GetBytes(utf16.GetString(Bytes).TrimStart('\uFEFF'));
    }

    private static List<(int Number, byte[] Bytes)> Unfold(byte[] bytes)
    {
        var lines = new List<(int, byte[])>();
        var (number, at, folded) = (0, 0, new List<byte>());
        for (var from = 0; from < bytes.Length;)
        {
            var length = bytes.AsSpan(from).IndexOfAny((byte)'\r', (byte)'\n');
            var line = length < 0 ? bytes.AsSpan(from) : bytes.AsSpan(from, length);
            number++;
            from += line.Length + 1;
            if (from < bytes.Length && bytes[from - 1] == '\r' && bytes[from] == '\n')
                from++;
            // An empty line ends nothing: some write the end of a line twice.
            if (line.Length == 0)
                continue;
            if (at > 0 && IsToGoOn(folded))
            {
                folded.RemoveAt(folded.Count - 1);
                folded.AddRange(line);
            }
            else if (at > 0 && line[0] is (byte)' ' or (byte)'\t')
                folded.AddRange(line[1..]);
            else
            {
                if (at > 0)
                    lines.Add((at, [.. folded]));
                at = number;
                folded.Clear();
                folded.AddRange(line);
            }
        }
        if (at > 0)
            lines.Add((at, [.. folded]));
        return lines;
    }

    // As the older vCalendar folds and writes what is not ASCII.
    private static bool IsToGoOn(List<byte> line) =>
        line[^1] == '=' && IsQuotedPrintable(Head([.. line.Take(LongestHead)]));

    private static bool IsQuotedPrintable(string head) => head.Contains("QUOTED-PRINTABLE", StringComparison.OrdinalIgnoreCase);

    private static string Head(byte[] line) => Encoding.ASCII.GetString(line, 0, Math.Max(0, Array.IndexOf(line, (byte)':')));

    private static byte[] Plain(byte[] text)
    {
        var head = Head(text);
        if (!IsQuotedPrintable(head))
            return text;
        var plain = new List<byte>(text[..head.Length]);
        for (var at = head.Length; at < text.Length; at++)
            if (text[at] == '=' && at + 2 < text.Length && char.IsAsciiHexDigit((char)text[at + 1])
                && char.IsAsciiHexDigit((char)text[at + 2]))
            {
                plain.Add(Convert.FromHexString([(char)text[at + 1], (char)text[at + 2]])[0]);
                at += 2;
            }
            else
                plain.Add(text[at]);
        return [.. plain];
    }

    private static Encoding? Named(string? charset)
    {
        if (string.IsNullOrWhiteSpace(charset))
            return null;
        var name = charset.Trim().Trim('"', '\'');
        return name.ToUpperInvariant() is "UTF-8" or "UTF8" or "US-ASCII" or "ASCII" or "ISO-8859-1" or "LATIN1"
            ? Western : CodePagesEncodingProvider.Instance.GetEncoding(name);
    }
}
