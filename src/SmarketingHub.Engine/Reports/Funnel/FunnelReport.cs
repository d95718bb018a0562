using NodaTime;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Reports.Funnel;

/// <summary>What a funnel is told by.</summary>
public enum FunnelBy
{
    Source,
    Campaign,
    Country,
    Grade,
}

/// <param name="Key">As a filter takes it; empty: without one.</param>
public sealed record FunnelGroup(string Key, FunnelCounts Counts);

/// <param name="Month">Its first day, in the installation's zone.</param>
/// <param name="IsWhole">The period has all of the month.</param>
/// <param name="From">What of it lies in the period, to the first instant after it.</param>
public sealed record FunnelCohort(LocalDate Month, bool IsWhole, Instant From, Instant To, FunnelCounts Counts);

/// <summary>Which leads are behind a figure.</summary>
public enum FunnelPart
{
    /// <summary>Came so far, or further.</summary>
    Reached,

    /// <summary>Of these, those that are open,</summary>
    StillOpen,

    /// <summary>… that were lost,</summary>
    Lost,

    /// <summary>… that were disqualified,</summary>
    Disqualified,

    /// <summary>… that count as no new ones,</summary>
    NotNew,

    /// <summary>… and that an import told of as they stood then.</summary>
    Placed,

    /// <summary>Came so far, no further, and are open.</summary>
    Open,

    /// <summary>Came so far, no further, and are over.</summary>
    Ended,
}

public sealed record FunnelLead(long LeadId, Instant ReceivedAt);

/// <summary>
/// How far the leads received in a period had come at a moment, without duplicates. What has not ended, and what counts as no new lead, is
/// said beside, so that a young cohort does not look like a bad one.
/// </summary>
/// <param name="Groups">Those with the most leads first; empty, unless it is told by something.</param>
/// <param name="Cohorts">By month of receipt, the first one first: together they are all.</param>
public sealed record FunnelReport(
    ReportRequest Request, FunnelCounts All, FunnelBy? By, IReadOnlyList<FunnelGroup> Groups,
    IReadOnlyList<FunnelCohort> Cohorts)
{
    private sealed record Count(string? Key, Stage Furthest, Stage Stage, bool Placed, bool IsNew, long Leads);

    public static FunnelReport Read(ReportMoment moment, ReportRequest request, FunnelBy? by = null)
    {
        var filter = new LeadFilter(moment, request);
        var (all, cohorts) = (new FunnelCounts(), new List<FunnelCohort>());
        var groups = new ByWord<FunnelCounts>(by == FunnelBy.Country ? FactWords.SameCountry : FactWords.Same);
        foreach (var (month, from, to, isWhole) in Months(moment, filter, request))
        {
            var cohort = new FunnelCounts();
            foreach (var count in filter.Ask(leads => CountBy(In(leads, from, to), by)))
            {
                all.Add(count.Furthest, count.Stage, count.IsNew, count.Placed, count.Leads);
                cohort.Add(count.Furthest, count.Stage, count.IsNew, count.Placed, count.Leads);
                if (by is not null)
                    groups.Of(count.Key, count.Leads).Add(count.Furthest, count.Stage, count.IsNew, count.Placed, count.Leads);
            }
            cohorts.Add(new(month, isWhole, from, to, cohort));
        }
        return new(request, all, by,
            [
                .. groups.All.Select(pair => new FunnelGroup(pair.Key, pair.Group)).OrderByDescending(group => group.Counts.Leads)
                    .ThenBy(group => group.Key, StringComparer.Ordinal),
            ], cohorts);
    }

    /// <summary>The leads behind a figure, the last received first.</summary>
    public static IReadOnlyList<FunnelLead> LeadsBehind(ReportMoment moment, ReportRequest request, Stage step, FunnelPart part) =>
    [
        .. new LeadFilter(moment, request)
            .Ask(leads => In(leads, request.From, request.To)
                .Select(l => new { l.LeadId, l.ReceivedAt, l.Furthest, l.Stage, l.CountsAsNew, l.Placed }))
            .Where(lead => FunnelCounts.StepOf(lead.Furthest) is var at && part switch
            {
                FunnelPart.Open => at == step && !lead.Stage.IsClosed(),
                FunnelPart.Ended => at == step && lead.Stage.IsClosed(),
                FunnelPart.StillOpen => at >= step && !lead.Stage.IsClosed(),
                FunnelPart.Lost => at >= step && lead.Stage == Stage.Lost,
                FunnelPart.Disqualified => at >= step && lead.Stage == Stage.Disqualified,
                FunnelPart.NotNew => at >= step && !lead.CountsAsNew,
                FunnelPart.Placed => at >= step && lead.Placed,
                _ => at >= step,
            })
            .OrderByDescending(lead => lead.ReceivedAt).ThenBy(lead => lead.LeadId)
            .Select(lead => new FunnelLead(lead.LeadId, lead.ReceivedAt)),
    ];

    private static IQueryable<ReportedLead> In(IQueryable<ReportedLead> leads, Instant from, Instant to) =>
        leads.Where(l => !l.IsDuplicate && l.ReceivedAt >= from && l.ReceivedAt < to);

    private static IQueryable<Count> CountBy(IQueryable<ReportedLead> leads, FunnelBy? by) => by switch
    {
        FunnelBy.Source => leads.GroupBy(l => new { Key = l.Source, l.Furthest, l.Stage, l.Placed, l.CountsAsNew })
            .Select(g => new Count(g.Key.Key, g.Key.Furthest, g.Key.Stage, g.Key.Placed, g.Key.CountsAsNew, g.Count())),
        FunnelBy.Campaign => leads.GroupBy(l => new { Key = l.Campaign, l.Furthest, l.Stage, l.Placed, l.CountsAsNew })
            .Select(g => new Count(g.Key.Key, g.Key.Furthest, g.Key.Stage, g.Key.Placed, g.Key.CountsAsNew, g.Count())),
        FunnelBy.Country => leads.GroupBy(l => new { Key = l.Country, l.Furthest, l.Stage, l.Placed, l.CountsAsNew })
            .Select(g => new Count(g.Key.Key, g.Key.Furthest, g.Key.Stage, g.Key.Placed, g.Key.CountsAsNew, g.Count())),
        FunnelBy.Grade => leads.GroupBy(l => new { Key = l.Grade, l.Furthest, l.Stage, l.Placed, l.CountsAsNew })
            .Select(g => new Count(g.Key.Key, g.Key.Furthest, g.Key.Stage, g.Key.Placed, g.Key.CountsAsNew, g.Count())),
        _ => leads.GroupBy(l => new { l.Furthest, l.Stage, l.Placed, l.CountsAsNew })
            .Select(g => new Count(null, g.Key.Furthest, g.Key.Stage, g.Key.Placed, g.Key.CountsAsNew, g.Count())),
    };

    // From the month of the first lead on: a period may begin long before.
    private static IEnumerable<(LocalDate Month, Instant From, Instant To, bool IsWhole)> Months(
        ReportMoment moment, LeadFilter filter, ReportRequest request)
    {
        var zone = moment.Company.Zone;
        var known = filter.Ask(leads => In(leads, request.From, request.To).OrderBy(l => l.ReceivedAt).Select(l => l.ReceivedAt).Take(1))
            .Concat(filter.Ask(leads => In(leads, request.From, request.To).OrderByDescending(l => l.ReceivedAt).Select(l => l.ReceivedAt)
                .Take(1))).ToList();
        if (known.Count == 0)
            yield break;
        Instant Start(LocalDate day) => zone.AtStartOfDay(day).ToInstant();
        var last = known.Max();
        for (var month = known.Min().InZone(zone).Date.With(DateAdjusters.StartOfMonth); Start(month) <= last; month = month.PlusMonths(1))
        {
            var (from, to) = (Start(month), Start(month.PlusMonths(1)));
            yield return (month, Instant.Max(from, request.From), Instant.Min(to, request.To), from >= request.From && to <= request.To);
        }
    }
}
