using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Engine.Tests.People;

/// <summary>One lead that fails holds up nobody, is told of, is tried again, and is never forgotten.</summary>
public sealed class TroubleTests
{
    [Theory]
    [InlineData("away")]
    [InlineData("left")]
    public async Task A_lead_that_cannot_be_handed_on_stays_owed_until_it_can(string how)
    {
        await using var office = await Office.Start();
        List<long> leads =
        [
            await office.Accepted(office.Ana, 1), await office.Accepted(office.Ana, 2), await office.Accepted(office.Ana, 3),
        ];
        var mend = await office.Damage(leads[1]);

        await (how == "away" ? office.Away(office.Ana, office.Ben) : office.Deactivate(office.Ana, office.Ben));
        await office.Hub.Pass(Duration.Zero);

        office.Hub.Lead(leads[0]).Owner.ShouldBe(office.Ben.Id);
        office.Hub.Lead(leads[2]).Owner.ShouldBe(office.Ben.Id);
        var trouble = office.Troubles.All.ShouldHaveSingleItem();
        (trouble.Lead, trouble.Since, trouble.Tries).ShouldBe((leads[1], office.Hub.Now, 1));
        trouble.What.ToString()
            .ShouldBe("A fault of the program, or of what is stored (JsonException): the server's log says more.");
        office.Count(how == "away" ? "absenceBegan" : "personLeft").ShouldBe(0, "one is still owed");

        // Pauses grow, and nothing else waits.
        await office.Hub.Pass(Duration.FromMinutes(1));
        office.Troubles.All.Single().Tries.ShouldBe(2);
        await office.Hub.Pass(Duration.FromMinutes(1));
        office.Troubles.All.Single().Tries.ShouldBe(2);
        await office.Hub.Pass(Duration.FromMinutes(1));
        office.Troubles.All.Single().Tries.ShouldBe(3);

        await mend();
        await office.Hub.Pass(Duration.FromMinutes(4));
        office.Troubles.All.ShouldBeEmpty();
        office.Hub.Lead(leads[1]).Owner.ShouldBe(office.Ben.Id);
        office.Count(how == "away" ? "absenceBegan" : "personLeft").ShouldBe(1);
        office.Hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_restart_it_is_still_owed()
    {
        await using var office = await Office.Start();
        var lead = await office.Accepted(office.Ana);
        var mend = await office.Damage(lead);
        await office.Deactivate(office.Ana, office.Ben);
        await office.Hub.Pass(Duration.Zero);
        await mend();
        var (file, now) = (office.Hub.File + ".copy", office.Hub.Now);
        await using (var rows = office.Hub.Rows())
            await rows.Database.ExecuteSqlAsync($"VACUUM INTO {file}");

        await using var later = await HubFixture.On(to => { File.Copy(file, to); return Task.CompletedTask; }, now);
        await later.Pass(Duration.Zero);
        later.Lead(lead).Owner.ShouldBe(office.Ben.Id);
    }

    [Fact]
    public async Task A_due_point_that_throws_passes_over_its_lead_and_is_tried_again_without_a_restart()
    {
        await using var office = await Office.Start();
        var (broken, whole) = (await office.Accepted(office.Ana, 1), await office.Accepted(office.Ben, 2));
        var mend = await office.Damage(broken);

        await office.Hub.Pass(Duration.FromHours(30));
        office.Hub.Lead(whole).Clocks.ShouldContain(c => c.BreachedAt != null);
        office.Troubles.All.ShouldHaveSingleItem().Lead.ShouldBe(broken);

        await mend();
        await office.Hub.Pass(Duration.FromHours(1));
        office.Hub.Lead(broken).Clocks.ShouldContain(c => c.BreachedAt != null);
        office.Troubles.All.ShouldBeEmpty();
        office.Hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Very_many_leads_that_fail_hold_up_no_other()
    {
        await using var office = await Office.Start();
        var whole = await office.Hub.Take(source: "demo-request");
        // More than a database takes parameters.
        for (var lead = 1_000_000; lead < 1_040_000; lead++)
            office.Troubles.Failed($"lead:{lead}", lead, new InvalidOperationException(), office.Hub.Now + Duration.FromHours(1));

        await office.Hub.Pass(Duration.FromMinutes(6));

        office.Hub.Lead(whole).Clocks.ShouldContain(c => c.BreachedAt != null);
        office.Troubles.All.Count.ShouldBe(40_000);
    }

    [Fact]
    public async Task Nothing_of_the_company_that_comes_later_waits_for_a_lead_that_fails()
    {
        await using var office = await Office.Start();
        var (broken, other) = (await office.Accepted(office.Ana, 1), await office.Accepted(office.Lea, 2));
        await office.Damage(broken);
        await office.Away(office.Ana, office.Ben);
        await office.Hub.Pass(Duration.Zero);

        await office.Away(office.Lea, office.Ben, office.Hub.Now + Duration.FromMinutes(5));
        await office.Hub.Pass(Duration.FromMinutes(5));
        office.Hub.Lead(other).Owner.ShouldBe(office.Ben.Id);
    }

    [Fact]
    public async Task Very_many_leads_move_in_batches_between_which_commands_are_carried_out()
    {
        await using var office = await Office.Start();
        var leads = new List<long>();
        for (var i = 0; i < 230; i++)
            leads.Add(await office.Accepted(office.Ana, i));
        var (commits, note) = (0, (Task?)null);
        office.Hub.Door.Committed += _ =>
        {
            // Asked for while the first batch is told: it waits for no other.
            Interlocked.Increment(ref commits);
            note ??= office.Hub.Fire(leads[^1], Trigger.Note, new() { Words = "Amid." });
        };

        await office.Deactivate(office.Ana, office.Ben);
        await office.Hub.Pass(Duration.Zero);

        await note!;
        // Who asked is answered before a commit is told of.
        await office.Hub.Until(() => Volatile.Read(ref commits) >= 4);
        commits.ShouldBeGreaterThanOrEqualTo(4, "the command, and three batches of at most a hundred");
        leads.ShouldAllBe(lead => office.Hub.Lead(lead).Owner == office.Ben.Id);
        office.Count("leadAssigned").ShouldBe(230, "each once");
        office.Count("personLeft").ShouldBe(1);
        await using var ledger = office.Hub.Rows();
        var noted = ledger.Ledger.Single(e => e.Type == "noteAdded").Sequence;
        ledger.Ledger.Count(e => e.Type == "leadAssigned" && e.Sequence > noted).ShouldBeGreaterThan(0, "the note came in between");
    }
}
