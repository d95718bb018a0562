using NodaTime;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Reports.Hours;

/// <summary>What is read of a stretch for its hours.</summary>
internal sealed record LifeStretch
{
    public long LeadId { get; init; }
    public Instant From { get; init; }
    public Instant KnownAt { get; init; }
    public Instant? To { get; init; }
    public StretchKind Kind { get; init; }
    public required string Holder { get; init; }
    public long? Owner { get; init; }
    public required string Party { get; init; }
    public long? Person { get; init; }
    public string? Calendar { get; init; }
    public int CalendarVersion { get; init; }

    /// <summary>Whose hours they are: of a turn whose turn it is, else who holds the lead meanwhile.</summary>
    internal string Whose => Kind == StretchKind.Turn ? Party : Holder;

    /// <summary>… and the person in it; null: its queue.</summary>
    internal long? WhosePerson => Kind == StretchKind.Turn ? Person : Owner;

    internal static IQueryable<LifeStretch> Of(IQueryable<LeadStretch> rows, Instant from, Instant until) =>
        rows.Where(s => (s.To == null || s.To > from) && s.From < until).Select(s => new LifeStretch
        {
            LeadId = s.LeadId,
            From = s.From,
            KnownAt = s.KnownAt,
            To = s.To,
            Kind = s.Kind,
            Holder = s.Holder,
            Owner = s.Owner,
            Party = s.Party,
            Person = s.Person,
            Calendar = s.Calendar,
            CalendarVersion = s.CalendarVersion,
        });
}

/// <summary>What is read of a lead.</summary>
internal sealed record LifeLead(long LeadId, Instant ReceivedAt, string? Source);
