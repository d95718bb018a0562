using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;

namespace SmarketingHub.Engine.Tests.Imports;

/// <summary>An import that is taken back is as if it had never been; the ledger keeps both.</summary>
public sealed class TakenBackTests
{
    private const string Profile = """{ "columns": { "id": "externalId" } }""";

    private const string Deals = "id,email,firstName,company,received,stage,closedAt,amount\n"
        + "1,a@x.example,Ana,X,2026-02-03,Won,2026-02-20,1000\n"
        + "2,b@x.example,Ben,X,2026-02-04,Working,,\n"
        + "3,c@y.example,Cleo,Y,2026-02-05,MQL,,\n";

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
            rows.Contacts.Select(c => c.FirstName).OrderBy(name => name).ToList().ShouldBe(["Anna", "Ben", "Cleo"], customMessage: "one who has no lead is known anew");
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

    private static string Same(Lead lead) => string.Join('|', lead.Stage, lead.Holder, lead.Owner, lead.Team, lead.AccountId, lead.Facts,
        lead.Amount, lead.Placed, lead.ClosedAt, lead.CloseReason, lead.NextDueAt, string.Join(',', lead.HadBy),
        string.Join(',', lead.Clocks.Select(c => (c.Id, c.State))));
}

internal static class Undoing
{
    internal static ImportUndo Undo(this HubFixture hub) => hub.Services.GetRequiredService<ImportUndo>();
}
