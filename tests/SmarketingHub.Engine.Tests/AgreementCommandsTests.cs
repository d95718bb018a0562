using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Partners;

namespace SmarketingHub.Engine.Tests;

public sealed class AgreementCommandsTests
{
    [Fact]
    public async Task A_new_partner_has_its_agreement_and_owes_an_answer_within_a_business_day()
    {
        await using var hub = await HubFixture.Start();
        await hub.Door.Do(HubFixture.Admin, write => write.AddPartner("Altamar", Party.Marketing));
        var lead = await hub.Take();
        await hub.Fire(lead, Trigger.Ready);
        await hub.Fire(lead, Trigger.Offer, new() { To = "partner:altamar" });

        var accept = Accept(hub, lead);
        accept.OwedBy.ShouldBe("partner:altamar");
        accept.DueAt.ShouldBe(HubFixture.Monday + Duration.FromHours(8));
    }

    private static Domain.Clocks.Clock Accept(HubFixture hub, long lead) => hub.Lead(lead).Clocks.Single(c => c.Promise == Promise.Accept);
}
