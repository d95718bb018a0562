using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Folding;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Tests.Reports;

/// <summary>Programs of two kinds on one file, a way that ends amid, and rows or lines that cannot be read.</summary>
public sealed class FollowingFailureTests
{
    [Fact]
    public async Task Rows_of_newer_rules_are_left_to_the_newer_program()
    {
        await using var hub = await HubFixture.Start();
        await hub.Take("a@x.example", company: null);
        var pass = (await ReportPass.Find(Contexts(hub), default))!;
        await Follower(hub).Follow();
        await Change(hub, rows => rows.ReportCursor.ExecuteUpdateAsync(set => set.SetProperty(c => c.Rules, LeadReport.Rules + 1)));
        await Change(hub, rows => rows.ReportedLeads.ExecuteUpdateAsync(set => set.SetProperty(l => l.Holder, "of newer rules")));
        await hub.Take("b@y.example", company: null);

        await Follower(hub).Follow();
        (await Follower(hub).Rebuild()).ShouldBeNull();
        (await Take(hub, pass, pass.Batches[0])).ShouldBeFalse();

        await using var rows = hub.Rows();
        rows.ReportedLeads.Single().Holder.ShouldBe("of newer rules");
        rows.ReportCursor.Single().Rules.ShouldBe(LeadReport.Rules + 1);
        await using var moment = await ReportMoment.Open(rows, hub.Company(), hub.Now, default);
        moment.Leads.Ask(leads => leads.Select(l => l.Holder)).ShouldBe(["marketing", "marketing"]);
    }

    [Fact]
    public async Task A_way_that_ends_amid_is_gone_on_with_and_reports_read_what_it_made()
    {
        await using var hub = await HubFixture.Start();
        var first = await hub.Take("first@x.example", company: null);
        for (var i = 0; i < ReportPass.AtOnce; i++)
            await hub.Take($"p{i}@x.example", company: null);
        // The first one has the last line of all: it comes last.
        await hub.Fire(first, Trigger.Ready);
        await Change(hub, rows => rows.ReportCursor.ExecuteUpdateAsync(set => set.SetProperty(c => c.Rules, LeadReport.Rules - 1)));
        var pass = (await ReportPass.Find(Contexts(hub), default))!;
        (await Take(hub, pass, pass.Batches[0])).ShouldBeTrue();

        await using (var rows = hub.Rows())
        await using (var moment = await ReportMoment.Open(rows, hub.Company(), hub.Now, default))
        {
            rows.ReportCursor.Single().Rules.ShouldBe(LeadReport.Rules);
            moment.Leads.Stored.Count().ShouldBe(ReportPass.AtOnce);
            moment.Leads.Folded.Single().LeadId.ShouldBe(first);
        }
        hub.Verify().Problems.ShouldBeEmpty();
        (await ReportPass.Find(Contexts(hub), default))!.Batches.Single().Leads.ShouldBe([first]);
        await Follower(hub).Follow();
        hub.Verify().Problems.ShouldBeEmpty();
        (await ReportPass.Find(Contexts(hub), default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_is_written_anew_and_the_others_follow()
    {
        await using var hub = await HubFixture.Start();
        var (damaged, other) = (await hub.Take("a@x.example", company: null), await hub.Take("b@y.example", company: null));
        await Follower(hub).Follow();
        await Change(hub, rows => rows.Database.ExecuteSqlAsync(
            $"""UPDATE "ReportLeads" SET "Stage" = 'no stage' WHERE "LeadId" = {damaged}"""));
        await hub.Fire(damaged, Trigger.Ready);
        await hub.Fire(other, Trigger.Ready);
        await Follower(hub).Follow();

        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lead_whose_lines_cannot_be_folded_is_in_no_report_and_the_others_are()
    {
        await using var hub = await HubFixture.Start();
        var (unknown, known) = (await hub.Take("a@x.example", company: null), await hub.Take("b@y.example", company: null));
        await Change(hub, rows => rows.Database.ExecuteSqlAsync(
            $"""UPDATE "Ledger" SET "Type" = 'ofANewerProgram' WHERE "LeadId" = {unknown}"""));

        await using (var rows = hub.Rows())
        await using (var moment = await ReportMoment.Open(rows, hub.Company(), hub.Now, default))
        {
            moment.Leads.Ask(leads => leads.Select(l => l.LeadId)).ShouldBe([known]);
            moment.LeftOut.ShouldBe([unknown]);
            (await ReportStanding.Read(rows)).ShouldSatisfyAllConditions(
                stand => stand.Behind.ShouldBe(rows.Ledger.Count()), stand => stand.Since.ShouldBe(HubFixture.Monday),
                stand => stand.LeftOut.ShouldBe(0));
        }
        await Follower(hub).Follow();
        await using var after = hub.Rows();
        after.ReportedLeads.Single().LeadId.ShouldBe(known);
        (await ReportStanding.Read(after)).ShouldBe(new(0, null, AreNewer: false, LeftOut: 1));
    }

    [Fact]
    public async Task Rows_of_no_lead_are_taken_away_when_all_are_made_anew()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();
        await Follower(hub).Follow();
        await Change(hub, rows => rows.ReportedLeads.ExecuteUpdateAsync(set => set.SetProperty(l => l.LeadId, lead + 7)));

        (await Follower(hub).Rebuild()).ShouldBe(1);
        await using var rows = hub.Rows();
        rows.ReportedLeads.Single().LeadId.ShouldBe(lead);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    private static async Task<bool> Take(HubFixture hub, ReportPass pass, ReportBatch batch)
    {
        var (reports, _) = await pass.Fold(batch.Leads, Contexts(hub), NullLogger.Instance, default);
        return await hub.Door.DoPaced(Actor.System, write => write.Take(pass, batch, reports, anew: false));
    }

    private static ReportFollower Follower(HubFixture hub) => hub.Services.GetRequiredService<ReportFollower>();

    private static IDbContextFactory<HubContext> Contexts(HubFixture hub) =>
        hub.Services.GetRequiredService<IDbContextFactory<HubContext>>();

    private static async Task Change(HubFixture hub, Func<HubContext, Task> change)
    {
        await using var rows = hub.Rows();
        await change(rows);
    }
}
