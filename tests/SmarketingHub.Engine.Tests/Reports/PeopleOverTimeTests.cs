using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.People;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Tests.Reports;

public class PeopleOverTimeTests
{
    private static readonly Instant Monday = HubFixture.Monday;

    [Fact]
    public async Task An_absence_lasts_as_said_until_something_else_is_said()
    {
        await using var hub = await HubFixture.Start();
        var (mia, leo) = (await hub.Hire("Mia"), await hub.Hire("Leo"));
        await Away(hub, mia.Id, Hours(2), Hours(10));
        await Away(hub, leo.Id, Hours(2), null);
        await hub.Pass(Duration.FromHours(5));
        await Away(hub, leo.Id, null, null);

        var people = Read(hub);

        people.Gone(mia.Id).ShouldBe([new Interval(Hours(2), Hours(10))]);
        people.Gone(leo.Id).ShouldBe([new Interval(Hours(2), Hours(5))]);
        people.Gone(4711).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_absence_that_is_said_late_counts_from_when_it_began()
    {
        await using var hub = await HubFixture.Start();
        var mia = await hub.Hire("Mia");
        await hub.Pass(Duration.FromHours(8));
        await Away(hub, mia.Id, Hours(1), Hours(3));
        var knownLater = hub.Now;

        Read(hub, knownLater - Duration.FromSeconds(1)).Gone(mia.Id).ShouldBeEmpty();
        Read(hub, knownLater).Gone(mia.Id).ShouldBe([new Interval(Hours(1), Hours(3))]);
    }

    [Fact]
    public async Task A_new_absence_takes_nothing_from_one_that_is_over()
    {
        await using var hub = await HubFixture.Start();
        var mia = await hub.Hire("Mia");
        await Away(hub, mia.Id, Hours(0), Hours(2));
        await hub.Pass(Duration.FromHours(4));
        await Away(hub, mia.Id, Hours(6), Hours(7));
        await hub.Door.Do(HubFixture.Admin, write =>
        {
            write.ChangePerson(write.Company.Person(mia.Id)! with { Name = "Mia Nowak" });
            return 0;
        });

        Read(hub).Gone(mia.Id).ShouldBe([new Interval(Hours(0), Hours(2)), new Interval(Hours(6), Hours(7))]);
    }

    [Fact]
    public async Task Whoever_is_not_active_is_gone_until_active_again()
    {
        await using var hub = await HubFixture.Start();
        var mia = await hub.Hire("Mia");
        await hub.Pass(Duration.FromHours(1));
        await hub.Door.Do(HubFixture.Admin, write =>
        {
            write.Deactivate(mia.Id, null);
            return 0;
        });
        Read(hub).Gone(mia.Id).ShouldBe([new Interval(Hours(1), Instant.MaxValue)]);
        await hub.Pass(Duration.FromHours(2));
        await hub.Door.Do(HubFixture.Admin, write =>
        {
            write.Activate(mia.Id);
            return 0;
        });

        Read(hub).Gone(mia.Id).ShouldBe([new Interval(Hours(1), Hours(3))]);
    }

    [Fact]
    public async Task A_team_has_those_who_were_in_it_as_of_the_moment()
    {
        await using var hub = await HubFixture.Start();
        await hub.Door.Do(HubFixture.Admin, write =>
        {
            write.AddTeam(new("emea", "EMEA", Party.Sales));
            return 0;
        });
        var (mia, leo) = (await hub.Hire("Mia", team: "emea"), await hub.Hire("Leo"));
        await hub.Pass(Duration.FromHours(1));
        await hub.Door.Do(HubFixture.Admin, write =>
        {
            write.ChangePerson(leo with { Team = "emea" });
            write.ChangePerson(mia with { Team = null, Party = Party.Marketing });
            return 0;
        });

        Read(hub, Hours(0)).InTeam("emea").People.ShouldBe([mia.Id]);
        var people = Read(hub);
        people.InTeam("emea").People.ShouldBe([leo.Id]);
        people.At(mia.Id, Hours(0))!.Party.ShouldBe(Party.Sales);
        people.At(mia.Id, Hours(1))!.Party.ShouldBe(Party.Marketing);
        // Before anything was said of her.
        people.At(mia.Id, Hours(-9))!.Party.ShouldBe(Party.Sales);
        people.At(4711, Hours(1)).ShouldBeNull();
    }

    [Fact]
    public void A_clock_that_was_set_back_makes_nothing_untrue()
    {
        var mia = new Person { Id = 7, Name = "", Email = "", Party = Party.Sales, Role = Role.Rep };
        var people = PeopleOverTime.Of([(Hours(5), mia), (Hours(3), mia with { Active = false }), (Hours(8), mia)]);

        people.Gone(7).ShouldBe([new Interval(Hours(5), Hours(8))]);
    }

    private static Instant Hours(int since) => Monday + Duration.FromHours(since);

    private static PeopleOverTime Read(HubFixture hub, Instant? knownAt = null)
    {
        using var rows = hub.Rows();
        return PeopleOverTime.Read(rows, knownAt ?? hub.Now);
    }

    private static Task<int> Away(HubFixture hub, long person, Instant? from, Instant? until) =>
        hub.Door.Do(HubFixture.Admin, write =>
        {
            write.SetAway(person, from, until, null);
            return 0;
        });
}
