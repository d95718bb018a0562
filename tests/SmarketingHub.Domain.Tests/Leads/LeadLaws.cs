using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.Tests.Stories;

namespace SmarketingHub.Domain.Tests.Leads;

/// <summary>What holds for every lead after whatever happened to it.</summary>
internal static class LeadLaws
{
    public static void Hold(Story story)
    {
        var lead = story.Lead;
        lead.Handoffs.Count(h => h.IsOpen).ShouldBeLessThanOrEqualTo(1);
        if (!lead.IsOpen)
            (lead.LiveClocks.Count(), lead.NextDueAt, lead.OpenHandoff).ShouldBe((0, null, null));
        foreach (var clock in lead.LiveClocks)
            (clock.OwedBy == lead.Holder || clock.OwedBy == lead.OfferedHandoff?.To || IsPromisedFromReceipt(clock, lead))
                .ShouldBeTrue($"{clock.OwedBy} owes {clock.Commitment} and has nothing to do with the lead");
        foreach (var rounds in lead.LiveClocks.Where(c => c.State != ClockState.Breached).GroupBy(c => (c.Promise, c.OwedBy)))
            rounds.Count().ShouldBe(1, $"one {rounds.Key} runs at a time");
        lead.NextDueAt.ShouldBe(NextDue(lead));
    }

    /// <summary>Of all that happened to it.</summary>
    public static void HoldForHistory(Story story)
    {
        foreach (var (earlier, later) in story.All.Zip(story.All.Skip(1)))
            later.At.ShouldBeGreaterThanOrEqualTo(earlier.At);
        foreach (var clock in story.Lead.Clocks)
            PointsFireOnceAndInOrder(story, clock);
    }

    private static bool IsPromisedFromReceipt(Clock clock, Lead lead) =>
        clock.Promise == Promise.Touch && clock.HandoffId is null && !lead.Stage.IsSelling();

    private static Instant? NextDue(Lead lead) => lead.Clocks
        .Where(c => c.State == ClockState.Running
            || c.State == ClockState.Breached && c.StoppedAt is null && c.Holds.All(h => h.To is not null))
        .SelectMany(c => c.Points).Where(p => !p.Fired).Select(p => (Instant?)p.At)
        .Append(lead.PausedUntil).Append(lead.LookAgainAt).Where(at => at is not null).DefaultIfEmpty(null).Min();

    private static void PointsFireOnceAndInOrder(Story story, Clock clock)
    {
        var last = -1;
        Instant? before = null;
        foreach (var (happened, at) in story.All)
        {
            if (PointOf(happened, clock) is { } point)
            {
                point.ShouldBeGreaterThan(last, $"{clock.Commitment}: each point once and in order");
                last = point;
                at.ShouldBe(Instant.Max(clock.Points[point].At, before ?? at), "stamped when it was due, and never early");
            }
            before = at;
        }
    }

    private static int? PointOf(LeadEvent happened, Clock clock) => happened switch
    {
        ClockWarned e when e.Clock == clock.Id => Find(clock, p => p.Kind == PointKind.Warn && p.Percent == e.Percent),
        ClockBreached e when e.Clock == clock.Id => Find(clock, p => p.Kind == PointKind.Breach),
        LadderStepped e when e.Clock == clock.Id => Find(clock, p => p.Kind == PointKind.Step && p.Percent == e.Percent),
        _ => null,
    };

    private static int Find(Clock clock, Predicate<ClockPoint> which) => clock.Points.ToList().FindIndex(which);
}
