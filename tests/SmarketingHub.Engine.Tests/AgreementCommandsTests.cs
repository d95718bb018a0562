using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Companies;

namespace SmarketingHub.Engine.Tests;

public sealed class AgreementCommandsTests
{
    private static readonly Numbers TwoHours = new("accept", BusinessDuration.Parse("PT2H"), null, 0, 0, [50, 80]);

    [Fact]
    public async Task New_numbers_are_a_new_version_and_running_clocks_keep_theirs()
    {
        await using var hub = await HubFixture.Start();
        var agreement = await Starter(hub);
        var before = await Offered(hub, "a@example.com");

        var version = await hub.Door.Do(HubFixture.Admin, write => write.ChangeNumbers(agreement.Id, 1, [TwoHours], null));
        var after = await Offered(hub, "b@example.com");

        version.Number.ShouldBe(2);
        Accept(hub, before).DueAt.ShouldBe(HubFixture.Monday + Duration.FromHours(4));
        Accept(hub, after).DueAt.ShouldBe(HubFixture.Monday + Duration.FromHours(2));
        Accept(hub, after).AgreementVersion.ShouldBe(2);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_version_from_a_date_on_waits_for_it()
    {
        await using var hub = await HubFixture.Start();
        var agreement = await Starter(hub);
        await hub.Door.Do(HubFixture.Admin, write => write.ChangeNumbers(agreement.Id, 1, [TwoHours], HubFixture.Monday + Duration.FromHours(1)));

        Accept(hub, await Offered(hub, "a@example.com")).AgreementVersion.ShouldBe(1);
        await hub.Pass(Duration.FromHours(1));
        Accept(hub, await Offered(hub, "b@example.com")).AgreementVersion.ShouldBe(2);
    }

    [Fact]
    public async Task A_version_that_somebody_made_meanwhile_is_not_overwritten()
    {
        await using var hub = await HubFixture.Start();
        var agreement = await Starter(hub);
        await hub.Door.Do(HubFixture.Admin, write => write.ChangeNumbers(agreement.Id, 1, [TwoHours], null));

        (await Should.ThrowAsync<NotPermitted>(hub.Door.Do(HubFixture.Admin, write => write.ChangeNumbers(agreement.Id, 1, [TwoHours], null))))
            .Message.ShouldContain("Version 2");
    }

    [Theory]
    [InlineData("P300D", 0, 0, 50, "accept.target")]
    [InlineData("PT2H", 51, 0, 50, "accept.attempts")]
    [InlineData("PT2H", 2, 3, 50, "accept.calls")]
    [InlineData("PT2H", 0, 0, 100, "accept.warnAt")]
    public async Task Nonsense_names_its_field(string target, int attempts, int calls, int warn, string field)
    {
        await using var hub = await HubFixture.Start();
        var agreement = await Starter(hub);
        Numbers numbers = new("accept", BusinessDuration.Parse(target), null, attempts, calls, [warn]);

        (await Should.ThrowAsync<InvalidArgument>(hub.Door.Do(HubFixture.Admin, write => write.ChangeNumbers(agreement.Id, 1, [numbers], null))))
            .Field.ShouldBe(field);
    }

    [Fact]
    public async Task Reps_do_not_change_agreements()
    {
        await using var hub = await HubFixture.Start();
        var agreement = await Starter(hub);
        var rep = Actor.Of(await hub.Hire("Berta Rep"));

        await Should.ThrowAsync<NotAllowed>(hub.Door.Do(rep, write => write.ChangeNumbers(agreement.Id, 1, [TwoHours], null)));
    }

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

    private static Task<Agreement> Starter(HubFixture hub) => hub.Door.Do(HubFixture.Admin, write => write.Company.Agreements.Single());

    private static async Task<long> Offered(HubFixture hub, string email)
    {
        var lead = await hub.Take(email, company: null);
        await hub.Fire(lead, Trigger.Ready);
        await hub.Fire(lead, Trigger.Offer, new() { To = Party.Sales });
        return lead;
    }

    private static Domain.Clocks.Clock Accept(HubFixture hub, long lead) => hub.Lead(lead).Clocks.Single(c => c.Promise == Promise.Accept);
}
