using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Folding;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Engine.Tests.Imports;
using SmarketingHub.Engine.Tests.Writing;

namespace SmarketingHub.Engine.Tests.Reports;

/// <summary>The rows of reports follow the ledger, whoever writes it, and are what it makes of each lead.</summary>
public sealed class FollowingTests
{
    private static readonly Duration Minute = Duration.FromMinutes(1);

    [Fact]
    public async Task Rows_follow_each_change_and_verify_compares_them()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take(source: "demo-request");
        await Follower(hub).Follow();
        Rows<ReportedLead>(hub).Single().LeadId.ShouldBe(lead);

        await hub.Pass(Minute * 6);
        await hub.Fire(lead, Trigger.Attempt, new() { Kind = AttemptKind.Call, OccurredAt = HubFixture.Monday + Minute * 3 });
        await Follower(hub).Follow();

        Rows<ReportedPromise>(hub).Single(p => p.Promise == Domain.Agreements.Promise.Touch).State.ShouldBe(ClockState.Met);
        Cursor(hub).ShouldBe(Head(hub));
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task To_be_behind_is_no_fault_and_to_be_different_is()
    {
        await using var hub = await HubFixture.Start();
        var (first, second) = (await hub.Take("a@x.example", company: null), await hub.Take("b@y.example", company: null));
        await Follower(hub).Follow();
        await hub.Fire(second, Trigger.Ready);
        hub.Verify().Problems.ShouldBeEmpty();

        await Change(hub, rows => rows.LeadStretches.Where(s => s.LeadId == first).ExecuteUpdateAsync(set => set
            .SetProperty(s => s.Kind, StretchKind.Paused)));
        hub.Verify().Problems.Single()
            .ShouldBe($"Lead {first}: in reports stretch {HubFixture.Monday} Kind is Paused, by the ledger Turn.");
        await Change(hub, rows => rows.LeadStretches.Where(s => s.LeadId == first).ExecuteDeleteAsync());
        hub.Verify().Problems.Single().ShouldEndWith("has no row.");

        await Follower(hub).Rebuild();
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_another_process_wrote_is_followed()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();
        await Follower(hub).Follow();
        await using (var other = await OtherDoor.Open(hub))
            await other.Fire(lead, Trigger.Ready);
        await Follower(hub).Follow();

        Rows<ReportedLead>(hub).Single().Stage.ShouldBe(Stage.Ready);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_import_and_its_taking_back_are_followed()
    {
        await using var hub = await HubFixture.Start();
        var run = (await hub.Import("email,source\na@x.example,webinar\nb@y.example,webinar\n")).Run;
        await Follower(hub).Follow();
        Rows<ReportedLead>(hub).Count.ShouldBe(2);
        await hub.Undo().TakeBack(run, HubFixture.Admin);
        await Follower(hub).Follow();

        Rows<ReportedLead>(hub).ShouldBeEmpty();
        Rows<LeadStretch>(hub).ShouldBeEmpty();
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_merge_is_followed_on_both_leads()
    {
        await using var hub = await HubFixture.Start();
        var (duplicate, stays) = (await hub.Take("a@one.example", company: null), await hub.Take("b@two.example", company: null));
        await Follower(hub).Follow();
        await hub.Fire(duplicate, Trigger.Merge, new() { Into = stays });
        await Follower(hub).Follow();

        Rows<ReportedLead>(hub).OrderBy(l => l.LeadId).Select(l => l.IsDuplicate).ShouldBe([true, false]);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_of_other_rules_are_not_read_and_are_made_anew()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();
        await Follower(hub).Follow();
        await Change(hub, rows => rows.ReportCursor.ExecuteUpdateAsync(set => set.SetProperty(c => c.Rules, LeadReport.Rules - 1)));
        await Change(hub, rows => rows.ReportedLeads.ExecuteUpdateAsync(set => set.SetProperty(l => l.Holder, "nobody")));

        await using (var rows = hub.Rows())
        await using (var moment = await ReportMoment.Open(rows, hub.Company(), hub.Now, default))
            moment.Leads.Ask(leads => leads.Select(l => l.Holder)).ShouldBe(["marketing"]);
        await Follower(hub).Follow();
        Rows<ReportedLead>(hub).Single().Holder.ShouldBe("marketing");
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_way_that_is_overtaken_by_a_rebuild_moves_no_cursor()
    {
        await using var hub = await HubFixture.Start();
        await hub.Take("a@x.example", company: null);
        await Follower(hub).Follow();
        await hub.Take("b@y.example", company: null);
        var contexts = hub.Services.GetRequiredService<IDbContextFactory<HubContext>>();
        var pass = await ReportPass.Find(contexts, default);
        await hub.Door.DoPaced(Domain.People.Actor.System, write => write.BeginAnew());

        (await hub.Door.DoPaced(Domain.People.Actor.System, write => write.Take(pass!, pass!.Batches[0], [], anew: false))).ShouldBeFalse();
        Cursor(hub).ShouldBe(0);
    }

    [Fact]
    public async Task A_lead_that_moved_on_since_it_was_folded_is_left_to_the_next_way()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();
        var contexts = hub.Services.GetRequiredService<IDbContextFactory<HubContext>>();
        var pass = (await ReportPass.Find(contexts, default))!;
        var (reports, _) = await pass.Fold([lead], contexts, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, default);
        await hub.Fire(lead, Trigger.Ready);
        await Follower(hub).Follow();

        await hub.Door.DoPaced(Domain.People.Actor.System, write => write.Take(pass, pass.Batches[0], reports, anew: false));
        Rows<ReportedLead>(hub).Single().Stage.ShouldBe(Stage.Ready);
        Cursor(hub).ShouldBe(Head(hub));
    }

    private static ReportFollower Follower(HubFixture hub) => hub.Services.GetRequiredService<ReportFollower>();

    private static long Cursor(HubFixture hub)
    {
        using var rows = hub.Rows();
        return rows.ReportCursor.Single().Sequence;
    }

    private static long Head(HubFixture hub)
    {
        using var rows = hub.Rows();
        return rows.Head.Single().Sequence;
    }

    private static List<T> Rows<T>(HubFixture hub) where T : class
    {
        using var rows = hub.Rows();
        return [.. rows.Set<T>().AsNoTracking()];
    }

    private static async Task Change(HubFixture hub, Func<HubContext, Task> change)
    {
        await using var rows = hub.Rows();
        await change(rows);
    }
}
