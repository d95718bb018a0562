using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Search;

namespace SmarketingHub.Engine.Tests.Imports;

/// <summary>An import that is taken back is as if it had never been; the ledger keeps both.</summary>
public sealed class TakenBackTests
{
    private const string Profile = Undoing.Profile, Deals = Undoing.Deals;

    [Fact]
    public async Task Leads_that_it_brought_are_gone_and_come_anew_with_the_same_file()
    {
        await using var hub = await HubFixture.Start();
        var run = (await hub.Import(Deals, profile: Profile)).Run;
        var lead = hub.Leads()[0].Id;
        hub.Verify().Problems.ShouldBeEmpty();

        var look = await hub.Undo().Look(run, HubFixture.Admin);
        (look.CanBe, look.Gone, look.PutBack).ShouldBe((true, 3, 0));
        var taken = await hub.Undo().TakeBack(run, HubFixture.Admin);

        (taken.State, taken.TakenBackBy, taken.TakenBackAt, taken.TakenBackLeads).ShouldBe((ImportState.TakenBack, "key:1", hub.Now, 3));
        hub.Verify().Problems.ShouldBeEmpty();
        await using (var rows = hub.Rows())
        {
            (rows.Leads.Count(), rows.ExternalIds.Count(), rows.ImportedRows.Count(), rows.WorkDomains.Count()).ShouldBe((0, 0, 0, 0));
            rows.Accounts.ShouldAllBe(a => !a.IsCustomer && a.Owner == null);
        }
        (hub.Lead(lead).TakenBack, hub.Events(lead).Last()).ShouldBe((run, "importTakenBack"));

        var again = await hub.Import(Deals.Replace("Ana", "Anna", StringComparison.Ordinal), profile: Profile);
        (again.Added, again.Joined, again.Skipped, again.Rejected).ShouldBe((3, 0, 0, 0));
        hub.Leads().ShouldAllBe(l => l.PreviousLead == null && l.CountsAsNew);
        await using (var rows = hub.Rows())
            rows.Contacts.Select(c => c.FirstName).OrderBy(name => name).ToList()
                .ShouldBe(["Anna", "Ben", "Cleo"], customMessage: "one who has no lead is known anew");
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Its_clocks_run_and_breach_no_more()
    {
        await using var hub = await HubFixture.Start();
        var run = (await hub.Import("email,source\na@x.example,demo-request\nb@x.example,webinar\n", ImportAs.New)).Run;
        await hub.Pass(Duration.FromDays(3));
        await using (var rows = hub.Rows())
        {
            rows.Clocks.ShouldContain(c => c.State == ClockState.Breached);
            rows.Handoffs.ShouldNotBeEmpty("the capture rules offered one");
        }

        await hub.Undo().TakeBack(run, HubFixture.Admin);

        await using (var rows = hub.Rows())
        {
            rows.Clocks.ShouldBeEmpty();
            rows.Handoffs.ShouldAllBe(h => h.State == Domain.Handoffs.HandoffState.Closed);
            var onTime = await OnTime.Read(rows, hub.Now);
            onTime.ShouldBe(new(0, 0, 0, 0, 0, 0));
        }
        hub.Verify().Problems.ShouldBeEmpty();
        await hub.Pass(Duration.FromDays(30));
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_company_into_which_it_moved_a_won_lead_is_a_customer_no_more()
    {
        await using var hub = await HubFixture.Start();
        await hub.Import("id,email,company,stage\n7,a@x.example,X,Won\n", profile: Profile);
        var run = (await hub.Import("id,email,company,stage\n8,d@x.example,Y,Won\n7,a@x.example,Y,Won\n", profile: Profile)).Run;
        await using (var during = hub.Rows())
            during.Accounts.Count(a => a.IsCustomer).ShouldBe(2);

        await hub.Undo().TakeBack(run, HubFixture.Admin);

        await using var rows = hub.Rows();
        rows.Accounts.Where(a => a.IsCustomer).Select(a => a.Name).ShouldBe(["X"]);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_last_of_two_that_won_a_companys_leads_takes_the_customer_along()
    {
        await using var hub = await HubFixture.Start();
        var first = (await hub.Import("id,email,company,stage\n7,a@x.example,X,Won\n", profile: Profile)).Run;
        var second = (await hub.Import("id,email,company,stage\n8,b@x.example,X,Won\n", profile: Profile)).Run;

        await hub.Undo().TakeBack(first, HubFixture.Admin);
        await using (var between = hub.Rows())
            between.Accounts.Single().IsCustomer.ShouldBeTrue();
        await hub.Undo().TakeBack(second, HubFixture.Admin);

        await using var rows = hub.Rows();
        rows.Accounts.Single().IsCustomer.ShouldBeFalse();
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lead_that_was_there_is_as_it_was()
    {
        await using var hub = await HubFixture.Start();
        await hub.Import("id,email,firstName,company,received,stage,amount\n7,a@x.example,Ana,X,2026-02-03,Working,\n", profile: Profile);
        var before = hub.Leads().Single();
        var run = (await hub.Import(
            "id,crm,email,firstName,title,phone,company,received,stage,closedAt,amount,product\n"
            + "7,,a@x.example,Anna,CFO,+48 601 000 111,Y,2026-02-03,Won,2026-02-20,500,Pump\n",
            profile: """{ "columns": { "id": "externalId" } }""")).Run;
        var during = hub.Lead(before.Id);
        (during.Stage, during.Amount, during.Facts.Product).ShouldBe((Stage.Won, 500m, "Pump"));

        await hub.Undo().TakeBack(run, HubFixture.Admin);

        var after = hub.Lead(before.Id);
        Same(after).ShouldBe(Same(before));
        await using var rows = hub.Rows();
        rows.Contacts.Single().Profile.ShouldBe(new("Ana", null, "a@x.example", null, null));
        rows.Contacts.Single().AccountId.ShouldBe(before.AccountId);
        rows.Accounts.ShouldAllBe(a => !a.IsCustomer);
        hub.Verify().Problems.ShouldBeEmpty();
        (await hub.Import("id,email,firstName,company,received,stage,amount\n7,a@x.example,Ana,X,2026-02-03,Working,\n", profile: Profile))
            .Skipped.ShouldBe(1, "what the run before it said counts again");
    }

    [Theory]
    [InlineData("2026-02-20", 500)]
    [InlineData("2026-02-10", 600)]
    public async Task History_is_told_again_corrected_or_not(string closedAt, int amount)
    {
        await using var hub = await HubFixture.Start();
        await hub.Import("id,email,received,stage\n7,a@x.example,2026-02-03,Working\n", profile: Profile);
        var before = hub.Leads().Single();
        var run = (await hub.Import(
            "id,email,received,stage,closedAt,amount\n7,a@x.example,2026-02-03,Won,2026-02-20,500\n",
            profile: Profile)).Run;
        await hub.Undo().TakeBack(run, HubFixture.Admin);
        hub.Lead(before.Id).LastAt.ShouldBe(before.LastAt);

        var again = await hub.Import(
            $"id,email,received,stage,closedAt,amount\n7,a@x.example,2026-02-03,Won,{closedAt},{amount}\n", profile: Profile);

        (again.Joined, again.Rejected).ShouldBe((1, 0));
        (hub.Leads().Single().Stage, hub.Leads().Single().Amount).ShouldBe((Stage.Won, (decimal?)amount));
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task History_that_joined_by_its_email_joins_again()
    {
        await using var hub = await HubFixture.Start();
        await hub.Import("email,received,stage\na@x.example,2026-02-03,Working\n");
        const string joins = "email,received,product\na@x.example,2026-02-20,Pump\n";
        var run = (await hub.Import(joins)).Run;
        await hub.Undo().TakeBack(run, HubFixture.Admin);

        var again = await hub.Import(joins);

        (again.Joined, again.Rejected).ShouldBe((1, 0));
        hub.Leads().Single().Facts.Product.ShouldBe("Pump");
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_inquiry_that_joined_counts_no_more()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take(source: "webinar");
        var before = hub.Lead(lead);
        var run = (await hub.Import("email,title,product,id\nana@example.com,CEO,Pump,9\n", ImportAs.New)).Run;
        (hub.Lead(lead).Facts.Product, hub.RowsOf(lead).Count).ShouldBe(("Pump", 1));

        var look = await hub.Undo().Look(run, HubFixture.Admin);
        (look.CanBe, look.Gone, look.PutBack).ShouldBe((true, 0, 1));
        await hub.Undo().TakeBack(run, HubFixture.Admin);

        Same(hub.Lead(lead)).ShouldBe(Same(before));
        await using var rows = hub.Rows();
        (rows.Inquiries.Count(), rows.ExternalIds.Count()).ShouldBe((1, 0));
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_board_a_search_figures_the_export_and_a_replay_know_nothing_of_it()
    {
        await using var hub = await HubFixture.Start();
        await hub.Board.StartAsync(default);
        await hub.Board.Ready;
        var kept = await hub.Take("kept@z.example", source: "demo-request", company: "Z");
        var run = (await hub.Import("email,firstName,source,company\na@x.example,Ana,demo-request,X\n", ImportAs.New)).Run;
        await hub.Pass(Duration.FromDays(2));
        await hub.BoardIsAt(hub.Verify().Sequence);
        hub.Board.Current.Cards.Count.ShouldBe(2);

        await hub.Undo().TakeBack(run, HubFixture.Admin);

        await hub.BoardIsAt(hub.Verify().Sequence);
        hub.Board.Current.Cards.Keys.ShouldBe([kept]);
        await using (var rows = hub.Rows())
        {
            rows.Leads.Matching(rows, SearchQuery.Of("a@x.example")!).ShouldBeEmpty();
            rows.Clocks.Select(c => c.LeadId).Distinct().ToList().ShouldBe([kept]);
        }
        using var csv = new MemoryStream();
        (await hub.Services.GetRequiredService<Exporter>().Export(csv, HubFixture.Admin)).ShouldBe(1);
        await hub.Board.StopAsync(default);
    }

    [Theory]
    [InlineData("note", "Somebody worked on it")]
    [InlineData("attempt", "Somebody worked on it")]
    [InlineData("inquiry", "A later inquiry or import told of it")]
    [InlineData("import", "A later inquiry or import told of it")]
    [InlineData("merged", "Somebody worked on it")]
    [InlineData("merged into", "Somebody worked on it")]
    public async Task Whoever_worked_on_a_lead_since_stands_in_the_way(string work, string why)
    {
        await using var hub = await HubFixture.Start();
        var other = await hub.Take("other@q.example", company: null);
        var run = (await hub.Import("email,company\na@x.example,X\nb@x.example,X\n", ImportAs.New)).Run;
        var lead = hub.Leads()[1].Id;
        await (work switch
        {
            "note" => hub.Fire(lead, Trigger.Note, new() { Words = "Called back." }),
            "attempt" => hub.Fire(lead, Trigger.Attempt, new() { Kind = AttemptKind.Call, Reached = true }),
            "inquiry" => hub.Door.Do(Actor.System, write => write.Take(new(
                new(null, null, "a@x.example", null, null), null, new(), [], null, null)).LeadId),
            "import" => Later(),
            "merged" => hub.Fire(lead, Trigger.Merge, new() { Into = other }),
            _ => hub.Fire(other, Trigger.Merge, new() { Into = lead }),
        });
        async Task<long> Later() => (await hub.Import("email,product\na@x.example,Pump\n", ImportAs.New, actor: Actor.System)).Run;

        var look = await hub.Undo().Look(run, HubFixture.Admin);
        (look.CanBe, look.Gone, look.InTheWay, look.First.Single().Lead).ShouldBe((false, 1, 1, lead));
        look.First.Single().Why.ToString().ShouldStartWith(why);
        var refused = await Should.ThrowAsync<NotPermitted>(hub.Undo().TakeBack(run, HubFixture.Admin));
        refused.Message.ShouldContain($"Lead {lead}: {why}");
        hub.Leads().Count.ShouldBe(3);
        await using var rows = hub.Rows();
        rows.ImportRuns.First().State.ShouldBe(ImportState.Done);
    }

    [Fact]
    public async Task Nobody_works_on_a_lead_that_is_gone_and_its_number_still_tells_of_it()
    {
        await using var hub = await HubFixture.Start();
        var run = (await hub.Import(Deals, profile: Profile)).Run;
        var lead = hub.Leads()[0].Id;
        await hub.Undo().TakeBack(run, HubFixture.Admin);

        foreach (var trigger in Enum.GetValues<Trigger>())
            Domain.Leads.Turns.Turn.WhyNot(hub.Lead(lead), HubFixture.Admin, trigger).ShouldBe(
                "The import that brought this lead was taken back: the lead is gone.");
        (await Should.ThrowAsync<NotPermitted>(hub.Fire(lead, Trigger.Note, new() { Words = "?" }))).Permitted.ShouldBeEmpty();
        hub.Lead(lead).Facts.ShouldNotBeNull();
        (await hub.Forget(hub.Lead(lead).ContactId)).Leads.ShouldBe([lead], "a person is forgotten all the same");
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lead_whose_person_was_forgotten_since_goes_with_the_others()
    {
        await using var hub = await HubFixture.Start();
        var run = (await hub.Import(Deals, profile: Profile)).Run;
        await hub.Forget(hub.Leads()[1].ContactId);

        (await hub.Undo().Look(run, HubFixture.Admin)).Gone.ShouldBe(3);
        (await hub.Undo().TakeBack(run, HubFixture.Admin)).TakenBackLeads.ShouldBe(3);

        hub.Leads().ShouldBeEmpty();
        await using var rows = hub.Rows();
        rows.ImportedRows.ShouldBeEmpty();
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_replay_knows_nothing_of_it()
    {
        await using var hub = await HubFixture.Start();
        await hub.Take("kept@z.example", source: "webinar", company: "Z");
        var run = (await hub.Import("email,source\na@x.example,webinar\nb@x.example,demo-request\nkept@z.example,\n", ImportAs.New)).Run;
        await hub.Pass(Duration.FromDays(2));
        var starter = hub.Company().Agreements.Single();
        async Task<Engine.Replay.Figures> Promises() => (await hub.Replayer().Replay(new(
            starter.Id, HubFixture.Monday - Duration.FromDays(30), HubFixture.Monday + Duration.FromDays(30), [starter.Versions[0]], 5),
            HubFixture.Admin)).AsItWas;
        (await Promises()).Leads.ShouldBe(3);

        await hub.Undo().TakeBack(run, HubFixture.Admin);

        (await Promises()).Leads.ShouldBe(1);
    }

    [Fact]
    public async Task Two_imports_are_taken_back_the_later_one_first()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take(source: "webinar");
        var before = Same(hub.Lead(lead));
        var first = (await hub.Import("email,product,title\nana@example.com,Pump,CEO\n", ImportAs.New)).Run;
        var second = (await hub.Import("email,campaign,phone\nana@example.com,Spring,+48601000111\n", ImportAs.New)).Run;
        (await hub.Undo().Look(first, HubFixture.Admin)).CanBe.ShouldBeFalse();

        await hub.Undo().TakeBack(second, HubFixture.Admin);
        (hub.Lead(lead).Facts.Product, hub.Lead(lead).Facts.Campaign).ShouldBe(("Pump", null));
        await hub.Undo().TakeBack(first, HubFixture.Admin);

        Same(hub.Lead(lead)).ShouldBe(before);
        await using var rows = hub.Rows();
        rows.Contacts.Single().Profile.ShouldBe(new("Ana", "Kowal", "ana@example.com", null, "CFO"));
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_row_did_that_cannot_be_undone_stands_in_the_way()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take(source: "webinar");
        var run = (await hub.Import("email,source\nana@example.com,demo-request\n", ImportAs.New)).Run;
        hub.Lead(lead).OpenHandoff.ShouldNotBeNull("the demo request offered it");

        (await hub.Undo().Look(run, HubFixture.Admin)).First.Single().Why.ToString().ShouldBe("Its row passed it on to another party.");
    }

    [Fact]
    public async Task Of_two_leads_of_a_person_one_stays_and_the_person_is_as_before()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();
        await hub.Fire(lead, Trigger.Disqualify, new() { Reason = "spam" });
        var run = (await hub.Import("id,email,phone,title\n5,ana@example.com,+48601000111,CEO\n", profile: Profile)).Run;
        await using (var rows = hub.Rows())
            rows.Contacts.Single().Phone.ShouldBe("+48601000111");

        await hub.Undo().TakeBack(run, HubFixture.Admin);

        await using (var rows = hub.Rows())
        {
            rows.Contacts.Single().Profile.ShouldBe(new("Ana", "Kowal", "ana@example.com", null, "CFO"));
            rows.Contacts.Single().AccountId.ShouldNotBeNull();
        }
        hub.Verify().Problems.ShouldBeEmpty();
        (await hub.Take()).ShouldNotBe(lead);
        hub.Leads().Last().PreviousLead.ShouldBe(lead);
    }

    [Fact]
    public async Task An_id_that_went_on_to_the_next_lead_goes_back()
    {
        await using var hub = await HubFixture.Start();
        const string first = "id,email,received,stage,closedAt\n5,a@x.example,2026-01-02,Lost,2026-01-09\n";
        await hub.Import(first, profile: Profile);
        var lost = hub.Leads().Single().Id;
        var run = (await hub.Import("id,email\n5,a@x.example\n", ImportAs.New, Profile)).Run;
        await using (var rows = hub.Rows())
            rows.ExternalIds.Single().LeadId.ShouldBe(lost);
        run.ShouldBeGreaterThan(lost);
        await hub.Undo().TakeBack(run, HubFixture.Admin);
        (await hub.Import(first, profile: Profile)).Skipped.ShouldBe(1);
    }

    private static string Same(Lead lead) => string.Join('|', lead.Stage, lead.Holder, lead.Owner, lead.Team, lead.AccountId, lead.Facts,
        lead.Amount, lead.Placed, lead.ClosedAt, lead.CloseReason, lead.NextDueAt, string.Join(',', lead.HadBy),
        string.Join(',', lead.Clocks.Select(c => (c.Id, c.State))));
}
