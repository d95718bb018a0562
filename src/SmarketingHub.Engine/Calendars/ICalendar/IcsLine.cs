namespace SmarketingHub.Engine.Calendars.ICalendar;

/// <summary>A line of an iCalendar text: what was folded stands in one.</summary>
/// <param name="number">Of its first line in the file, from 1.</param>
/// <param name="name">In capitals; empty: it is no property.</param>
/// <param name="parameters">With the semicolon in front, or empty.</param>
/// <param name="isBroken">The name alone can be read.</param>
internal sealed class IcsLine(int number, string name, string parameters, string value, bool isBroken = false)
{
    /// <summary>Whose values have no colon: in the names of zones before it there may be some.</summary>
    private static readonly HashSet<string> Times = ["DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE", "RRULE", "EXRULE"];

    // Looked up once: a line may have as many values as it is long.
    private readonly Dictionary<string, string?> known = [];

    public int Number => number;
    public string Name => name;
    public string Value => value;
    public bool IsBroken => isBroken;

    public static IcsLine Read(string line, int number)
    {
        var length = 0;
        while (length < line.Length && (char.IsAsciiLetterOrDigit(line[length]) || line[length] is '-' or '_'))
            length++;
        var (written, rest) = (line[..length], line[length..]);
        var name = written.ToUpperInvariant();
        var colon = rest is not ([':', ..] or [';', ..]) ? -1 : Times.Contains(name) ? line.LastIndexOf(':') : Colon(line, length);
        // A description that runs on has no such word in front; a property that lost its colon has.
        if (colon < 0)
            return new(number, Times.Contains(written) ? written : "", "", "", isBroken: true);
        var value = line[(colon + 1)..];
        // Neither has a property "Status: done".
        return new(number, written != name && value is [] or [' ', ..] ? "" : name, line[length..colon], value);
    }

    public string? Parameter(string of)
    {
        if (!known.TryGetValue(of, out var found))
            known[of] = found = Parameter(parameters, of);
        return found;
    }

    public static string? Parameter(string parameters, string name)
    {
        var quoted = false;
        for (var at = 0; at < parameters.Length; at++)
        {
            if (parameters[at] == '"')
                quoted = !quoted;
            if (quoted || parameters[at] != ';' || !parameters.AsSpan(at + 1).StartsWith(name + "=", StringComparison.OrdinalIgnoreCase))
                continue;
            var from = at + name.Length + 2;
            var to = parameters.IndexOf(from < parameters.Length && parameters[from] == '"' ? '"' : ';',
                Math.Min(from + 1, parameters.Length));
            return parameters[from..(to < 0 ? parameters.Length : to)].Trim('"', ' ');
        }
        return null;
    }

    // After a stray quote, the first that there is.
    private static int Colon(string line, int from)
    {
        var quoted = false;
        for (var at = from; at < line.Length; at++)
        {
            if (line[at] == '"')
                quoted = !quoted;
            else if (line[at] == ':' && !quoted)
                return at;
        }
        return line.IndexOf(':', from);
    }
}
