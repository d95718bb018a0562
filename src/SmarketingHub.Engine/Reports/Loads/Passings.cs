using NodaTime;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Reports.Loads;

/// <summary>Between two instants a lead was somebody's.</summary>
/// <param name="Came">From another one, or from nobody: it did not begin with a mere change of the lead.</param>
/// <param name="To">Null: it goes on.</param>
internal readonly record struct Passing(long LeadId, long Person, Instant From, Instant? To, bool Came);

/// <summary>Whose leads were when: of a turn whose turn it is, else who has the lead meanwhile.</summary>
internal static class Passings
{
    /// <summary>What lies between two instants or reaches into it, lead by lead.</summary>
    /// <param name="leads">Null: all.</param>
    internal static IEnumerable<Passing> Read(ReportMoment moment, Instant from, Instant until, IReadOnlySet<long>? leads)
    {
        // Paused, a lead stays with whom it waits for. What was in a queue is a gap.
        List<Turn> turns = [.. moment.Stretches.Ask(rows => rows
            .Where(s => (s.To == null || s.To >= from) && s.From < until
                && (s.Person != null || s.Kind != StretchKind.Turn && s.Owner != null))
            .Select(s => new Turn(s.LeadId, s.Person ?? s.Owner!.Value, s.From, s.To)))
            .Where(s => leads is null || leads.Contains(s.Lead))];
        turns.Sort((a, b) => a.Lead != b.Lead ? a.Lead.CompareTo(b.Lead) : a.From.CompareTo(b.From));
        var last = default(Turn);
        foreach (var s in turns)
        {
            // After a gap it was closed, or nobody's, and comes anew.
            var isSame = s.Lead == last.Lead && s.Person == last.Person && s.From == last.To;
            last = s;
            // What ended when it all begins says alone whose the next one was.
            if (s.To <= from)
                continue;
            // What was somebody's before all of this came earlier.
            yield return new(s.Lead, s.Person, s.From, s.To, !isSame && s.From >= from);
        }
    }

    private readonly record struct Turn(long Lead, long Person, Instant From, Instant? To);
}
