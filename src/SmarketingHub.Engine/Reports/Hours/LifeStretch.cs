using NodaTime;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Reports.Hours;

/// <summary>What is read of a stretch for its hours.</summary>
/// <param name="Whose">Whose hours they are: of a turn whose turn it is, else who holds the lead meanwhile …</param>
/// <param name="Person">… and the person in it; null: its queue.</param>
internal readonly record struct LifeStretch(
    long LeadId, Instant From, Instant KnownAt, Instant? To, StretchKind Kind, string Whose, long? Person, string? Calendar,
    int CalendarVersion)
{
    internal static IQueryable<LifeStretch> Of(IQueryable<LeadStretch> rows, Instant from, Instant until) =>
        rows.Where(s => (s.To == null || s.To > from) && s.From < until).Select(s => new LifeStretch(
            s.LeadId, s.From, s.KnownAt, s.To, s.Kind, s.Kind == StretchKind.Turn ? s.Party : s.Holder,
            s.Kind == StretchKind.Turn ? s.Person : s.Owner, s.Calendar, s.CalendarVersion));
}

/// <summary>What is read of a lead.</summary>
internal sealed record LifeLead(long LeadId, Instant ReceivedAt, string? Source);
