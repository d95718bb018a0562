using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Calendars.ICalendar;

/// <summary>
/// Takes an iCalendar text (RFC 5545) apart into its events. What is wrong with one of them is noted with it; lines that say nothing of
/// holidays do not matter, whatever they are. Refused is what is no iCalendar text, and one that is cut short: its days would be lost.
/// </summary>
internal sealed class IcsText
{
    private const int MostEvents = 5_000;
    private static readonly HashSet<string> Asked =
    [
        "UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE",
        "RECURRENCE-ID", "SUMMARY", "CATEGORIES",
        "DESCRIPTION", "STATUS",
    ];

    private static readonly HashSet<string> OfCalendar = ["VEVENT", "VTIMEZONE", "VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY"];

    private readonly List<IcsEvent> events = [];
    private readonly Stack<(string Name, int Line)> open = new();
    private readonly Dictionary<string, int> begun = [];
    private IcsCalendar calendar = new();
    private List<IcsLine> lines = [];
    private List<IcsObservance> observances = [];
    private string? zone;

    private IcsText()
    {
    }

    /// <exception cref="InvalidArgument">Of the field <c>feed</c>: there is nothing to read, or it is cut short.</exception>
    public static IReadOnlyList<IcsEvent> Events(IcsFile file)
    {
        if (file.Bytes.Length > IcsFile.Longest)
            throw Wrong("The file has more than 1 MB; give one with the holidays alone.");
        var lines = file.Lines();
        if (!lines.Any(line => !string.IsNullOrWhiteSpace(line.Text)))
            throw Wrong("The file is empty; an iCalendar text begins with BEGIN:VCALENDAR.");
        if (!lines.Any(line => IsBeginning(line.Text)))
            throw Wrong(1, "an iCalendar text begins with BEGIN:VCALENDAR; this one does not.");
        var text = new IcsText();
        foreach (var (number, line) in lines)
            text.Take(IcsLine.Read(line, number));
        if (text.IsInCalendar)
            throw Wrong(text.open.Peek().Line, $"BEGIN:{text.open.Peek().Name} has no END:{text.open.Peek().Name}: the file is cut short.");
        text.Close(until: null);
        return text.events;
    }

    private bool IsInCalendar => begun.GetValueOrDefault("VCALENDAR") > 0;

    private static bool IsBeginning(string line) => line.Trim().Equals("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase);

    private void Take(IcsLine line)
    {
        var value = line.Value.Trim();
        if (line.Name == "BEGIN")
            Begin(value.ToUpperInvariant(), line.Number);
        else if (line.Name == "END")
            End(value.ToUpperInvariant());
        else if ((open.TryPeek(out var within) ? within.Name : "VCALENDAR") == "VCALENDAR" && line.Name == "DTSTART" && value.Length > 0)
            Add(new(line.Number, calendar, [], "Its beginning is missing: no BEGIN:VEVENT stands before its DTSTART."));
        else if (within.Name == "VEVENT" && Asked.Contains(line.Name) || within.Name is "STANDARD" or "DAYLIGHT")
            lines.Add(line);
        else if (within.Name == "VTIMEZONE" && line.Name == "TZID" && value.Length > 0)
            zone = IcsWords.Unescape(value.Trim('"'));
        else if (within.Name == "VCALENDAR" && line.Name == "X-WR-TIMEZONE")
            calendar.Zone = IcsWords.Unescape(value);
        else if (within.Name == "VCALENDAR" && line.Name == "METHOD")
            calendar.IsCancellation = value.Equals("CANCEL", StringComparison.OrdinalIgnoreCase);
    }

    private void Begin(string name, int number)
    {
        if (name == "VCALENDAR")
        {
            Close(until: null);
            calendar = new();
        }
        // What stands beside events stands in none: the one before has lost its end.
        else if (OfCalendar.Contains(name))
            Close(until: "VCALENDAR");
        open.Push((name, number));
        begun[name] = begun.GetValueOrDefault(name) + 1;
        if (name is "VEVENT" or "STANDARD" or "DAYLIGHT")
            lines = [];
        if (name == "VTIMEZONE")
            (zone, observances) = (null, []);
    }

    private void End(string name)
    {
        // An end of nothing.
        if (begun.GetValueOrDefault(name) == 0)
            return;
        var isWhole = open.Peek().Name == name;
        Close(until: name);
        var line = Pop().Line;
        if (name == "VEVENT")
            Add(Ended(line, isWhole ? null : Phrase.Of("A part of it is not closed: END is missing.")));
        else if (name is "STANDARD" or "DAYLIGHT")
            observances.Add(new(lines));
        else if (name == "VTIMEZONE" && zone is not null)
            calendar.Zones[zone] = observances;
    }

    /// <summary>All that is open within that component; null: everything.</summary>
    private void Close(string? until)
    {
        while (open.TryPeek(out var last) && last.Name != until)
            if (Pop() is { Name: "VEVENT" } unclosed)
                Add(Ended(unclosed.Line, "It is not closed: END:VEVENT is missing."));
    }

    private (string Name, int Line) Pop()
    {
        begun[open.Peek().Name]--;
        return open.Pop();
    }

    private IcsEvent Ended(int line, Phrase? odd) =>
        new(line, calendar, lines, IsInCalendar ? odd
            : Phrase.Of("It stands outside of the calendar: between BEGIN:VCALENDAR and END:VCALENDAR it would count."));

    private void Add(IcsEvent e)
    {
        events.Add(e);
        if (events.Count > MostEvents)
            throw Wrong(e.Line, $"there are more than {MostEvents} events; give a file with the holidays alone.");
    }

    internal static string Shorten(string text) =>
        string.Concat(text.Trim().Take(40).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c))
            + (text.Trim().Length > 40 ? "…" : "");

    internal static InvalidArgument Wrong(Phrase what) => new("feed", what);

    internal static InvalidArgument Wrong(int line, Phrase what) => new("feed", $"Line {line}: {what}");
}
