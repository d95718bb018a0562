using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Rules;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Tests.Stories;
using static SmarketingHub.Domain.Tests.Stories.Sample;

namespace SmarketingHub.Domain.Tests.Leads.Turns;

/// <summary>Which event says how a clock ended.</summary>
public class ClockEndsTests
{
    private static readonly Instant Now = Story.Time("Mon 10:00");

    private static (LeadInHand Hand, ClockEnds Clocks) Decide(bool breached)
    {
        var lead = new Lead { Id = 1 };
        var hand = new LeadInHand(lead, Now, Firm, new Story().Services);
        var clocks = new ClockEnds(hand);
        var captured = new LeadCaptured(2, null, 3, new(), Stage.Captured, Party.Marketing, null, Now, null, true, null);
        hand.Emit(captured);
        new ClockStarts(hand, clocks, new(hand, clocks)).After(captured);
        if (breached)
            hand.Emit(new ClockBreached(lead.Clocks.Single().Id));
        return (hand, clocks);
    }

    [Theory]
    [InlineData(false, typeof(ClockMet))]
    [InlineData(true, typeof(ClockStopped))]
    public void Done(bool breached, Type told)
    {
        var (hand, clocks) = Decide(breached);
        clocks.Emit(new StageMoved(Trigger.Ready, Stage.Captured, Stage.Ready));
        hand.Events.TakeLast(2).Select(h => h.Event.GetType()).ShouldBe([typeof(StageMoved), told]);
        hand.Lead.LiveClocks.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false, typeof(ClockVoided))]
    [InlineData(true, typeof(ClockStopped))]
    public void Owed_no_longer(bool breached, Type told)
    {
        var (hand, clocks) = Decide(breached);
        clocks.End(new EndedClocks("placed"));
        hand.Events[^1].Event.GetType().ShouldBe(told);
        hand.Lead.Clocks.Single().VoidReason.ShouldBe(breached ? null : "placed");
    }

    [Fact]
    public void Nothing_ends_twice()
    {
        var (hand, clocks) = Decide(breached: false);
        clocks.End(new EndedClocks(Of: [Promise.Decide]));
        var told = hand.Events.Count;
        clocks.End(new EndedClocks(Of: [Promise.Decide]));
        clocks.End(new EndedClocks("closed"));
        hand.Events.Count.ShouldBe(told);
    }
}
