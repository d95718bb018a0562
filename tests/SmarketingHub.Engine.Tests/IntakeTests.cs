using System.Text;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Partners;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Tests;

public sealed class IntakeTests
{
    [Fact]
    public async Task An_external_id_stays_with_its_lead()
    {
        await using var hub = await HubFixture.Start();
        await Take(hub, "a@example.com", "a");
        var second = await Take(hub, "b@example.com", "b");

        (await Should.ThrowAsync<InvalidArgument>(Take(hub, null, "a", "b"))).Field.ShouldBe("externalIds");
        (await Take(hub, null, "b")).LeadId.ShouldBe(second.LeadId);
    }

    [Fact]
    public async Task A_closed_leads_external_id_goes_on_to_the_lead_that_follows_it()
    {
        await using var hub = await HubFixture.Start();
        var first = await Take(hub, "a@example.com", "a");
        await hub.Fire(first.LeadId, Trigger.Disqualify, new() { Reason = "no-need" });

        var second = await Take(hub, "a@example.com", "a");

        second.Created.ShouldBeTrue();
        hub.Lead(second.LeadId).PreviousLead.ShouldBe(first.LeadId);
    }

    [Fact]
    public async Task A_partner_takes_nothing_in_and_knows_of_no_other_partner()
    {
        await using var hub = await HubFixture.Start();
        await hub.Door.Do(HubFixture.Admin, write => write.AddPartner("Altamar", Party.Marketing));
        await hub.Door.Do(HubFixture.Admin, write => write.AddPartner("Boreal", Party.Marketing));
        var partner = new Actor(ActorKind.Key, 2, Role.Partner, "partner:altamar");
        var lead = await hub.Take();
        await hub.Fire(lead, Trigger.Ready);
        await hub.Fire(lead, Trigger.Offer, new() { To = "partner:altamar" });
        await hub.Fire(lead, Trigger.Accept, actor: partner);

        await Should.ThrowAsync<NotAllowed>(hub.Door.Do(partner, write => write.Take(Inquiry("c@example.com"))));
        (await Should.ThrowAsync<InvalidArgument>(hub.Fire(lead, Trigger.Offer, new() { To = "partner:boreal" },
            partner))).Message.ShouldNotContain("partner:altamar");
    }

    [Fact]
    public async Task A_reason_in_own_words_stays_beside_the_ledger()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();

        await hub.Fire(lead, Trigger.Disqualify, new() { Reason = "Ana Kowal retired" });

        hub.Lead(lead).CloseReason.ShouldBe(CloseReasons.Other);
        await using var rows = hub.Rows();
        rows.Ledger.AsEnumerable().ShouldAllBe(e => !Encoding.UTF8.GetString(e.Body).Contains("retired"));
        rows.Texts.AsEnumerable().ShouldContain(t => t.Text == "Ana Kowal retired");
    }

    private static Task<Taken> Take(HubFixture hub, string? email, params string[] ids) =>
        hub.Door.Do(HubFixture.Admin, write => write.Take(Inquiry(email, ids)));

    private static InquiryIn Inquiry(string? email, params string[] ids) =>
        new(new(null, null, email, null, null), null, new(), [.. ids.Select(id => new ExternalRef("crm", "lead", id))], null, null);
}
