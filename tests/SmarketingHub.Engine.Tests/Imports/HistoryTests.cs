using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Engine.Tests.Imports;

/// <summary>Rule 9: history fires nothing, and is judged by the agreement of its time.</summary>
public sealed class HistoryTests
{
    // The starter agreement is in force from Monday 09:00 on; the import comes two weeks later.
    private const string Header = "id,email,company,received,stage,readyAt,workingAt,closedAt\n";
    private const string Profile = """{ "columns": { "id": "externalId" } }""";

    [Fact]
    public async Task Clocks_are_met_and_breached_as_of_their_own_time_and_nobody_is_told()
    {
        await using var hub = await Later();
        await hub.Import(Header
            + "met,m@x.example,X,2026-03-03 10:00,MQL,2026-03-03 12:00,,\n"
            + "late,l@x.example,X,2026-03-03 10:00,Won,2026-03-05 10:00,2026-03-06 10:00,2026-03-07\n"
            + "before,b@x.example,X,2026-02-03 10:00,MQL,2026-02-05 10:00,,\n", profile: Profile);

        var (met, late, before) = (hub.Leads()[0], hub.Leads()[1], hub.Leads()[2]);
        var decide = met.Clocks.Single();
        (decide.Promise, decide.State, decide.StoppedAt).ShouldBe((Promise.Decide, ClockState.Met, At(3, 12)));
        var breached = late.Clocks.Single();
        (breached.State, breached.BreachedAt, breached.StoppedAt).ShouldBe((ClockState.Breached, At(4, 10), At(5, 10)));
        hub.Events(late.Id).ShouldBe(["leadCaptured", "clockStarted", "clockBreached", "clockStopped", "leadPlaced", "leadPlaced",
            "leadPlaced", "rowImported"]);
        before.Clocks.ShouldBeEmpty();
        hub.Events(before.Id).ShouldBe(["leadCaptured", "uncovered", "leadPlaced", "rowImported"]);
        using var rows = hub.Rows();
        rows.Notices.ShouldBeEmpty();
        rows.Handoffs.ShouldBeEmpty();
        rows.Leads.Where(l => l.NextDueAt != null).ShouldBeEmpty();
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_touch_promised_from_receipt_is_met_by_a_dated_stage_and_void_without_one()
    {
        await using var hub = await Later();
        await hub.Import("id,email,received,source,stage,workingAt,readyAt\n"
            + "a,a@x.example,2026-03-03 10:00,demo-request,Working,2026-03-03 10:04,\n"
            + "b,b@x.example,2026-03-03 10:00,demo-request,MQL,,2026-03-03 10:04\n"
            + "c,c@x.example,2026-03-03 10:00,demo-request,Working,,\n", profile: Profile);

        ClockState Touch(int lead) => hub.Leads()[lead].Clocks.Single(c => c.Promise == Promise.Touch).State;
        (Touch(0), Touch(1)).ShouldBe((ClockState.Met, ClockState.Void));
        hub.Leads()[2].Clocks.ShouldBeEmpty("when it was reached is not known, so nothing is judged");
        hub.Leads().ShouldAllBe(l => l.Handoffs.Count == 0);
    }

    [Fact]
    public async Task A_placed_lead_stays_uncovered_until_it_moves()
    {
        await using var hub = await Later();
        await hub.Import(Header + "a,a@x.example,X,2026-03-03,MQL,,,\n", profile: Profile);
        var lead = hub.Leads().Single();
        (lead.Stage, lead.Placed, lead.LiveClocks.Count()).ShouldBe((Stage.Ready, true, 0));

        await hub.Fire(lead.Id, Trigger.Offer, new() { To = Party.Sales });

        (hub.Lead(lead.Id).Placed, hub.Lead(lead.Id).LiveClocks.Single().Promise).ShouldBe((false, Promise.Accept));
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_with_an_id_are_their_own_leads_others_join_by_email()
    {
        await using var hub = await Later();
        var result = await hub.Import("id,email,company,received,stage\n"
            + "1,a@x.example,X,2026-03-03,Working\n" + "2,A@X.example,X,2026-03-04,Opportunity\n"
            + ",b@x.example,X,2026-03-03,New\n" + ",B@x.example,X,2026-03-05,Nurture\n" + ",b@x.example,X,2026-03-04,New\n"
            + ",,Y,2026-03-03,\n" + ",,Y,2026-03-04,\n", profile: Profile);

        (result.Added, result.Joined, result.Rejected).ShouldBe((4, 2, 1), result.RejectsCsv);
        result.RejectsCsv!.ShouldContain("older than the last event");
        hub.Leads().Select(l => l.Stage).ShouldBe([Stage.Working, Stage.Opportunity, Stage.Nurturing, Stage.Captured]);
        hub.Leads()[0].ContactId.ShouldBe(hub.Leads()[1].ContactId);
        hub.Leads()[1].PreviousLead.ShouldBe(hub.Leads()[0].Id);
    }

    [Fact]
    public async Task A_cycle_that_ended_before_the_open_lead_began_is_a_lead_of_its_own()
    {
        await using var hub = await Later();
        await hub.Take("a@x.example");
        await hub.Import("email,received,stage,closedAt\na@x.example,2025-01-10,Lost,2025-02-10\n");
        hub.Leads().Select(l => l.Stage).ShouldBe([Stage.Captured, Stage.Lost]);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_later_export_moves_placed_leads_on_and_never_backwards()
    {
        await using var hub = await Later();
        await hub.Import(Header + "a,a@x.example,X,2026-03-03,Working,,2026-03-04,\n", profile: Profile);
        var again = await hub.Import(Header + "a,a@x.example,X Inc,2026-03-03,Won,,2026-03-04,2026-03-09\n", profile: Profile);
        var older = await hub.Import(Header + "a,a@x.example,X Inc,2026-03-03,Working,,2026-03-05,\n", profile: Profile);

        (again.Joined, again.Added).ShouldBe((1, 0), again.RejectsCsv);
        older.RejectsCsv!.ShouldContain("older than the last event");
        (hub.Leads().Single().Stage, hub.Leads().Single().ClosedAt).ShouldBe((Stage.Won, At(9, 0)));
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lead_that_moved_here_is_not_moved_by_history()
    {
        await using var hub = await Later();
        await hub.Import(Header + "a,a@x.example,X,2026-03-03,MQL,,,\n", profile: Profile);
        await hub.Fire(hub.Leads().Single().Id, Trigger.Offer, new() { To = Party.Sales });

        var result = await hub.Import(Header + "a,a@x.example,X,2026-03-03,Lost,,,2026-03-16\n", profile: Profile);

        (result.Joined, result.Skipped).ShouldBe((0, 1));
        result.Report.LeftOut.Select(left => (left.Column, left.FirstLine)).ShouldBe([("stage", 2), ("closedAt", 2)]);
        hub.Leads().Single().OpenHandoff.ShouldNotBeNull();
    }

    [Fact]
    public async Task Undated_rows_are_received_at_the_import_and_stages_must_come_in_their_order()
    {
        await using var hub = await Later();
        var result = await hub.Import(Header
            + "a,a@x.example,X,,Working,,,\n" + "b,b@x.example,X,2026-03-03,Won,,2026-03-09,2026-03-05\n"
            + "c,c@x.example,X,2026-03-03,MQL,2026-03-01,,\n" + "d,d@x.example,X,2026-03-03 15:00,MQL,2026-03-03,,\n", profile: Profile);

        result.Rejected.ShouldBe(0);
        hub.Leads().Select(l => l.ReceivedAt).ShouldBe([hub.Now, At(3, 0), At(1, 0), At(3, 15)]);
        string Left(int lead) => string.Join(" ", hub.LeftOut(hub.Leads()[lead].Id).Select(left => $"{left.Column}: {left.Why}"));
        (Left(0), Left(3)).ShouldBe(("", ""));
        Left(1).ShouldBe("workingAt: Working was reached after Won, and the lead is at Won.");
        Left(2).ShouldBe("received: A stage was reached before it: the lead was received then.");
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_those_who_may_import_do()
    {
        await using var hub = await Later();
        var rep = Actor.Of(await hub.Hire("Eva Lind"));
        var lead = Actor.Of(await hub.Hire("Ola Berg", role: Role.Lead));
        await Should.ThrowAsync<NotAllowed>(hub.Import("email\na@x.example", actor: rep));
        (await hub.Import("email\na@x.example", actor: lead)).Added.ShouldBe(1);
        var result = await hub.Import("email,owner\nb@x.example,Nobody", profile: """{ "unknownOwners": "inactive" }""", actor: lead);
        result.RejectsCsv!.ShouldContain("Only administrators");
    }

    private static async Task<HubFixture> Later()
    {
        var hub = await HubFixture.Start();
        hub.Time.Advance(TimeSpan.FromDays(14));
        return hub;
    }

    private static Instant At(int day, int hour) =>
        new LocalDateTime(2026, 3, day, hour, 0).InZoneStrictly(DateTimeZoneProviders.Tzdb["Europe/Warsaw"]).ToInstant();
}
