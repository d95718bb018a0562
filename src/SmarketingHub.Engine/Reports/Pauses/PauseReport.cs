using System.Globalization;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Reports.Pauses;

/// <summary>What pauses are told by.</summary>
public enum PauseBy
{
    /// <summary>That paused.</summary>
    Party,
    Person,
    Source,
    Campaign,
    Country,
    Grade,
}

/// <param name="Key">As a filter takes it; empty: nobody's, or without one.</param>
public sealed record PauseGroup(string Key, PauseCounts Counts);

/// <param name="Seconds">Of the day, as far as it has lasted.</param>
public sealed record PausedLead(long LeadId, long Seconds);

/// <summary>
/// Who paused what in a period, for how long, and what it saved. A pause belongs to the period in which it began; its time goes on to its
/// end, or until what is known.
/// </summary>
/// <param name="Groups">Those with the most pauses first, but people in the order of their names; empty, unless it is told by
/// something.</param>
public sealed record PauseReport(ReportRequest Request, PauseCounts All, PauseBy? By, IReadOnlyList<PauseGroup> Groups)
{
    public static PauseReport Read(ReportMoment moment, ReportRequest request, PauseBy? by = null)
    {
        var reading = new PauseReading(moment, request);
        var all = new PauseCounts();
        var groups = new ByWord<PauseCounts>(by == PauseBy.Country ? FactWords.SameCountry : FactWords.Same);
        foreach (var pause in reading.Pauses)
        {
            var (seconds, business) = reading.Lasted(pause);
            var held = reading.HeldBy(pause);
            all.Add(pause, seconds, business, held);
            if (by is { } what)
                groups.Of(KeyOf(pause, what)).Add(pause, seconds, business, held);
        }
        return new(request, all, by,
            [.. InOrder(groups.All.Select(pair => new PauseGroup(pair.Key, pair.Group)), by, moment.Company)]);
    }

    /// <summary>The leads that were paused, the longest pause first.</summary>
    public static IReadOnlyList<PausedLead> LeadsBehind(ReportMoment moment, ReportRequest request, bool running = false)
    {
        var reading = new PauseReading(moment, request);
        return
        [
            .. reading.Pauses.Where(pause => !running || pause.To is null)
                .Select(pause => new PausedLead(pause.LeadId, reading.Lasted(pause).Seconds))
                .OrderByDescending(lead => lead.Seconds).ThenBy(lead => lead.LeadId),
        ];
    }

    /// <summary>
    /// The leads of whose promises a pause held one (null), saved one, or held one that was missed all the same; with the seconds by which
    /// the deadline moved.
    /// </summary>
    public static IReadOnlyList<PausedLead> LeadsOf(ReportMoment moment, ReportRequest request, bool? saved)
    {
        var reading = new PauseReading(moment, request);
        return
        [
            .. reading.Pauses.SelectMany(reading.HeldBy)
                .Where(p => saved is null || (saved.Value ? p.IsSaved() : p.State == ClockState.Breached))
                .Select(promise => new PausedLead(promise.LeadId, (long)(promise.DueAt!.Value - promise.FirstDueAt!.Value).TotalSeconds))
                .OrderByDescending(lead => lead.Seconds).ThenBy(lead => lead.LeadId),
        ];
    }

    // People by their names, programs behind them: no ranking.
    private static IOrderedEnumerable<PauseGroup> InOrder(IEnumerable<PauseGroup> groups, PauseBy? by, Company company) =>
        (by == PauseBy.Person
            ? groups.OrderBy(group => group.Key.Length == 0).ThenBy(
                group => company.PersonName(long.TryParse(group.Key, CultureInfo.InvariantCulture, out var id) ? id : null),
                StringComparer.OrdinalIgnoreCase)
            : groups.OrderByDescending(group => group.Counts.Pauses)).ThenBy(group => group.Key, StringComparer.Ordinal);

    private static string? KeyOf(LeadPause pause, PauseBy by) => by switch
    {
        PauseBy.Party => pause.Party,
        PauseBy.Person => pause.Person?.ToString(CultureInfo.InvariantCulture),
        PauseBy.Source => pause.Source,
        PauseBy.Campaign => pause.Campaign,
        PauseBy.Country => pause.Country,
        _ => pause.Grade,
    };
}
