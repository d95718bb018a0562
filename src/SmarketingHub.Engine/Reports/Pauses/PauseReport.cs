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

/// <summary>A pause, and how long it has lasted: of the day, and in business time.</summary>
public sealed record LastedPause(LeadPause Pause, long Seconds, long BusinessSeconds);

/// <summary>A promise whose deadline a pause moved.</summary>
public sealed record HeldPromise(LeadPause Pause, ReportedPromise Promise)
{
    /// <summary>Met after the deadline that it had first.</summary>
    public bool IsSaved => Promise.IsSaved();

    /// <summary>Missed all the same.</summary>
    public bool IsBreached => Promise.State == ClockState.Breached;

    /// <summary>By how much the deadline moved.</summary>
    public long MovedSeconds => (long)(Promise.DueAt!.Value - Promise.FirstDueAt!.Value).TotalSeconds;
}

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

    /// <summary>All pauses, the longest first.</summary>
    public static IReadOnlyList<LastedPause> PausesBehind(ReportMoment moment, ReportRequest request)
    {
        var reading = new PauseReading(moment, request);
        return
        [
            .. reading.Pauses.Select(pause => new LastedPause(pause, reading.Lasted(pause).Seconds, reading.Lasted(pause).Business))
                .OrderByDescending(pause => pause.Seconds).ThenBy(pause => pause.Pause.Sequence),
        ];
    }

    /// <summary>All promises that they held, those whose deadline moved most first.</summary>
    public static IReadOnlyList<HeldPromise> PromisesBehind(ReportMoment moment, ReportRequest request)
    {
        var reading = new PauseReading(moment, request);
        return
        [
            .. reading.Pauses.SelectMany(pause => reading.HeldBy(pause).Select(promise => new HeldPromise(pause, promise)))
                .OrderByDescending(held => held.MovedSeconds).ThenBy(held => held.Promise.Sequence),
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
