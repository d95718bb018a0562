using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Engine.Samples;

/// <summary>How long people at the sample company take: mostly in time, sometimes late.</summary>
internal sealed class SamplePace(Random random)
{
    /// <summary>When the lead's next move comes; null: none does.</summary>
    internal Instant? Next(Lead lead, Instant now)
    {
        if (!lead.IsOpen)
            return null;
        if (lead.PausedUntil is { } resumes)
            return resumes + Hours(1, 9);
        if (lead.OpenHandoff is { } handoff)
            return now + (handoff.State == HandoffState.Returned ? Mostly(1, 20, 26, 30) : Answer(lead, handoff));
        return lead.Stage switch
        {
            Stage.Captured => now + Mostly(1, 19, 25, 34),
            Stage.Ready => now + Hours(2, 60),
            Stage.Accepted => now + Mostly(0.3, 3.5, 4.3, 5.8),
            Stage.Working => now + Hours(lead.Attempts.Exists(a => a.Reached) ? 6 : 17, 32),
            Stage.Meeting => Instant.Max(lead.MeetingAt ?? now, now) + Hours(0.8, 2),
            Stage.Qualified => now + Hours(20, 140),
            Stage.Opportunity => now + Hours(60, 500),
            // Looked at again by itself; somebody decides after that.
            Stage.Nurturing => (lead.LookAgainAt ?? now) + Hours(2, 18),
            _ => null,
        };
    }

    private Duration Answer(Lead lead, Handoff offer)
    {
        // A hand-raise waits for a call within minutes.
        if (lead.LiveClocks.Any(c => c.Promise == Promise.Touch))
            return random.Next(100) < 82 ? Hours(0.02, 0.07) : Hours(0.12, 0.5);
        return offer.To == SamplePeople.Partner ? Hours(1, 14) : Mostly(0.3, 3.4, 4.2, 5.6);
    }

    private Duration Mostly(double from, double to, double lateFrom, double lateTo) =>
        random.Next(100) < 94 ? Hours(from, to) : Hours(lateFrom, lateTo);

    private Duration Hours(double from, double to) => Duration.FromSeconds((long)((from + random.NextDouble() * (to - from)) * 3600));
}
