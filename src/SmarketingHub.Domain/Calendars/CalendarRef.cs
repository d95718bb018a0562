namespace SmarketingHub.Domain.Calendars;

/// <summary>One version of one calendar.</summary>
public sealed record CalendarRef(string Id, int Version)
{
    public override string ToString() => $"{Id}@{Version}";
}
