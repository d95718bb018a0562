using System.Linq.Expressions;
using NodaTime;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Reports.Pauses;

/// <summary>
/// The pauses that a report is asked about, by whoever paused and what the lead was then; and the promises that they held.
/// </summary>
internal sealed class PauseReading
{
    private static readonly IReadOnlyList<ReportedPromise> Nothing = [];

    private readonly ReportMoment moment;
    private readonly Dictionary<long, List<ReportedPromise>> held = [];

    internal PauseReading(ReportMoment moment, ReportRequest request)
    {
        this.moment = moment;
        var filter = new FactFilter<LeadPause>(moment, moment.Pauses).Where(p => p.From >= request.From && p.From < request.To)
            .Team(request.Team, p => p.Person).Facts(request).PromisedBy(request.Agreement);
        if (request.Party is { } party)
            filter.Where(p => p.Party == party);
        if (request.Person is { } person)
            filter.Where(p => p.Person == person);
        Pauses = [.. filter.Ask(rows => rows).OrderBy(p => p.From).ThenBy(p => p.Sequence)];
        HoldWith(request);
    }

    internal IReadOnlyList<LeadPause> Pauses { get; }

    /// <summary>Whole seconds of the day and of business time, until its end or what is known.</summary>
    internal (long Seconds, long Business) Lasted(LeadPause pause)
    {
        var until = Instant.Max(pause.To is { } end ? Instant.Min(end, moment.KnownAt) : moment.KnownAt, pause.From);
        var calendar = moment.Company.CalendarOf(pause.Calendar, pause.CalendarVersion, pause.From);
        return ((long)(until - pause.From).TotalSeconds, (long)calendar.Elapsed(pause.From, until).TotalSeconds);
    }

    internal IReadOnlyList<ReportedPromise> HeldBy(LeadPause pause) =>
        held.TryGetValue(pause.Sequence, out var promises) ? promises : Nothing;

    // All of the leads that were paused in the period.
    private IEnumerable<T> OfPaused<T>(ReportRequest request, KnownRows<T> rows, Expression<Func<T, long>> lead)
    {
        // A lead's rows are all stored or all folded, so each kind is asked among its own.
        IQueryable<T> Of(IQueryable<T> all, IQueryable<LeadPause> pauses) => pauses
            .Where(p => p.From >= request.From && p.From < request.To).Select(p => p.LeadId).Distinct()
            .Join(all, id => id, lead, (id, row) => row);
        return Of(rows.Stored, moment.Pauses.Stored).AsEnumerable()
            .Concat(Of(rows.Folded.AsQueryable(), moment.Pauses.Folded.AsQueryable()));
    }

    // Each promise is with the first pause of its lead that lay in its time, whether that one is asked about or not.
    private void HoldWith(ReportRequest request)
    {
        var pauses = OfPaused(request, moment.Pauses, p => p.LeadId).ToLookup(p => p.LeadId);
        foreach (var promise in OfPaused(request, moment.Promises, p => p.LeadId))
            if (promise is { WasHeld: true, ReTimed: false } && promise.DueAt > promise.FirstDueAt
                && (request.Agreement is null || promise.Agreement == request.Agreement)
                && pauses[promise.LeadId].Where(p => p.From < (promise.DoneAt ?? Instant.MaxValue)
                    && (p.To ?? Instant.MaxValue) > promise.StartedAt).MinBy(p => p.Sequence) is { } with)
            {
                if (!held.TryGetValue(with.Sequence, out var all))
                    held[with.Sequence] = all = [];
                all.Add(promise);
            }
    }
}
