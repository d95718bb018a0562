using NodaTime;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Reports.Compliance;

/// <summary>The promises of one commitment, person, source, …</summary>
/// <param name="Key">As a filter takes it: a commitment's id, a party's, a team's or a person's key, a source, a week such as 2026-W10.
/// Empty: those without one.</param>
/// <param name="Agreement">Of a commitment: in which its id stands; null: no commitment covers these.</param>
public sealed record ComplianceItem(string Key, long? Agreement, PromiseCounts Counts);

/// <summary>What became of the promises that started in a period, as it was known at a moment.</summary>
/// <param name="Items">In the order of names; of commitments as agreements list them. Never a ranking.</param>
public sealed record ComplianceReport(
    ReportRequest Request, ComplianceBy By, IReadOnlyList<ComplianceItem> Items, PromiseCounts Total)
{
    // A statement takes only so many instants.
    private const int MostWeeks = 250;

    public static ComplianceReport Read(ReportMoment moment, ReportRequest request, ComplianceBy by)
    {
        var items = Count(moment, request, by).Order(ComplianceOrder.Of(by, moment.Company)).ToList();
        return new(request, by, items, items.Aggregate(new PromiseCounts(), (sum, item) => sum + item.Counts));
    }

    private static IEnumerable<ComplianceItem> Count(ReportMoment moment, ReportRequest request, ComplianceBy by)
    {
        var promises = new PromiseFilter(moment, request);
        return by switch
        {
            ComplianceBy.Commitment => Sum(promises.Count(p => new { p.Agreement, p.Commitment }),
                key => (key.Commitment ?? "", key.Agreement)),
            ComplianceBy.Party => Sum(promises.Count(p => p.OwedBy), key => (key, null)),
            ComplianceBy.Team => Teams(promises.Count(p => p.Person), PeopleOverTime.Read(moment.Rows, moment.KnownAt)),
            ComplianceBy.Person => Sum(promises.Count(p => p.Person), key => ($"{key}", null)),
            ComplianceBy.Source => Words(promises.Count(p => p.Source)),
            ComplianceBy.Campaign => Words(promises.Count(p => p.Campaign)),
            ComplianceBy.Grade => Words(promises.Count(p => p.Grade)),
            ComplianceBy.Country => Words(promises.Count(p => p.Country), FactWords.SameCountry),
            ComplianceBy.Agreement => Sum(promises.Count(p => p.Agreement), key => ($"{key}", key)),
            _ => Weeks(moment, promises),
        };
    }

    private static IEnumerable<ComplianceItem> Teams(IEnumerable<CountsOf<long?>> rows, PeopleOverTime people)
    {
        var teams = people.All.ToDictionary(p => p.Id, p => p.Team);
        return Sum(rows, key => (key is { } person ? teams.GetValueOrDefault(person) ?? "" : "", null));
    }

    private static IEnumerable<ComplianceItem> Sum<TKey>(IEnumerable<CountsOf<TKey>> rows, Func<TKey, (string Key, long? Agreement)> key) =>
        rows.GroupBy(row => key(row.Key), row => row.Counts).Select(group => new ComplianceItem(group.Key.Key, group.Key.Agreement,
            group.Aggregate((sum, counts) => sum + counts)));

    private static IEnumerable<ComplianceItem> Words(IEnumerable<CountsOf<string?>> rows, IEqualityComparer<string?>? same = null)
    {
        var groups = new ByWord<List<PromiseCounts>>(same ?? FactWords.Same);
        foreach (var row in rows)
            groups.Of(row.Key, row.Counts.Promises).Add(row.Counts);
        return groups.All.Select(pair => new ComplianceItem(pair.Key, null, pair.Group.Aggregate((sum, counts) => sum + counts)));
    }

    // No database knows the weeks of every zone: it is told when each begins.
    private static IEnumerable<ComplianceItem> Weeks(ReportMoment moment, PromiseFilter promises)
    {
        var (weeks, zone) = (new List<IsoWeek>(), moment.Company.Zone);
        if (promises.Ask(rows => rows.OrderBy(p => p.StartedAt).Select(p => (Instant?)p.StartedAt).Take(1)).Min() is not { } first)
            return [];
        var last = promises.Ask(rows => rows.OrderByDescending(p => p.StartedAt).Select(p => (Instant?)p.StartedAt).Take(1)).Max();
        for (var at = first; at <= last; at = weeks[^1].End)
            weeks.Add(IsoWeek.Of(at, zone));
        return weeks.Chunk(MostWeeks).SelectMany(some => CountIn(some, promises));
    }

    private static IEnumerable<ComplianceItem> CountIn(IsoWeek[] weeks, PromiseFilter promises)
    {
        var (from, to) = (weeks[0].Start, weeks[^1].End);
        var week = Buckets.Of<ReportedPromise>(p => p.StartedAt, [.. weeks.Select(one => one.Start)]);
        return promises.Ask(rows => rows.Where(p => p.StartedAt >= from && p.StartedAt < to).GroupBy(week).Select(PromiseCounts.Of<int>()))
            .GroupBy(row => row.Key, row => row.Counts).OrderBy(row => row.Key)
            .Select(row => new ComplianceItem(weeks[row.Key].Name, null, row.Aggregate((sum, counts) => sum + counts)));
    }
}
