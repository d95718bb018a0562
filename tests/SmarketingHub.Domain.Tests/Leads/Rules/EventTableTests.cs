using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Rules;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using static SmarketingHub.Domain.Tests.Leads.Rules.SomeClock;

namespace SmarketingHub.Domain.Tests.Leads.Rules;

/// <summary>What each event of a lead ends, and which promises it asks for.</summary>
public class EventTableTests
{
    private const long Offer = 7;
    private static readonly TextRef Words = new(1, "");

    // One clock of each promise and party.
    private static readonly SomeClock[] Clocks =
    [
        .. from promise in Enum.GetValues<Promise>()
           from party in new[] { Party.Marketing, Party.Sales }
           select new SomeClock(promise) { OwedBy = party },
    ];

    private static Lead Captured()
    {
        var lead = new Lead { Id = 1 };
        lead.Apply(new LeadCaptured(2, null, 3, new(), Stage.Captured, Party.Marketing, null, At(0), null, true, null), At(0));
        return lead;
    }

    private static Lead After(params LeadEvent[] events)
    {
        var lead = Captured();
        foreach (var happened in events)
            lead.Apply(happened, At(1));
        return lead;
    }

    private static readonly HandoffOffered Offered = new(Offer, Party.Marketing, Party.Sales, null, 11, null, null);
    private static readonly HandoffAccepted Accepted = new(Offer, 11, Stage.Accepted);
    private static readonly HandoffReturned Returned = new(Offer, ReturnReason.NotNow, null);

    private static StageMoved Moved(Trigger trigger, Stage to) => new(trigger, Stage.Captured, to);

    /// <summary>What is done and what is owed no longer, and why; each clock by its first letters, Sales' in capitals.</summary>
    private static string Ended(Lead lead, LeadEvent happened)
    {
        var before = ClockEndings.Before(happened, lead);
        lead.Apply(happened, At(2));
        return string.Join(", ", before.Concat(ClockEndings.After(happened, lead)).Select(ended => string.Join(" ",
            Clocks.Where(ended.Include)
                .Select(c => c.OwedBy == Party.Sales ? $"{c.Promise}"[..2].ToUpperInvariant() : $"{c.Promise}"[..2].ToLowerInvariant()))
            + (ended.Over is null ? " done" : $": {ended.Over}")));
    }

    [Fact]
    public void A_decision_ends_what_waits_for_it()
    {
        Ended(Captured(), Moved(Trigger.Ready, Stage.Ready)).ShouldBe("de DE done");
        Ended(Captured(), Moved(Trigger.Nurture, Stage.Nurturing)).ShouldBe("de DE done, de DE ac AC to TO ef EF an AN: nurtured");
        Ended(Captured(), Moved(Trigger.Disqualify, Stage.Disqualified)).ShouldBe("de DE done, de DE ac AC to TO ef EF an AN: closed");
        Ended(Captured(), Moved(Trigger.LookAgain, Stage.Captured)).ShouldBe("");
    }

    [Fact]
    public void Two_way_contact_is_a_touch_and_the_whole_effort_of_the_holder()
    {
        foreach (var trigger in new[] { Trigger.Book, Trigger.Hold, Trigger.Qualify })
            Ended(After(Offered, Accepted), Moved(trigger, Stage.Meeting)).ShouldBe("TO EF done");
        Ended(After(Offered, Accepted), Moved(Trigger.NoShow, Stage.Working)).ShouldBe("");
        Ended(After(Offered, Accepted), Moved(Trigger.Lose, Stage.Lost)).ShouldBe("de DE ac AC to TO ef EF an AN: closed");
    }

    [Fact]
    public void A_hand_off_ends_what_its_sides_owe()
    {
        Ended(Captured(), Offered).ShouldBe("");
        Ended(After(Offered), Accepted).ShouldBe("ac AC done, de ac to ef an: accepted by another party");
        Ended(After(Offered), Returned).ShouldBe("ac AC done, DE AC TO EF AN: returned");
        Ended(After(Offered), Returned with { Reason = ReturnReason.TimedOut }).ShouldBe("DE AC TO EF AN: returned");
        Ended(After(Offered, Returned), new HandoffDisputed(Offer, Words)).ShouldBe("an AN done");
        Ended(After(Offered, Returned), new HandoffClosed(Offer, Trigger.Keep)).ShouldBe("an AN done");
        Ended(After(Offered, Returned), new HandoffClosed(Offer, Trigger.Disqualify)).ShouldBe("an AN done, DE AC TO EF AN: disqualify");
        Ended(After(Offered), new HandoffClosed(Offer, Trigger.Withdraw)).ShouldBe("DE AC TO EF AN: withdraw");
        Ended(After(Offered), new LeadMerged(9, null)).ShouldBe("de DE ac AC to TO ef EF an AN: merged");
    }

    [Fact]
    public void An_import_that_says_when_proves_what_must_have_been()
    {
        static LeadPlaced Placed(Stage stage, bool? dated) => new(stage, Party.Sales, null, null, null, Dated: dated);
        Ended(Captured(), Placed(Stage.Working, true)).ShouldBe("de DE done, to TO done");
        Ended(Captured(), Placed(Stage.Won, true)).ShouldBe("de DE done, to TO done");
        Ended(Captured(), Placed(Stage.Ready, true)).ShouldBe("de DE done");
        Ended(Captured(), Placed(Stage.Captured, true)).ShouldBe("");
        Ended(Captured(), Placed(Stage.Won, null)).ShouldBe("");
    }

    private static IEnumerable<(Promise, StartsAt, string?, string?, Instant)> Asked(Lead lead, LeadEvent happened)
    {
        lead.Apply(happened, At(2));
        return PromiseStarts.Of(happened, lead, At(3))
            .Select(s => (s.Promise, s.Starts, s.OwedBy is null ? null : string.Join(" ", s.OwedBy), s.Other, s.From));
    }

    [Fact]
    public void Each_event_asks_for_the_promises_that_follow_from_it()
    {
        var (marketing, sales, now) = (Party.Marketing, Party.Sales, At(3));
        Asked(new(), new LeadCaptured(2, null, 3, new(), Stage.Captured, marketing, null, At(0), null, true, null))
            .ShouldBe([(Promise.Decide, StartsAt.Receipt, marketing, null, At(0)), (Promise.Touch, StartsAt.Receipt, null, null, At(0))]);
        Asked(new(), new LeadCaptured(2, null, 3, new(), Stage.Accepted, sales, 11, At(0), null, false, null, At(1)))
            .ShouldBe([(Promise.Touch, StartsAt.Receipt, sales, null, At(1)), (Promise.Touch, StartsAt.Acceptance, sales, null, now)]);
        Asked(Captured(), Offered).ShouldBe([(Promise.Accept, StartsAt.Offer, sales, marketing, now)]);
        Asked(After(Offered, Returned), new HandoffDisputed(Offer, Words))
            .ShouldBe([(Promise.Accept, StartsAt.Offer, sales, marketing, now)]);
        Asked(After(Offered), Returned).ShouldBe([(Promise.Answer, StartsAt.Return, marketing, sales, now)]);
        Asked(After(Offered), Accepted)
            .ShouldBe([(Promise.Touch, StartsAt.Acceptance, sales, marketing, now),
                (Promise.Effort, StartsAt.Acceptance, sales, marketing, now)]);
        Asked(Captured(), Moved(Trigger.LookAgain, Stage.Captured)).ShouldBe([(Promise.Decide, StartsAt.Receipt, marketing, null, now)]);
        Asked(Captured(), Moved(Trigger.Reopen, Stage.Nurturing)).ShouldBe([(Promise.Decide, StartsAt.Receipt, marketing, null, now)]);
        Asked(Captured(), Moved(Trigger.Reopen, Stage.Ready)).ShouldBeEmpty();
        Asked(After(Offered, Accepted), Moved(Trigger.Reopen, Stage.Working))
            .ShouldBe([(Promise.Touch, StartsAt.Acceptance, sales, marketing, now),
                (Promise.Effort, StartsAt.Acceptance, sales, marketing, now)]);
        Asked(Captured(), Moved(Trigger.Ready, Stage.Ready)).ShouldBeEmpty();
    }

    [Fact]
    public void Whoever_has_the_lead_in_hand_may_owe_the_touch_of_an_inquiry_that_joins()
    {
        static string? OwedBy(Lead lead) =>
            Asked(lead, new InquiryJoined(4, At(1), new(), null, "demo-request")).ShouldHaveSingleItem().Item3;
        OwedBy(Captured()).ShouldBeNull();
        OwedBy(After(Moved(Trigger.Ready, Stage.Ready))).ShouldBeNull();
        OwedBy(After(Moved(Trigger.Ready, Stage.Ready), Offered)).ShouldBe($"{Party.Marketing} {Party.Sales}");
        OwedBy(After(Offered, Accepted)).ShouldBe(Party.Sales);
    }

    [Fact]
    public void By_an_inquirys_own_source_its_touch_is_chosen()
    {
        static string? Source(string? told) =>
            PromiseStarts.Of(new InquiryJoined(4, At(1), new(), null, told), After(new LeadEdited(new() { Source = "ads" }, null, null)),
                At(1))[0].Facts.Source;
        (Source("demo-request"), Source(""), Source(null)).ShouldBe(("demo-request", null, "ads"));
    }
}
