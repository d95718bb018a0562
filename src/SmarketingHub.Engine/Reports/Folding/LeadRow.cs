using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Reports.Folding;

/// <summary>How far the lead came, and when it first did.</summary>
internal sealed class LeadRow
{
    private readonly List<(long Handoff, string To, Instant At)> offers = [];
    private bool placed;
    private Stage furthest;
    private (Instant At, long? By)? accepted;
    private Instant? qualified;
    private Instant? converted;
    private Counted? counted;

    internal void Take(LeadEvent happened, Instant at, Lead lead)
    {
        switch (happened)
        {
            case LeadPlaced e: Place(e.Stage, at); break;
            case StageMoved e: Reach(e.To, at); break;
            case HandoffOffered e: offers.Add((e.Handoff, e.To, at)); break;
            case HandoffAccepted e: accepted ??= (at, e.Owner); break;
            case ClockStarted e: counted ??= new(e.Calendar, e.CalendarVersion); break;
        }
        if (lead.Stage is not (Stage.Lost or Stage.Disqualified) && lead.Stage > furthest)
            furthest = lead.Stage;
    }

    internal ReportedLead Of(Lead lead, Instant knownAt)
    {
        var first = offers.Find(o => lead.Handoff(o.Handoff).Answer != Trigger.Withdraw);
        return new()
        {
            LeadId = lead.Id,
            KnownAt = knownAt,
            ReceivedAt = lead.ReceivedAt,
            CountsAsNew = lead.CountsAsNew,
            IsDuplicate = lead.MergedInto is not null,
            Placed = placed,
            Source = lead.Facts.Source,
            Campaign = lead.Facts.Campaign,
            Grade = lead.Facts.Grade,
            Country = lead.Facts.Country,
            Holder = lead.Holder,
            Owner = lead.Owner,
            Stage = lead.Stage,
            Furthest = furthest,
            OfferedAt = first.To is null ? null : first.At,
            OfferedTo = first.To,
            AcceptedAt = accepted?.At,
            AcceptedBy = accepted?.By,
            TouchedAt = lead.FirstTouchAt,
            QualifiedAt = qualified,
            ConvertedAt = converted,
            ClosedAt = lead.ClosedAt,
            CloseReason = lead.CloseReason,
            Amount = lead.Amount,
            Calendar = counted?.Calendar,
            CalendarVersion = counted?.Version ?? 0,
        };
    }

    // Another system tells only where it was: on the way it came through the stages before.
    private void Place(Stage stage, Instant at)
    {
        placed = true;
        if (stage is Stage.Opportunity or Stage.Won)
            Reach(Stage.Qualified, at);
        if (stage is Stage.Won)
            Reach(Stage.Opportunity, at);
        Reach(stage, at);
    }

    private void Reach(Stage stage, Instant at)
    {
        qualified ??= stage == Stage.Qualified ? at : null;
        converted ??= stage == Stage.Opportunity ? at : null;
    }
}
