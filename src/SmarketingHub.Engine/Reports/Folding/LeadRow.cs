using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Reports.Folding;

/// <summary>How far the lead came, and when it first did.</summary>
internal sealed class LeadRow(Lead lead)
{
    private readonly LeadPath path = new(lead.Id);
    private bool placed;
    private Stage furthest;
    private (Instant At, long? By)? accepted;
    private CountingCalendar? counted;

    internal void Take(LeadEvent happened, Instant at)
    {
        path.Apply(happened, at);
        switch (happened)
        {
            case LeadPlaced: placed = true; break;
            case HandoffAccepted e: accepted ??= (at, e.Owner); break;
            case ClockStarted e: counted ??= new(e.Calendar, e.CalendarVersion); break;
        }
        if (!lead.Stage.IsClosed() && lead.Stage > furthest)
            furthest = lead.Stage;
    }

    internal ReportedLead Of(Instant knownAt)
    {
        var first = path.Passes.Find(pass => !pass.Withdrawn);
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
            // Won is taken back by a reopening.
            Furthest = lead.Stage == Stage.Won ? Stage.Won : furthest,
            OfferedAt = first?.At,
            OfferedTo = first?.To,
            AcceptedAt = accepted?.At,
            AcceptedBy = accepted?.By,
            TouchedAt = lead.FirstTouchAt,
            QualifiedAt = path.Qualified?.At,
            ConvertedAt = path.Converted?.At,
            ClosedAt = lead.ClosedAt,
            CloseReason = lead.CloseReason,
            Amount = lead.Amount,
            Calendar = counted?.Calendar,
            CalendarVersion = counted?.Version ?? 0,
        };
    }
}
