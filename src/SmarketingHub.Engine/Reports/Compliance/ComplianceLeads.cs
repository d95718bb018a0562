using System.Linq.Expressions;
using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Reports.Compliance;

/// <summary>One column of the table of compliance.</summary>
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
}

/// <summary>A promise behind a figure.</summary>
/// <param name="DueAt">Null: uncovered.</param>
public sealed record CountedPromise(long LeadId, Instant StartedAt, Instant? DueAt, Instant? DoneAt);

/// <summary>The leads behind a figure.</summary>
public static class ComplianceLeads
{
    /// <summary>One for each promise that was counted, the earliest first.</summary>
    /// <param name="key">Of the item, see <see cref="ComplianceItem"/>; null: of all of them.</param>
    /// <param name="agreement">Of the item.</param>
    public static IReadOnlyList<CountedPromise> Read(
        ReportMoment moment, ReportRequest request, ComplianceBy by, PromiseCount count, string? key, long? agreement)
    {
        var promises = new PromiseFilter(moment, request);
        if (key is not null)
            promises.Only(by, key, agreement);
        return
        [
            .. promises.Ask(rows => rows.Where(Is(count)).Select(p => new { p.LeadId, p.StartedAt, p.DueAt, p.DoneAt, p.Sequence }))
                .OrderBy(p => p.StartedAt).ThenBy(p => p.Sequence)
                .Select(p => new CountedPromise(p.LeadId, p.StartedAt, p.DueAt, p.DoneAt)),
        ];
    }

    private static Expression<Func<ReportedPromise, bool>> Is(PromiseCount count) => count switch
    {
        PromiseCount.Met => p => p.State == ClockState.Met,
        PromiseCount.Breached => p => p.State == ClockState.Breached && p.Excuse == null,
        PromiseCount.Excused => p => p.State == ClockState.Breached && p.Excuse != null,
        PromiseCount.Corrected => p => p.State == ClockState.Met && p.Corrected,
        PromiseCount.Paused => p => p.State == ClockState.Paused,
        PromiseCount.Void => p => p.State == ClockState.Void,
        PromiseCount.Running => p => p.State == ClockState.Running,
        _ => p => p.State == null,
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
        _ => counts.Uncovered,
    };
}
