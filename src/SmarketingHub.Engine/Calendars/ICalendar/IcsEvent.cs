using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Calendars.ICalendar;

/// <summary>An event with its own lines, those of its alarms left out.</summary>
/// <param name="Line">Where it begins in the file, from 1.</param>
/// <param name="Odd">Why it cannot be read, whatever its lines say; null: nothing is against it.</param>
internal sealed record IcsEvent(int Line, IcsCalendar Calendar, IReadOnlyList<IcsLine> Lines, Phrase? Odd = null)
{
    public string? Value(string name) => Find(name)?.Value;

    /// <summary>The first that says something: an empty one is as none.</summary>
    public IcsLine? Find(string name) => Lines.FirstOrDefault(line => line.Name == name && !string.IsNullOrWhiteSpace(line.Value));

    public IEnumerable<IcsLine> All(string name) => Lines.Where(line => line.Name == name);
}

/// <summary>A VCALENDAR: what it says for all of its events.</summary>
internal sealed class IcsCalendar
{
    public Dictionary<string, IReadOnlyList<IcsObservance>> Zones { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The zone that it says it is of.</summary>
    public string? Zone { get; set; }

    public bool IsCancellation { get; set; }
}

/// <summary>A rule of a VTIMEZONE: from when on which offset counts.</summary>
internal sealed record IcsObservance(IReadOnlyList<IcsLine> Lines)
{
    public IcsLine? Find(string name) => Lines.FirstOrDefault(line => line.Name == name);
}

/// <summary>An event cannot be read. The others are.</summary>
internal sealed class OddEvent(Phrase why) : Exception(why.ToString())
{
    public Phrase Why => why;
}
