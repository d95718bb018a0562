using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads;

namespace SmarketingHub.Engine.Reports.Folding;

/// <summary>By which calendar a lead's time counts.</summary>
/// <param name="Calendar">Null: it has had no clock.</param>
internal readonly record struct CountingCalendar(string? Calendar, int Version)
{
    /// <summary>By its clock that is due first, else by its last one.</summary>
    internal static CountingCalendar Of(Lead lead)
    {
        Clock? first = null;
        foreach (var clock in lead.Clocks)
            if (clock.IsLive && !(first?.DueAt <= clock.DueAt))
                first = clock;
        return (first ?? (lead.Clocks.Count > 0 ? lead.Clocks[^1] : null)) is { } counts
            ? new(counts.Calendar, counts.CalendarVersion) : default;
    }
}
