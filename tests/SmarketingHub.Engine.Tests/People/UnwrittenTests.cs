using NodaTime;

namespace SmarketingHub.Engine.Tests.People;

/// <summary>What falls due and is decided, but cannot be written: it holds up nobody, either.</summary>
public sealed class UnwrittenTests
{
    [Theory]
    [InlineData("UPDATE ON Leads", "OLD.Id")]
    [InlineData("UPDATE ON Clocks", "OLD.LeadId")]
    [InlineData("INSERT ON Ledger", "NEW.LeadId")]
    public async Task A_due_point_that_cannot_be_written_passes_over_its_lead_and_is_tried_again(string on, string lead)
    {
        await using var office = await Office.Start();
        List<long> leads = [];
        for (var i = 0; i < 5; i++)
            leads.Add(await office.Accepted(office.Ana, i));
        var broken = leads[2];
        var mend = await office.Refuse(on, $"{lead} = {broken}");

        await office.Hub.Pass(Duration.FromHours(30));

        leads.Where(id => id != broken).ShouldAllBe(id => office.Hub.Lead(id).Clocks.Exists(c => c.BreachedAt != null));
        office.Hub.Lead(broken).Clocks.ShouldAllBe(c => c.BreachedAt == null);
        office.Troubles.All.ShouldHaveSingleItem().Lead.ShouldBe(broken);

        await office.Hub.Pass(Duration.FromMinutes(1));
        office.Troubles.All.Single().Tries.ShouldBe(2);

        await mend();
        await office.Hub.Pass(Duration.FromHours(1));
        office.Hub.Lead(broken).Clocks.ShouldContain(c => c.BreachedAt != null);
        office.Troubles.All.ShouldBeEmpty();
        office.Hub.Verify().Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("away")]
    [InlineData("left")]
    public async Task One_of_very_many_that_cannot_be_handed_on_stays_owed_until_it_can(string how)
    {
        await using var office = await Office.Start();
        List<long> leads = [];
        for (var i = 0; i < 130; i++)
            leads.Add(await office.Accepted(office.Ana, i));
        var broken = leads[115];
        var mend = await office.Refuse("UPDATE ON Leads", $"OLD.Id = {broken}");

        await (how == "away" ? office.Away(office.Ana, office.Ben) : office.Deactivate(office.Ana, office.Ben));
        await office.Hub.Pass(Duration.Zero);

        leads.Where(id => id != broken).ShouldAllBe(id => office.Hub.Lead(id).Owner == office.Ben.Id);
        office.Hub.Lead(broken).Owner.ShouldBe(office.Ana.Id);
        office.Troubles.All.ShouldHaveSingleItem().Lead.ShouldBe(broken);
        office.Count("leadAssigned").ShouldBe(129, "each once");
        office.Count(how == "away" ? "absenceBegan" : "personLeft").ShouldBe(0, "one is still owed");

        await mend();
        await office.Hub.Pass(Duration.FromMinutes(1));
        office.Troubles.All.ShouldBeEmpty();
        office.Hub.Lead(broken).Owner.ShouldBe(office.Ben.Id);
        office.Count(how == "away" ? "absenceBegan" : "personLeft").ShouldBe(1);
        office.Hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_due_point_of_the_company_that_cannot_be_written_holds_up_no_other()
    {
        await using var office = await Office.Start();
        var (first, second) = (await office.Accepted(office.Ana, 1), await office.Accepted(office.Lea, 2));
        var mend = await office.Refuse("INSERT ON Company", $"NEW.Key LIKE 'absence:{office.Ana.Id}@%'");
        await office.Away(office.Ana, office.Ben);
        await office.Away(office.Lea, office.Ben, office.Hub.Now + Duration.FromMinutes(5));

        await office.Hub.Pass(Duration.FromMinutes(5));

        office.Hub.Lead(second).Owner.ShouldBe(office.Ben.Id);
        office.Hub.Lead(first).Owner.ShouldBe(office.Ana.Id, "still owed");
        office.Troubles.All.ShouldHaveSingleItem().Key.ShouldStartWith($"absence:{office.Ana.Id}@");

        await mend();
        await office.Hub.Pass(Duration.FromMinutes(5));
        office.Troubles.All.ShouldBeEmpty();
        office.Hub.Lead(first).Owner.ShouldBe(office.Ben.Id);
        office.Count("absenceBegan").ShouldBe(2);
        office.Hub.Verify().Problems.ShouldBeEmpty();
    }
}
