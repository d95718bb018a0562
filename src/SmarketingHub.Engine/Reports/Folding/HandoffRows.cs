using NodaTime;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Reports.Folding;

/// <summary>Each hand-off, as it was first offered and as it went.</summary>
internal sealed class HandoffRows
{
    private readonly List<(long Handoff, LeadFacts Facts, Instant OfferedAt)> offered = [];
    private readonly Dictionary<long, (Instant At, long? By)> accepted = [];
    private readonly Dictionary<long, Instant> lastAccepted = [];

    internal void Take(LeadEvent happened, Instant at, Lead lead)
    {
        if (happened is HandoffOffered offer)
            offered.Add((offer.Handoff, lead.Facts, at));
        else if (happened is HandoffAccepted e)
        {
            accepted.TryAdd(e.Handoff, (at, e.Owner));
            lastAccepted[e.Handoff] = at;
        }
    }

    internal IReadOnlyList<ReportedHandoff> Of(Lead lead)
    {
        var rows = new List<ReportedHandoff>(offered.Count);
        foreach (var (id, facts, at) in offered)
        {
            var handoff = lead.Handoff(id);
            var wasAccepted = accepted.TryGetValue(id, out var first);
            rows.Add(new()
            {
                Handoff = id,
                LeadId = lead.Id,
                From = handoff.From,
                To = handoff.To,
                Team = handoff.ToTeam,
                Giver = handoff.Giver,
                Source = facts.Source,
                Campaign = facts.Campaign,
                Grade = facts.Grade,
                Country = facts.Country,
                OfferedAt = at,
                AcceptedAt = wasAccepted ? first.At : null,
                AcceptedBy = wasAccepted ? first.By : null,
                ReturnedAt = handoff.ReturnedAt,
                LastAcceptedAt = wasAccepted ? lastAccepted[id] : null,
                ClosedAt = handoff.ClosedAt,
                Answer = handoff.Answer,
                Withdrawn = handoff.Answer == Trigger.Withdraw,
                Disputed = handoff.Disputed,
                Bounces = handoff.Bounces,
            });
        }
        return rows;
    }
}
