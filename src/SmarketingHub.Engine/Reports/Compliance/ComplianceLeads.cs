using System.Linq.Expressions;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Places;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Reports.Compliance;

/// <summary>Which promises a figure counts.</summary>
public enum PromiseCount
{
    Met,
    Breached,
    Excused,
    Corrected,
    Paused,
    Void,
    Running,
    Uncovered,

    /// <summary>Met or breached: what the share is of.</summary>
    Decided,

    /// <summary>All that started.</summary>
    All,
}

/// <summary>The promises behind a figure.</summary>
public static class ComplianceLeads
{
    /// <summary>All that were counted, the earliest first.</summary>
    /// <param name="key">Of the item, see <see cref="ComplianceItem"/>; null: of all of them.</param>
    /// <param name="agreement">Of the item.</param>
    public static IReadOnlyList<ReportedPromise> Read(
        ReportMoment moment, ReportRequest request, ComplianceBy by, PromiseCount count, string? key, long? agreement)
    {
        var promises = new PromiseFilter(moment, request);
        if (key is not null)
            promises.Only(by, key, agreement);
        return [.. promises.Ask(rows => rows.Where(Is(count))).OrderBy(p => p.StartedAt).ThenBy(p => p.Sequence)];
    }

    /// <summary>Whether there is such an item at all, be it in this period or in another.</summary>
    public static bool Knows(ReportMoment moment, ComplianceBy by, string key, long? agreement)
    {
        var company = moment.Company;
        if (key.Length == 0)
            return by is not (ComplianceBy.Party or ComplianceBy.Week);
        return by switch
        {
            ComplianceBy.Commitment => company.Agreements.Find(a => a.Id == agreement)?.Versions
                .Any(version => version.Commitment(key) is not null) == true,
            ComplianceBy.Party => company.Parties.ContainsKey(key),
            ComplianceBy.Team => company.Teams.ContainsKey(key),
            ComplianceBy.Person => IdOf(key) is { } person && company.Person(person) is not null,
            ComplianceBy.Agreement => IdOf(key) is { } id && company.Agreements.Exists(a => a.Id == id),
            ComplianceBy.Week => IsoWeek.Read(key, company.Zone) is not null,
            ComplianceBy.Source => Said(p => p.Source, StringComparer.OrdinalIgnoreCase),
            ComplianceBy.Campaign => Said(p => p.Campaign, StringComparer.OrdinalIgnoreCase),
            ComplianceBy.Grade => Said(p => p.Grade, StringComparer.OrdinalIgnoreCase),
            _ => Said(p => p.Country, Countries.Comparer),
        };

        bool Said(Expression<Func<ReportedPromise, string?>> word, IEqualityComparer<string?> same) =>
            moment.Promises.Ask(rows => rows.Select(word).Distinct()).Contains(key, same);
    }

    private static long? IdOf(string key) =>
        long.TryParse(key, System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : null;

    private static Expression<Func<ReportedPromise, bool>> Is(PromiseCount count) => count switch
    {
        PromiseCount.Met => p => p.State == ClockState.Met,
        PromiseCount.Breached => p => p.State == ClockState.Breached && p.Excuse == null,
        PromiseCount.Excused => p => p.State == ClockState.Breached && p.Excuse != null,
        PromiseCount.Corrected => p => p.State == ClockState.Met && p.Corrected,
        PromiseCount.Paused => p => p.State == ClockState.Paused,
        PromiseCount.Void => p => p.State == ClockState.Void,
        PromiseCount.Running => p => p.State == ClockState.Running,
        PromiseCount.Uncovered => p => p.State == null,
        PromiseCount.Decided => p => p.State == ClockState.Met || p.State == ClockState.Breached && p.Excuse == null,
        _ => p => true,
    };

    /// <summary>Of a count.</summary>
    public static int Of(this PromiseCounts counts, PromiseCount count) => count switch
    {
        PromiseCount.Met => counts.Met,
        PromiseCount.Breached => counts.Breached,
        PromiseCount.Excused => counts.Excused,
        PromiseCount.Corrected => counts.Corrected,
        PromiseCount.Paused => counts.Paused,
        PromiseCount.Void => counts.Void,
        PromiseCount.Running => counts.Running,
        PromiseCount.Uncovered => counts.Uncovered,
        PromiseCount.Decided => counts.Decided,
        _ => counts.Promises,
    };

    /// <summary>Which of the seven it is.</summary>
    public static PromiseCount VerdictOf(ReportedPromise promise) => promise.State switch
    {
        null => PromiseCount.Uncovered,
        ClockState.Met => PromiseCount.Met,
        ClockState.Breached => promise.Excuse is null ? PromiseCount.Breached : PromiseCount.Excused,
        ClockState.Paused => PromiseCount.Paused,
        ClockState.Void => PromiseCount.Void,
        _ => PromiseCount.Running,
    };
}
