using NodaTime;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.Notices;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Engine.Tests.People;

/// <summary>Whoever is away gets nothing, by whatever way it would come.</summary>
public sealed class AwayTests
{
    [Fact]
    public async Task Without_a_stand_in_an_absence_puts_into_the_queue_whatever_counts_for_it()
    {
        await using var office = await Office.Start();
        var lead = await office.Accepted(office.Ana);
        await office.Hub.Fire(lead, Trigger.Attempt, new() { Kind = AttemptKind.Call, Reached = true }, Actor.Of(office.Ana));
        office.Hub.Lead(lead).LiveClocks.ShouldBeEmpty();

        await office.Away(office.Ana, null);
        await office.Hub.Pass(Duration.Zero);

        office.Hub.Lead(lead).Owner.ShouldBeNull();
        office.Told(office.Lea, lead).ShouldBe([NoticeKind.BackInQueue]);
    }

    [Fact]
    public async Task An_absence_said_again_for_the_same_instant_begins_again()
    {
        await using var office = await Office.Start();
        await office.Away(office.Ana, office.Ben);
        await office.Hub.Pass(Duration.Zero);
        await office.Hub.Door.Do(HubFixture.Admin,
            write => { Engine.People.PeopleCommands.SetAway(write, office.Ana.Id, null, null, null); return true; });
        var lead = await office.Accepted(office.Ana);
        office.Hub.Lead(lead).Owner.ShouldBe(office.Ana.Id);

        await office.Away(office.Ana, office.Ben);
        await office.Hub.Pass(Duration.Zero);
        office.Hub.Lead(lead).Owner.ShouldBe(office.Ben.Id);
    }

    [Theory]
    [InlineData("assign")]
    [InlineData("accept")]
    [InlineData("offer")]
    public async Task Named_by_somebody_the_stand_in_gets_it_and_the_ledger_says_for_whom(string by)
    {
        await using var office = await Office.Start();
        var lead = by == "assign" ? await office.Accepted(office.Ben)
            : by == "accept" ? await office.Hub.Take("d@d.example", "demo-request") : await office.Hub.Take("e@e.example");
        await office.Away(office.Ana, office.Ben);
        await office.Hub.Pass(Duration.Zero);
        if (by == "assign")
            await office.Hub.Fire(lead, Trigger.Assign, new() { Owner = null });
        if (by == "offer")
            await office.Hub.Fire(lead, Trigger.Ready);

        await office.Hub.Fire(lead, Enum.Parse<Trigger>(by, ignoreCase: true),
            by == "offer" ? new() { To = $"person:{office.Ana.Id}" } : new() { Owner = $"{office.Ana.Id}" });

        var now = office.Hub.Lead(lead);
        (by == "offer" ? now.OpenHandoff!.ToPerson : now.Owner).ShouldBe(office.Ben.Id);
        office.Told(office.Ben, lead)[^1].ShouldBe(by == "offer" ? NoticeKind.HandedToMe : NoticeKind.Assigned);
        await using var rows = office.Hub.Rows();
        rows.Ledger.Where(e => e.LeadId == lead).AsEnumerable()
            .ShouldContain(e => System.Text.Encoding.UTF8.GetString(e.Body).Contains($"\"insteadOf\":{office.Ana.Id}"));
        office.Hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_disputed_return_goes_to_the_stand_in_of_whoever_returned_it()
    {
        await using var office = await Office.Start();
        var lead = await office.Offered(office.Ana);
        await office.Hub.Fire(lead, Trigger.Return, new() { Reason = "notNow" }, Actor.Of(office.Ana));
        await office.Away(office.Ana, office.Ben);

        await office.Hub.Fire(lead, Trigger.Dispute, new() { Words = "They asked twice." });

        office.Hub.Lead(lead).OpenHandoff!.ToPerson.ShouldBe(office.Ben.Id);
        office.Told(office.Ben, lead).ShouldContain(NoticeKind.HandedToMe);
    }

    [Fact]
    public async Task What_joins_before_the_absence_was_carried_out_is_asked_of_the_stand_in()
    {
        await using var office = await Office.Start();
        var lead = await office.Accepted(office.Ana);
        await office.Away(office.Ana, office.Ben);

        await office.Hub.Take("c1@firm1.example", "demo-request", "Firm 1");

        office.Hub.Lead(lead).Owner.ShouldBe(office.Ben.Id);
    }

    [Fact]
    public async Task What_was_closed_goes_to_the_stand_in_when_it_is_reopened()
    {
        await using var office = await Office.Start();
        var lead = await office.Accepted(office.Ana);
        await office.Hub.Fire(lead, Trigger.Lose, new() { Reason = "price" }, Actor.Of(office.Ana));
        await office.Away(office.Ana, office.Ben);
        await office.Hub.Pass(Duration.Zero);
        office.Hub.Lead(lead).Owner.ShouldBe(office.Ana.Id, "what is closed says who had it");

        await office.Hub.Fire(lead, Trigger.Reopen);
        office.Hub.Lead(lead).Owner.ShouldBe(office.Ben.Id);
    }
}
