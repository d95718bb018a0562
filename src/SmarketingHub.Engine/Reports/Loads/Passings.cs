using NodaTime;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Reports.Loads;

/// <summary>Between two instants a lead was somebody's; null: in a queue.</summary>
/// <param name="Came">From another one, or from nobody: it did not begin with a mere change of the lead.</param>
/// <param name="To">Null: it goes on.</param>
internal readonly record struct Passing(long LeadId, long? Person, Instant From, Instant? To, bool Came);

/// <summary>Whose leads were when: of a turn whose turn it is, else who has the lead meanwhile.</summary>
internal static class Passings
{
    /// <summary>What lies between two instants or reaches into it, lead by lead.</summary>
    /// <param name="leads">Null: all.</param>
    internal static IEnumerable<Passing> Read(ReportMoment moment, Instant from, Instant until, IReadOnlySet<long>? leads)
    {
        var stretches = moment.Stretches.Ask(rows => rows.Where(s => (s.To == null || s.To >= from) && s.From < until)
            .Select(s => new { s.LeadId, s.From, s.To, s.Kind, s.Person, s.Owner }))
            .Where(s => leads is null || leads.Contains(s.LeadId))
            .OrderBy(s => s.LeadId).ThenBy(s => s.From);
        var (lead, last, end) = (0L, (long?)null, (Instant?)null);
        foreach (var s in stretches)
        {
            // Paused, a lead stays with whom it waits for.
            var whose = s.Kind == StretchKind.Turn ? s.Person : s.Person ?? s.Owner;
            // After a gap it was closed, and comes anew.
            var isSame = s.LeadId == lead && whose == last && s.From == end;
            (lead, last, end) = (s.LeadId, whose, s.To);
            // What ended when it all begins says alone whose the next one was.
            if (s.To <= from)
                continue;
            // What was somebody's before all of this came earlier.
            yield return new(s.LeadId, whose, s.From, s.To, whose is not null && !isSame && s.From >= from);
        }
    }
}
