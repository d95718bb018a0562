using NodaTime;
using SmarketingHub.Domain.Leads.Machines;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Web.Features.Leads.Moving;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Tests.Board;

public sealed class MovesTests
{
    private static readonly Actor Manager = new(ActorKind.Person, 99, Role.Manager, Party.Sales);

    private static string[] To(PageFixture hub, long lead, string place, Actor? actor = null)
    {
        var to = Moves.To(hub.Lead(lead), actor ?? Manager, hub.Board.Company, place);
        return to.Refused is { } refused ? [refused.Why] : [.. to.Moves.Select(move => move.Trigger.ToString())];
    }

    [Fact]
    public async Task Each_place_means_its_trigger_along_the_whole_life()
    {
        await using var hub = await PageFixture.Start();
        var lead = await hub.Take();

        To(hub, lead, "Ready").ShouldBe(["Ready"]);
        To(hub, lead, "Nurturing").ShouldBe(["Nurture"]);
        To(hub, lead, "Disqualified").ShouldBe(["Disqualify"]);
        await hub.Fire(lead, Trigger.Ready);
        To(hub, lead, "OfferedToSales").ShouldBe(["Offer"]);
        await hub.Fire(lead, Trigger.Offer, new() { To = Party.Sales });
        To(hub, lead, "Accepted").ShouldBe(["Accept"]);
        To(hub, lead, "Ready").ShouldBe(["Withdraw"]);
        To(hub, lead, "Returned").ShouldBe(["Return"]);
        await hub.Fire(lead, Trigger.Accept);
        To(hub, lead, "Working").ShouldBe(["Attempt"]);
        To(hub, lead, "Lost").ShouldBe(["Lose"]);
        await hub.Fire(lead, Trigger.Book, new() { At = PageFixture.Monday + Duration.FromDays(1) });
        To(hub, lead, "Working").ShouldBe(["Hold", "NoShow"]);
        To(hub, lead, "Qualified").ShouldBe(["Qualify"]);
        await hub.Fire(lead, Trigger.Qualify);
        To(hub, lead, "Opportunity").ShouldBe(["Convert"]);
        await hub.Fire(lead, Trigger.Convert, new() { Amount = 5 });
        To(hub, lead, "Won").ShouldBe(["Win"]);
    }

    [Fact]
    public async Task A_return_is_answered_by_where_its_card_goes()
    {
        await using var hub = await PageFixture.Start();
        var lead = await hub.Take();
        await hub.Fire(lead, Trigger.Ready);
        await hub.Fire(lead, Trigger.Offer, new() { To = Party.Sales });
        await hub.Fire(lead, Trigger.Return, new() { Reason = "notNow" });

        To(hub, lead, "Ready").ShouldBe(["Keep"]);
        To(hub, lead, "Nurturing").ShouldBe(["Nurture"]);
        To(hub, lead, "OfferedToSales").ShouldBe(["Dispute", "Offer"]);
    }

    [Fact]
    public async Task A_place_that_is_closed_to_the_card_says_why()
    {
        await using var hub = await PageFixture.Start();
        var lead = await hub.Take(source: "demo-request");
        var marketer = new Actor(ActorKind.Person, 5, Role.Rep, Party.Marketing);

        To(hub, lead, "Accepted", marketer).ShouldBe([Why.NotTheAddressee]);
        To(hub, lead, "OfferedToPartners").ShouldBe([Moves.NoPartner]);
        To(hub, lead, "Meeting").ShouldBe(["A lead at Ready has no 'book'."]);
        To(hub, lead, "Captured").ShouldBe([Moves.NoSuchWay]);
        await hub.Fire(lead, Trigger.Accept);
        To(hub, lead, "OfferedToSales").ShouldBe([Moves.WithThisParty]);
        To(hub, lead, "Working", marketer).ShouldBe([Why.NotInvolved]);
    }

    [Fact]
    public async Task An_attempt_moves_an_offered_card_only_for_the_one_it_is_offered_to()
    {
        await using var hub = await PageFixture.Start();
        var lead = await hub.Take(source: "demo-request");

        To(hub, lead, "Working", new(ActorKind.Person, 6, Role.Rep, Party.Sales)).ShouldBe(["Attempt"]);
        To(hub, lead, "Working", new(ActorKind.Person, 7, Role.Rep, Party.Marketing)).ShouldBe([Moves.NoSuchWay]);
    }

    [Fact]
    public async Task The_list_of_moves_is_what_the_domain_permits_and_nothing_else()
    {
        await using var hub = await PageFixture.Start();
        var lead = await hub.Take(source: "demo-request");
        foreach (var actor in new[] { Manager, new(ActorKind.Person, 5, Role.Rep, Party.Marketing), new(ActorKind.Person, 6, Role.Rep,
            Party.Sales) })
            Moves.Permitted(hub.Lead(lead), actor).Select(move => move.Trigger).Order()
                .ShouldBe(Turn.Permitted(hub.Lead(lead), actor).Order());
    }

    [Fact]
    public void Every_trigger_has_its_row()
    {
        foreach (var trigger in Enum.GetValues<Trigger>())
            TriggerView.Of(trigger).Trigger.ShouldBe(trigger);
    }
}
