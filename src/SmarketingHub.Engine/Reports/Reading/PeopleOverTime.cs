using System.Text.Json;
using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Reports.Reading;

/// <summary>
/// Who was in which party and team, and who was not there, as it was known at a moment: from the ledger, so that the same moment tells the
/// same for ever.
/// </summary>
public sealed class PeopleOverTime
{
    private readonly Dictionary<long, List<(Instant From, Person Person)>> said = [];
    private readonly Dictionary<long, IReadOnlyList<Interval>> gone = [];

    private PeopleOverTime()
    {
    }

    /// <param name="rows">Of one moment, if others write meanwhile.</param>
    /// <param name="knownAt">What was recorded later is not known.</param>
    public static PeopleOverTime Read(HubContext rows, Instant knownAt)
    {
        var lines = rows.Ledger.Where(e => e.LeadId == null && e.Type == "personWritten" && e.RecordedAt <= knownAt)
            .OrderBy(e => e.Sequence).Select(e => new { e.RecordedAt, e.Body }).AsEnumerable();
        return Of(lines.Select(line => (line.RecordedAt, JsonSerializer.Deserialize<Person>(line.Body, LedgerJson.Options)!)));
    }

    /// <param name="lines">What was said of people and when, in the order of the ledger.</param>
    internal static PeopleOverTime Of(IEnumerable<(Instant RecordedAt, Person Person)> lines)
    {
        var (people, last) = (new PeopleOverTime(), Instant.MinValue);
        foreach (var (recordedAt, person) in lines)
        {
            // A computer's clock that was set back makes nothing untrue that stood already.
            last = Instant.Max(last, recordedAt);
            if (!people.said.TryGetValue(person.Id, out var before))
                people.said[person.Id] = before = [];
            before.Add((last, person));
        }
        return people;
    }

    /// <summary>Without their names.</summary>
    public IEnumerable<Person> All => said.Values.Select(lines => lines[^1].Person);

    /// <summary>Of a team, in the end; the empty text: of none.</summary>
    public TeamMembers InTeam(string team) => new(
        All.Where(p => team.Length == 0 ? p.Team is not null : p.Team == team).Select(p => p.Id).ToHashSet(), team.Length == 0);

    /// <summary>As somebody was at an instant, without the name; before the first word about the person as that says.</summary>
    public Person? At(long person, Instant at) =>
        said.TryGetValue(person, out var lines) ? lines[Math.Max(lines.FindLastIndex(line => line.From <= at), 0)].Person : null;

    /// <summary>
    /// When somebody was absent or not active: in order, apart from each other. An absence counts from when it began, even if that was
    /// said later, until it ended or something else was said. Before the first word about a person nothing is known, and nobody away.
    /// </summary>
    public IReadOnlyList<Interval> Gone(long person) =>
        gone.TryGetValue(person, out var known) ? known : gone[person] = Merge(WhenGone(person));

    private IEnumerable<Interval> WhenGone(long person)
    {
        var lines = said.GetValueOrDefault(person) ?? [];
        for (var i = 0; i < lines.Count; i++)
        {
            var ((from, then), next) = (lines[i], i + 1 < lines.Count ? lines[i + 1].From : Instant.MaxValue);
            if (!then.Active)
                yield return new(from, next);
            if (then.AwayFrom is { } away && Instant.Min(then.AwayUntil ?? Instant.MaxValue, next) is var back && away < back)
                yield return new(away, back);
        }
    }

    private static List<Interval> Merge(IEnumerable<Interval> intervals)
    {
        var merged = new List<Interval>();
        foreach (var next in intervals.OrderBy(i => i.Start))
            if (next.Start == next.End)
                continue;
            else if (merged is [.., var last] && next.Start <= last.End)
                merged[^1] = new(last.Start, Instant.Max(last.End, next.End));
            else
                merged.Add(next);
        return merged;
    }
}
