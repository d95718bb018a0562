using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Calendars.ICalendar;

/// <summary>A line of an iCalendar text: what was folded stands in one.</summary>
/// <param name="Number">Of its first line in the file, from 1.</param>
/// <param name="Name">In capitals.</param>
/// <param name="Parameters">With the semicolon in front, or empty.</param>
internal sealed record IcsLine(int Number, string Name, string Parameters, string Value);

/// <summary>An event with its own lines, those of its alarms left out.</summary>
internal sealed record IcsEvent(int Line, IReadOnlyList<IcsLine> Lines)
{
    public string? Value(string name) => Find(name)?.Value;

    public IcsLine? Find(string name) => Lines.FirstOrDefault(line => line.Name == name);
}

/// <summary>Takes an iCalendar text (RFC 5545) apart into its events. Whatever is wrong, the error names the line.</summary>
internal static class IcsText
{
    /// <summary>In UTF-16 units.</summary>
    public const int Longest = 1 << 20;
    private const int MostLines = 50_000, MostEvents = 5_000, LongestLine = 20_000, Deepest = 8;
    private static readonly HashSet<string> Asked =
        ["UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "SUMMARY", "CATEGORIES", "DESCRIPTION", "STATUS"];

    /// <exception cref="InvalidArgument">Of the field <c>feed</c>.</exception>
    public static IReadOnlyList<IcsEvent> Events(string text)
    {
        if (text.Length > Longest)
            throw Wrong("The file has more than 1 MB; give one with the holidays alone.");
        text = text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (text.Length == 0)
            throw Wrong("The file is empty; an iCalendar text begins with BEGIN:VCALENDAR.");
        if (!text.StartsWith("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase))
            throw Wrong(1, "an iCalendar text begins with BEGIN:VCALENDAR; this one does not.");
        var events = new List<IcsEvent>();
        var open = new Stack<(string Name, int Line)>();
        List<IcsLine> lines = [];
        foreach (var line in Lines(text))
        {
            if (line.Name == "BEGIN")
            {
                open.Push((line.Value.Trim().ToUpperInvariant(), line.Number));
                if (open.Count > Deepest)
                    throw Wrong(line.Number, $"components are nested more than {Deepest} deep.");
                if (open.Peek().Name == "VEVENT")
                    lines = [];
            }
            else if (line.Name == "END")
            {
                if (!open.TryPop(out var begun) || begun.Name != line.Value.Trim().ToUpperInvariant())
                    throw Wrong(line.Number, begun.Name is null ? Phrase.Of("END without a BEGIN.") : $"END:{begun.Name} was to come here, as BEGIN:{begun.Name} stands in line {begun.Line}.");
                if (begun.Name == "VEVENT")
                    events.Add(new(begun.Line, lines));
                if (events.Count > MostEvents)
                    throw Wrong(line.Number, $"there are more than {MostEvents} events; give a file with the holidays alone.");
            }
            else if (open.Count == 0)
                throw Wrong(line.Number, "stands outside of BEGIN:VCALENDAR and END:VCALENDAR.");
            else if (open.Peek().Name == "VEVENT" && Asked.Contains(line.Name))
                lines.Add(line);
        }
        return open.TryPop(out var left) ? throw Wrong(left.Line, $"BEGIN:{left.Name} has no END:{left.Name}: the file is cut short.") : events;
    }

    private static IEnumerable<IcsLine> Lines(string text)
    {
        using var reader = new StringReader(text);
        var (number, at, folded) = (0, 0, "");
        while (reader.ReadLine() is { } line)
        {
            if (++number > MostLines)
                throw Wrong(number, $"there are more than {MostLines} lines.");
            if (line.Length > 0 && line[0] is ' ' or '\t' && at > 0)
            {
                folded += line[1..];
                if (folded.Length > LongestLine)
                    throw Wrong(at, $"is longer than {LongestLine} characters.");
                continue;
            }
            if (at > 0)
                yield return Read(folded, at);
            (at, folded) = string.IsNullOrWhiteSpace(line) ? (0, "") : (number, line);
        }
        if (at > 0)
            yield return Read(folded, at);
    }

    private static IcsLine Read(string line, int number)
    {
        if (line.Length > LongestLine)
            throw Wrong(number, $"is longer than {LongestLine} characters.");
        var (colon, quoted) = (-1, false);
        for (var i = 0; i < line.Length && colon < 0; i++)
        {
            if (line[i] == '"')
                quoted = !quoted;
            else if (line[i] == ':' && !quoted)
                colon = i;
        }
        var semicolon = colon < 0 ? -1 : line.IndexOf(';', 0, colon);
        var name = colon < 0 ? "" : line[..(semicolon < 0 ? colon : semicolon)];
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'))
            throw Wrong(number, $"\"{Shorten(line)}\" is no line of an iCalendar text; NAME:value is.");
        return new(number, name.ToUpperInvariant(), semicolon < 0 ? "" : line[semicolon..colon], line[(colon + 1)..]);
    }

    internal static string Shorten(string text) => string.Concat(text.Take(40).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c)) + (text.Length > 40 ? "…" : "");

    internal static InvalidArgument Wrong(Phrase what) => new("feed", what);

    internal static InvalidArgument Wrong(int line, Phrase what) => new("feed", $"Line {line}: {what}");
}
