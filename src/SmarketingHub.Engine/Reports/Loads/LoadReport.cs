using NodaTime;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Reports.Loads;

/// <summary>What each person had, against what the person has room for.</summary>
/// <param name="People">Whoever had anything, and the active reps. In the order of their names: no ranking.</param>
public sealed record LoadReport(ReportRequest Request, IReadOnlyList<LoadWeek> Weeks, IReadOnlyList<PersonLoad> People)
{
    public static LoadReport Read(ReportMoment moment, ReportRequest request)
    {
        var reading = new LoadReading(moment, request);
        var company = moment.Company;
        return new(request, reading.Weeks.All,
        [
            .. reading.People().OrderBy(load => company.PersonName(load.Person.Id), StringComparer.OrdinalIgnoreCase)
                .ThenBy(load => load.Person.Id),
        ]);
    }

    /// <summary>The promises behind a figure of promises, the latest first.</summary>
    /// <param name="week">Its key; null: of the whole period.</param>
    public static IReadOnlyList<ReportedPromise> PromisesBehind(
        ReportMoment moment, ReportRequest request, long person, LoadFigure figure, string? week = null)
    {
        var reading = new LoadReading(moment, request);
        return reading.Weeks.All.FirstOrDefault(w => w.Key == week) is var one && one is null && week is not null ? []
            : [.. reading.Promises(person, figure, one).OrderByDescending(p => p.StartedAt).ThenBy(p => p.Sequence)];
    }

    /// <summary>The leads behind a figure, the latest first.</summary>
    /// <param name="moment">As it was known.</param>
    /// <param name="request">Of which period.</param>
    /// <param name="person">Whose figure.</param>
    /// <param name="figure">Which.</param>
    /// <param name="week">Its key; null: of the whole period.</param>
    public static IReadOnlyList<LoadLead> LeadsBehind(
        ReportMoment moment, ReportRequest request, long person, LoadFigure figure, string? week = null)
    {
        var reading = new LoadReading(moment, request);
        var at = week is null ? -1 : reading.Weeks.All.Select(w => w.Key).ToList().IndexOf(week);
        return week is not null && at < 0 ? []
            : [.. reading.Behind(person, figure, at < 0 ? null : at).OrderByDescending(lead => lead.At).ThenBy(lead => lead.LeadId)];
    }
}

/// <summary>A lead behind a figure: since when it was the person's, or when it came, or was closed.</summary>
public sealed record LoadLead(long LeadId, Instant At);
