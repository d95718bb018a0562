using NodaTime;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Reports.Feedback;

/// <summary>A hand-off, and how it went so far.</summary>
public sealed record OfferedOne(
    long Handoff, long LeadId, string? Source, string? Campaign, Instant OfferedAt, Offered How);

/// <summary>A lead was given back.</summary>
/// <param name="Bounced">It had come back from that hand-off before.</param>
public sealed record ReturnedOne(
    long LeadId, long Handoff, string To, string? Source, string? Campaign, ReturnReason Reason, Instant At, Instant? AnsweredAt,
    Trigger? Answer, string? Calendar, int CalendarVersion, bool Bounced);

/// <summary>
/// The hand-offs and returns that a report is asked about. The party is one of the two sides; the person and the team are who accepted the
/// lead, or gave it back.
/// </summary>
internal sealed class FeedbackReading
{
    private readonly ReportMoment moment;
    private readonly ReportRequest request;
    private readonly TeamMembers? team;
    private readonly ILookup<long, LeadReturn> returned;

    // Of the leads whose return was disputed, who has them: of what was taken in the very moment of its return no time tells it.
    private readonly Dictionary<long, string> holders;

    // They went into other leads.
    private readonly HashSet<long> duplicates;

    internal FeedbackReading(ReportMoment moment, ReportRequest request)
    {
        (this.moment, this.request) = (moment, request);
        team = request.Team is { } key ? PeopleOverTime.Read(moment.Rows, moment.KnownAt).InTeam(key) : null;
        var from = request.From;
        // Of what was offered in the period, and of what came back in it, earlier returns too. A time-out that late evidence took back
        // never was a return.
        returned = moment.Returns.Ask(rows => rows.Where(r => r.At >= from).Select(r => r.LeadId).Distinct()
                .Join(rows, lead => lead, r => r.LeadId, (lead, r) => r).Where(r => r.Answer != Trigger.Restore))
            .ToLookup(r => r.Handoff);
        List<long> disputed = [.. returned.SelectMany(all => all).Where(r => r.Answer == Trigger.Dispute).Select(r => r.LeadId).Distinct()];
        holders = moment.Leads.Ask(rows => rows.Where(l => disputed.Contains(l.LeadId)).Select(l => new { l.LeadId, l.Holder }))
            .ToDictionary(l => l.LeadId, l => l.Holder);
        // Whatever was offered in it was told since it began.
        duplicates = [.. moment.Leads.Ask(rows => rows.Where(l => l.IsDuplicate && l.KnownAt >= from).Select(l => l.LeadId))];
    }

    /// <summary>First offered in the period.</summary>
    internal IEnumerable<OfferedOne> Offers()
    {
        var filter = new FactFilter<ReportedHandoff>(moment, moment.Handoffs)
            .Where(h => h.OfferedAt >= request.From && h.OfferedAt < request.To).Facts(request).PromisedBy(request.Agreement);
        if (request.Party is { } party)
            filter.Where(h => h.From == party || h.To == party);
        return filter.Ask(rows => rows).Where(h => IsTheirs([h.AcceptedBy, .. returned[h.Handoff].Select(r => r.Person)]))
            .Select(h => new OfferedOne(h.Handoff, h.LeadId, h.Source, h.Campaign, h.OfferedAt, HowOf(h)));
    }

    /// <summary>Given back in the period.</summary>
    internal IEnumerable<ReturnedOne> Returns()
    {
        var filter = new FactFilter<LeadReturn>(moment, moment.Returns)
            .Where(r => r.At >= request.From && r.At < request.To && r.Answer != Trigger.Restore).Facts(request)
            .PromisedBy(request.Agreement);
        if (request.Party is { } party)
            filter.Where(r => r.From == party || r.To == party);
        return filter.Ask(rows => rows).Where(r => IsTheirs([r.Person])).OrderBy(r => r.At).ThenBy(r => r.Sequence)
            .Select(r => new ReturnedOne(
                r.LeadId, r.Handoff, r.To, r.Source, r.Campaign, r.Reason, r.At, r.AnsweredAt, r.Answer, r.Calendar, r.CalendarVersion,
                returned[r.Handoff].Any(before => before.Sequence < r.Sequence)));
    }

    private bool IsTheirs(IEnumerable<long?> whose) => request.Person is null && team is null
        || whose.Any(id => id is not null && (request.Person is null || id == request.Person) && team?.Has(id) != false);

    // By the last word about it: disputed it is offered again, and kept once its receiver took it again. What nobody answered ends with
    // its lead.
    private Offered HowOf(ReportedHandoff handoff)
    {
        if (duplicates.Contains(handoff.LeadId))
            return Offered.Duplicate;
        if (handoff.Withdrawn)
            return Offered.Withdrawn;
        var last = returned[handoff.Handoff].MaxBy(r => r.Sequence);
        if (last is null || last.Answer == Trigger.Dispute)
            return handoff.LastAcceptedAt is { } taken && (last is null || taken > last.At
                    || taken == last.At && holders.GetValueOrDefault(handoff.LeadId) == handoff.To) ? Offered.Kept
                : handoff.ClosedAt is null ? Offered.Waiting : Offered.Ended;
        return last.Reason == ReturnReason.TimedOut ? Offered.TimedOut : Offered.Returned;
    }
}
