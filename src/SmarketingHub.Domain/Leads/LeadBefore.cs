using NodaTime;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Domain.Leads;

/// <summary>How a lead was before an import that is taken back.</summary>
/// <param name="Stood">Where it stood; null: the import did not move it.</param>
/// <param name="LastAt">When the last thing happened to it without the import; null in events that did not tell it.</param>
public sealed record LeadBefore(LeadFacts Facts, long? Account, LeadStanding? Stood, Instant? LastAt = null);

/// <summary>Where a lead stands in its life, and with whom.</summary>
public sealed record LeadStanding(
    Stage Stage, string Holder, long? Owner, string? Team, decimal? Amount, bool Placed, Instant? ClosedAt, Stage? ClosedFrom,
    string? CloseReason, Instant? LookAgainAt, Instant? MeetingAt, bool NoShow, Instant? PausedAt, Instant? PausedUntil, string? PausedBy,
    IReadOnlyList<long> HadBy, string? HeldBy = null, string? HeldFor = null, Instant? HeldUntil = null)
{
    public static LeadStanding Of(Lead lead) => new(
        lead.Stage, lead.Holder, lead.Owner, lead.Team, lead.Amount, lead.Placed, lead.ClosedAt, lead.ClosedFrom, lead.CloseReason,
        lead.LookAgainAt, lead.MeetingAt, lead.NoShow, lead.PausedAt, lead.PausedUntil, lead.PausedBy, lead.HadBy,
        lead.HeldBy, lead.HeldFor, lead.HeldUntil);
}

/// <summary>Lines of the ledger one behind the other, both ends among them.</summary>
public sealed record Lines(long First, long Last)
{
    public bool Include(long sequence) => sequence >= First && sequence <= Last;
}
