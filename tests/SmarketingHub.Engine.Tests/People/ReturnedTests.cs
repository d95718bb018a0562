using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.Notices;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Partners;

namespace SmarketingHub.Engine.Tests.People;

/// <summary>What is said of a hand-off is said of the one that it happened to, not of the last.</summary>
public sealed class ReturnedTests
{
    [Fact]
    public async Task A_return_after_a_later_offer_that_was_withdrawn_is_told_to_its_giver()
    {
        await using var office = await Office.Start();
        var partner = (await office.Hub.Door.Do(HubFixture.Admin, write => write.AddPartner("Altamar", Party.Sales))).Receiver;
        var pia = await office.Hub.Hire("Pia Pons", partner, Role.Partner);
        var lead = await office.Hub.Take(company: "Brillo");
        await office.Hub.Fire(lead, Trigger.Assign, new() { Owner = $"{office.Mia.Id}" });
        await office.Hub.Fire(lead, Trigger.Ready, actor: Actor.Of(office.Mia));
        await office.Hub.Fire(lead, Trigger.Offer, new() { To = Party.Sales }, Actor.Of(office.Mia));
        await office.Hub.Fire(lead, Trigger.Accept, actor: Actor.Of(office.Ana));
        await office.Hub.Fire(lead, Trigger.Offer, new() { To = partner }, Actor.Of(office.Ana));
        await office.Hub.Fire(lead, Trigger.Withdraw, actor: Actor.Of(office.Ana));
        (office.Hub.Lead(lead).CurrentHandoff!.To, office.Hub.Lead(lead).CurrentHandoff!.State).ShouldBe((Party.Sales,
            HandoffState.Accepted));

        await office.Hub.Fire(lead, Trigger.Return, new() { Reason = "wrongTerritory" }, Actor.Of(office.Ana));

        office.Told(office.Mia, lead).ShouldContain(NoticeKind.Returned);
        office.Told(pia, lead).ShouldBe([NoticeKind.HandedToMe]);
        await using var rows = office.Hub.Rows();
        rows.Notices.Single(n => n.LeadId == lead && n.Kind == NoticeKind.Returned).About.ShouldBe(Party.Sales);
        (office.Hub.Lead(lead).CurrentHandoff!.To, office.Hub.Lead(lead).CurrentHandoff!.State).ShouldBe((Party.Sales,
            HandoffState.Returned));

        // Disputed, it is offered to the one who returned it.
        await office.Hub.Fire(lead, Trigger.Dispute, new() { Words = "It is your territory." }, Actor.Of(office.Mia));
        office.Told(office.Ana, lead).ShouldContain(NoticeKind.HandedToMe);
        office.Told(pia, lead).Count.ShouldBe(1);
    }
}
