using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Pace;

/// <summary>What became of the leads that were handed off in a time, from the ledger: what a goal is worked back from.</summary>
/// <param name="StillOpen">Handed off in this time, and not closed yet: in no rate.</param>
/// <param name="BySource">Most leads first.</param>
/// <param name="Worths">What a lead of a source and grade is expected to be worth: the lines with enough leads, and broader ones for the
/// rest.</param>
public sealed record History(
    Instant From, Instant To, Rates All, int StillOpen, IReadOnlyList<GroupRates> BySource, IReadOnlyList<ExpectedWorth> Worths,
    Capacity Capacity)
{
    /// <summary>Of the leads first handed off in the 12 months before a moment; as known at it.</summary>
    /// <param name="rows">Of one moment, if others write meanwhile.</param>
    /// <param name="company">Who works there.</param>
    /// <param name="agreement">Between which parties.</param>
    /// <param name="scope">Only leads that fit it.</param>
    /// <param name="zone">Whose months the capacity is counted in.</param>
    /// <param name="at">The moment.</param>
    public static async Task<History> Read(
        HubContext rows, Company company, Agreement agreement, Condition scope, DateTimeZone zone, Instant at)
    {
        var from = zone.AtLeniently(at.InZone(zone).LocalDateTime.PlusMonths(-12)).ToInstant();
        var receiver = agreement.Receiver;
        var leads = rows.Leads.Where(l => l.LastAt >= from && l.Handoffs.Any(h => h.To == receiver)).Select(l => l.Id);
        var (closed, stillOpen, load) = (new List<GroupRates>(), 0, new Load(company, receiver, zone, from, at));
        await foreach (var path in PathReader.Read(rows, leads, at))
        {
            load.Add(path);
            if (path.First(agreement.Giver, receiver) is not { } first || first.At < from || !path.CountsAsNew || path.IsDuplicate
                || scope.WhyNot(first.Facts) is not null)
                continue;
            stillOpen += path.IsClosed ? 0 : 1;
            if (path.IsClosed)
                closed.Add(new(first.Facts.Source, first.Facts.Grade, Rates.Of(path, first)));
        }
        var all = Spelled(closed);
        return new(from, at, Sum(all), stillOpen, [.. By(all, g => (g.Source, null))], WorthTable.Of(all), load.Capacity());
    }

    // However people write a source or a grade, it is one.
    private static List<GroupRates> Spelled(List<GroupRates> leads)
    {
        var (sources, grades) = (new ByWord<object>(), new ByWord<object>());
        foreach (var lead in leads)
        {
            sources.Of(lead.Source);
            grades.Of(lead.Grade);
        }
        return [.. By(leads, lead => (NullIfEmpty(sources.KeyOf(lead.Source)), NullIfEmpty(grades.KeyOf(lead.Grade))))];
    }

    internal static Rates Sum(IEnumerable<GroupRates> groups) => groups.Aggregate(Rates.None, (sum, g) => sum + g.Rates);

    /// <summary>Put together by less than source and grade; most leads first.</summary>
    internal static IEnumerable<GroupRates> By(IEnumerable<GroupRates> groups, Func<GroupRates, (string? Source, string? Grade)> key) =>
        groups.GroupBy(key).Select(g => new GroupRates(g.Key.Source, g.Key.Grade, Sum(g)))
            .OrderByDescending(g => g.Rates.HandedOff).ThenBy(g => g.Source, StringComparer.Ordinal)
            .ThenBy(g => g.Grade, StringComparer.Ordinal);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
