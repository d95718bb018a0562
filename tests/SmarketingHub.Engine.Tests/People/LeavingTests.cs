using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.Notices;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.People;

namespace SmarketingHub.Engine.Tests.People;

/// <summary>Whoever is deactivated, or goes to another party, has nothing there any more.</summary>
public sealed class LeavingTests
{
    [Fact]
    public async Task What_a_deactivated_person_had_goes_to_the_stand_in_who_is_told()
    {
        await using var office = await Office.Start();
        var (lead, offer) = (await office.Accepted(office.Ana), await office.Offered(office.Ana));

        await office.Deactivate(office.Ana, office.Ben);
        await office.Hub.Pass(Duration.Zero);

        office.Hub.Lead(lead).Owner.ShouldBe(office.Ben.Id);
        office.Hub.Lead(lead).Clocks.ShouldContain(c => c.State == ClockState.Running, "no clock stops");
        office.Hub.Lead(offer).OpenHandoff!.ToPerson.ShouldBe(office.Ben.Id);
        office.Told(office.Ben, lead)[^1].ShouldBe(NoticeKind.Assigned);
        office.Told(office.Ben, offer).ShouldBe([NoticeKind.HandedToMe]);
        office.Count("personLeft").ShouldBe(1);
        office.Hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_stand_in_it_goes_to_the_queue_and_the_team_lead_is_told()
    {
        await using var office = await Office.Start();
        var (lead, offer) = (await office.Accepted(office.Ana), await office.Offered(office.Ana));

        await office.Change(office.Ana.Id, p => p with { Active = false });
        await office.Hub.Pass(Duration.Zero);

        (office.Hub.Lead(lead).Holder, office.Hub.Lead(lead).Owner).ShouldBe((Party.Sales, null));
        office.Hub.Lead(offer).OpenHandoff!.ToPerson.ShouldBeNull();
        office.Told(office.Lea, lead).ShouldBe([NoticeKind.BackInQueue]);
        office.Told(office.Lea, offer).ShouldBe([NoticeKind.BackInQueue]);
        // Warnings reach whoever could take it.
        await office.Hub.Pass(Duration.FromMinutes(65));
        office.Told(office.Ben, lead).ShouldContain(NoticeKind.Warning);
    }

    [Fact]
    public async Task With_nobody_left_in_the_party_the_administrators_are_told()
    {
        await using var office = await Office.Start();
        var boss = await office.Hub.Hire("Ida Admin", Party.Marketing, Role.Admin);
        foreach (var person in new[] { office.Ben, office.Lea })
            await office.Deactivate(person);
        var lead = await office.Accepted(office.Ana);

        await office.Deactivate(office.Ana);
        await office.Hub.Pass(Duration.FromMinutes(65));

        office.Told(boss, lead).Take(2).ShouldBe([NoticeKind.BackInQueue, NoticeKind.Warning]);
    }

    [Fact]
    public async Task Whoever_goes_to_another_party_leaves_behind_what_the_first_one_holds()
    {
        await using var office = await Office.Start();
        var (lead, offer) = (await office.Accepted(office.Ana), await office.Offered(office.Ana));

        await office.Change(office.Ana.Id, p => p with { Party = Party.Marketing, StandIn = office.Ben.Id });
        await office.Hub.Pass(Duration.Zero);

        office.Hub.Lead(lead).Owner.ShouldBe(office.Ben.Id);
        office.Hub.Lead(offer).OpenHandoff!.ToPerson.ShouldBe(office.Ben.Id);
    }

    [Fact]
    public async Task Another_team_or_role_in_the_same_party_takes_nothing_away()
    {
        await using var office = await Office.Start();
        await office.Hub.Door.Do(HubFixture.Admin, write => { write.AddTeam(new("east", "East", Party.Sales)); return true; });
        var lead = await office.Accepted(office.Ana);

        await office.Change(office.Ana.Id, p => p with { Team = "east", Role = Role.Manager });
        await office.Hub.Pass(Duration.Zero);

        office.Hub.Lead(lead).Owner.ShouldBe(office.Ana.Id);
    }

    [Fact]
    public async Task Nothing_comes_back_with_the_person_and_a_second_leave_hands_on_again()
    {
        await using var office = await Office.Start();
        var first = await office.Accepted(office.Ana);
        await office.Deactivate(office.Ana, office.Ben);
        await office.Hub.Pass(Duration.Zero);

        await office.Hub.Door.Do(HubFixture.Admin, write => { write.Activate(office.Ana.Id); return true; });
        await office.Hub.Pass(Duration.Zero);
        office.Hub.Lead(first).Owner.ShouldBe(office.Ben.Id);
        var second = await office.Accepted(office.Ana, 2);
        office.Hub.Lead(second).Owner.ShouldBe(office.Ana.Id);

        await office.Deactivate(office.Ana);
        await office.Hub.Pass(Duration.Zero);
        office.Hub.Lead(second).Owner.ShouldBe(office.Ben.Id, "who stood in last still does");
    }

    [Fact]
    public async Task An_inquiry_of_a_customer_whose_owner_has_left_is_not_the_owners()
    {
        await using var office = await Office.Start();
        var lead = await office.Accepted(office.Ana);
        foreach (var (trigger, args) in new (Trigger, TriggerArgs)[]
            { (Trigger.Attempt, new() { Kind = AttemptKind.Call, Reached = true }), (Trigger.Qualify, new()), (Trigger.Convert,
                new() { Amount = 10 }), (Trigger.Win, new() { Amount = 10 }) })
            await office.Hub.Fire(lead, trigger, args, Actor.Of(office.Ana));
        await office.Deactivate(office.Ana);

        var again = await office.Hub.Take("c2@firm1.example", company: "Firm 1");
        (office.Hub.Lead(again).Holder, office.Hub.Lead(again).Owner).ShouldBe((Party.Sales, null));
        office.Told(office.Lea, again).ShouldBe([NoticeKind.BackInQueue]);

        await office.Change(office.Ana.Id, p => p with { StandIn = office.Ben.Id });
        var third = await office.Hub.Take("c3@firm1.example", company: "Firm 1");
        office.Hub.Lead(third).Owner.ShouldBe(office.Ben.Id);
        office.Told(office.Ben, third).ShouldBe([NoticeKind.Assigned]);
    }

    [Fact]
    public async Task What_is_returned_goes_to_whoever_has_it_for_a_giver_who_left()
    {
        await using var office = await Office.Start();
        var max = await office.Hub.Hire("Max Mann", Party.Marketing);
        var lead = await office.Hub.Take(company: "Brillo");
        await office.Hub.Fire(lead, Trigger.Assign, new() { Owner = $"{office.Mia.Id}" });
        await office.Hub.Fire(lead, Trigger.Ready, actor: Actor.Of(office.Mia));
        await office.Hub.Fire(lead, Trigger.Offer, new() { To = Party.Sales }, Actor.Of(office.Mia));
        await office.Hub.Fire(lead, Trigger.Accept, actor: Actor.Of(office.Ana));
        await office.Deactivate(office.Mia, max);

        await office.Hub.Fire(lead, Trigger.Return, new() { Reason = "notNow" }, Actor.Of(office.Ana));

        office.Hub.Lead(lead).Owner.ShouldBe(max.Id);
        office.Hub.Lead(lead).LiveClocks.Single().Person.ShouldBe(max.Id, "the answer is asked of whoever has it");
        office.Told(max, lead).ShouldContain(NoticeKind.Returned);
    }

    [Fact]
    public async Task The_last_active_administrator_stays_one()
    {
        await using var office = await Office.Start();
        var boss = await office.Hub.Hire("Ida Admin", Party.Marketing, Role.Admin);
        (await Should.ThrowAsync<InvalidArgument>(office.Deactivate(boss))).Message.ShouldBe("Somebody must remain administrator.");

        await office.Hub.Hire("Olga Other", Party.Marketing, Role.Admin);
        await office.Deactivate(boss);
        office.Hub.Company().Person(boss.Id)!.Active.ShouldBeFalse();
    }

    [Fact]
    public async Task Of_a_file_from_before_the_stuck_leads_go_on_too()
    {
        await using var office = await Office.Start();
        var lead = await office.Accepted(office.Ana);
        // As an earlier version wrote it: inactive, and nothing said of when.
        await office.Hub.Door.Do(HubFixture.Admin,
            write => { write.Change($"{office.Ana.Id}", office.Ana with { Active = false }); return true; });

        await office.Hub.Pass(Duration.Zero);
        office.Hub.Lead(lead).Owner.ShouldBeNull();
    }
}
