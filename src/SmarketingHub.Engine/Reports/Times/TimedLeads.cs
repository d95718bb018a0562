using SmarketingHub.Domain.Agreements;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Reports.Times;

/// <summary>
/// The leads whose time began in the period, without duplicates: they went into another. The party, team and person that acceptance is
/// asked of are those that the lead was offered to; of other events those that have it.
/// </summary>
internal static class TimedLeads
{
    /// <summary>Those first offered and those received in the period. Most are both: they are read once.</summary>
    internal static (IReadOnlyList<TimedRow> Offered, IReadOnlyList<TimedRow> Received) ReadBoth(ReportMoment moment, ReportRequest request)
    {
        var (from, to) = (request.From, request.To);
        if ((request.Party ?? request.Team) is not null || request.Person is not null)
            return ([.. Read(moment, request, TimedEvent.Accept)], [.. Read(moment, request, TimedEvent.Touch)]);
        List<TimedRow> rows = [.. new LeadFilter(moment, request).Ask(leads => Project(leads
            .Where(l => l.OfferedAt >= from && l.OfferedAt < to || l.ReceivedAt >= from && l.ReceivedAt < to)))];
        return (rows.FindAll(row => row.OfferedAt >= from && row.OfferedAt < to),
            rows.FindAll(row => row.ReceivedAt >= from && row.ReceivedAt < to));
    }

    internal static IEnumerable<TimedRow> Read(ReportMoment moment, ReportRequest request, TimedEvent timed)
    {
        var isAccept = timed == TimedEvent.Accept;
        var rows = new LeadFilter(moment, request, who: !isAccept).Ask(leads => Project(isAccept
            ? leads.Where(l => l.OfferedAt >= request.From && l.OfferedAt < request.To
                && (request.Party == null || l.OfferedTo == request.Party))
            : leads.Where(l => l.ReceivedAt >= request.From && l.ReceivedAt < request.To)));
        return isAccept ? Asked(rows, moment, request) : rows;
    }

    private static IQueryable<TimedRow> Project(IQueryable<ReportedLead> leads) =>
        leads.Where(l => !l.IsDuplicate).Select(l => new TimedRow(
            l.LeadId, l.ReceivedAt, l.CountsAsNew, l.Grade, l.Stage, l.Placed, l.OfferedAt, l.AcceptedAt, l.AcceptedBy, l.TouchedAt,
            l.QualifiedAt, l.ClosedAt, l.Calendar, l.CalendarVersion));

    // Who accepted it; of one that waits, who is asked now.
    private static IEnumerable<TimedRow> Asked(IEnumerable<TimedRow> rows, ReportMoment moment, ReportRequest request)
    {
        if (request.Team is null && request.Person is null)
            return rows;
        var members = request.Team is { } team ? PeopleOverTime.Read(moment.Rows, moment.KnownAt).InTeam(team) : null;
        var asked = new Dictionary<long, long?>();
        // None of them is older than the first offer, which lies in the period.
        foreach (var (lead, person) in moment.Promises.Ask(promises => promises
            .Where(p => p.Promise == Promise.Accept && p.StartedAt >= request.From)
            .OrderBy(p => p.Sequence).Select(p => new ValueTuple<long, long?>(p.LeadId, p.Person))))
            asked[lead] = person;
        return rows.Where(row => (row.AcceptedAt is null ? asked.GetValueOrDefault(row.Lead) : row.AcceptedBy) is var who
            && members?.Has(who) != false && (request.Person is null || request.Person == who));
    }
}
