using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.People;

namespace SmarketingHub.Engine.Tests.Board;

public sealed class CardTests
{
    [Fact]
    public async Task A_card_shows_the_breached_clock_then_the_one_that_is_due_first()
    {
        await using var hub = await HubFixture.Start();
        var ana = await hub.Hire("Ana Nowak");
        var lead = await hub.Take(source: "demo-request");

        // Five minutes to the first touch; 50% and 80% are over after four.
        Clock(hub, lead).ShouldSatisfyAllConditions(c => c.Promise.ShouldBe(Promise.Touch), c => c.Sla.ShouldBe(Sla.Running));
        await hub.Pass(Duration.FromMinutes(4));
        Clock(hub, lead)
            .ShouldSatisfyAllConditions(c => c.Promise.ShouldBe(Promise.Touch), c => c.Sla.ShouldBe(Sla.AtRisk),
                c => c.RiskAt.ShouldBe(hub.Now));
        await hub.Pass(Duration.FromMinutes(2));
        Clock(hub, lead)
            .ShouldSatisfyAllConditions(c => c.Promise.ShouldBe(Promise.Touch), c => c.Sla.ShouldBe(Sla.Breached),
                c => c.DueAt.ShouldBe(hub.Now - Duration.FromMinutes(1)));
        // It accepts, too, and the effort is the only promise left.
        await hub.Fire(lead, Trigger.Attempt, new() { Kind = AttemptKind.Call }, Actor.Of(ana));
        Clock(hub, lead).ShouldSatisfyAllConditions(c => c.Promise.ShouldBe(Promise.Effort), c => c.State.ShouldBe(ClockState.Running));
        Card(hub, lead).ShouldSatisfyAllConditions(c => c.AttemptsMade.ShouldBe(1), c => c.AttemptsAsked.ShouldBe(5));
    }

    [Fact]
    public async Task A_renamed_person_is_renamed_on_their_cards_and_no_other_card_is_made_anew()
    {
        await using var hub = await HubFixture.Start();
        var (ana, ben) = (await hub.Hire("Ana Nowak"), await hub.Hire("Ben Kowal"));
        var (hers, his) = (await Accepted(hub, "a@example.com", ana), await Accepted(hub, "b@example.com", ben));
        await hub.Board.StartAsync(default);
        await hub.Board.Ready;
        var before = hub.Board.Current;

        await hub.Door.Do(HubFixture.Admin, write =>
        {
            write.ChangePerson(ana with { Name = "Ana Zielińska" });
            return true;
        });

        var after = await hub.Board.UpToDate(default);
        after.Cards[hers].ShouldSatisfyAllConditions(c => c.PersonName.ShouldBe("Ana Zielińska"), c => c.Initials.ShouldBe("AZ"));
        after.View.Columns[Column.Accepted].Select(c => c.PersonName).ShouldBe(["Ana Zielińska", "Ben Kowal"], ignoreOrder: true);
        after.Cards[his].ShouldBeSameAs(before.Cards[his]);
        await hub.Board.StopAsync(default);
    }

    [Fact]
    public async Task A_forgotten_persons_name_leaves_the_board_at_once()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take("ana@example.com", company: null);
        await hub.Board.StartAsync(default);
        await hub.Board.Ready;
        hub.Board.Current.Cards[lead].Name.ShouldBe("Ana Kowal");

        await hub.Forget(hub.Lead(lead).ContactId);

        (await hub.Board.UpToDate(default)).Cards[lead]
            .ShouldSatisfyAllConditions(c => c.Name.ShouldBe($"#{lead}"), c => c.Contact.ShouldBeNull());
        await hub.Board.StopAsync(default);
    }

    private static async Task<long> Accepted(HubFixture hub, string email, Person person)
    {
        var lead = await hub.Take(email, source: "pricing-request", company: email);
        return await hub.Fire(lead, Trigger.Accept, actor: Actor.Of(person));
    }

    private static CardClock Clock(HubFixture hub, long lead) => Card(hub, lead).Clock!;

    private static Card Card(HubFixture hub, long lead)
    {
        using var rows = hub.Rows();
        return CardReader.Read(rows, CompanyStore.Read(rows), [lead]).Single();
    }
}
