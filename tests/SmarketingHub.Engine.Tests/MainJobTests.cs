using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Engine.Tests;

public sealed class MainJobTests
{
    [Fact]
    public async Task A_lead_is_captured_handed_off_and_accepted_and_the_record_holds()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();
        await hub.Fire(lead, Trigger.Ready);
        await hub.Fire(lead, Trigger.Offer, new() { To = Party.Sales });

        var accept = hub.Lead(lead).Clocks.Single(c => c.Promise == Promise.Accept);
        accept.State.ShouldBe(ClockState.Running);
        accept.DueAt.ShouldBe(HubFixture.Monday + Duration.FromHours(4));

        await hub.Pass(Duration.FromHours(1));
        await hub.Fire(lead, Trigger.Accept);

        var after = hub.Lead(lead);
        after.Stage.ShouldBe(Stage.Accepted);
        after.Holder.ShouldBe(Party.Sales);
        after.Clocks.Single(c => c.Promise == Promise.Accept).State.ShouldBe(ClockState.Met);
        after.LiveClocks.Select(c => c.Promise).ShouldBe([Promise.Touch, Promise.Effort]);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_demo_request_is_offered_at_capture_and_its_breach_fires_once_when_it_is_due()
    {
        await using var hub = await HubFixture.Start();
        var ana = await hub.Hire("Ana Nowak");
        var lead = await hub.Take(source: "demo-request");

        hub.Lead(lead).OpenHandoff!.To.ShouldBe(Party.Sales);
        await hub.Pass(Duration.FromMinutes(5));
        await hub.Pass(Duration.FromMinutes(1));

        var touch = hub.Lead(lead).Clocks.First(c => c.Promise == Promise.Touch);
        touch.State.ShouldBe(ClockState.Breached);
        touch.BreachedAt.ShouldBe(HubFixture.Monday + Duration.FromMinutes(5));
        await hub.Pass(Duration.FromMinutes(2));
        hub.Lead(lead).OpenHandoff!.ToPerson.ShouldBe(ana.Id);
        using var rows = hub.Rows();
        rows.Ledger.Count(e => e.Type == "clockBreached").ShouldBe(1);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_command_that_fails_is_undone_alone()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();
        var before = hub.Verify().Sequence;

        var bad = Should.ThrowAsync<NotPermitted>(hub.Fire(lead, Trigger.Win));
        var good = hub.Fire(lead, Trigger.Note, new() { Words = "called twice" });
        var invalid = Should.ThrowAsync<InvalidArgument>(hub.Fire(lead, Trigger.Nurture));
        await Task.WhenAll(bad, good, invalid);

        hub.Verify().Sequence.ShouldBe(before + 1);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stale_command_is_refused_with_what_changed()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();
        var known = hub.Lead(lead).Version;
        await hub.Fire(lead, Trigger.Ready);

        var stale = await Should.ThrowAsync<Stale>(hub.Fire(lead, Trigger.Disqualify, new() { Reason = "spam" }, version: known));

        stale.Missed.Select(m => m.Type).ShouldBe(["stageMoved"]);
        hub.Lead(lead).Stage.ShouldBe(Stage.Ready);
    }

    [Fact]
    public async Task The_board_follows_the_ledger()
    {
        await using var hub = await HubFixture.Start();
        await hub.Board.StartAsync(default);
        await hub.Board.Ready;
        using var watch = await hub.Board.Watch(new() { Grade = "A" }, TestContext.Current.CancellationToken);
        await hub.Take("b@example.com", company: "Brillo", grade: "B");
        var lead = await hub.Take("a@example.com", grade: "A");

        var change = await watch.Next(TestContext.Current.CancellationToken);

        change.Cards.Single().Id.ShouldBe(lead);
        change.Cards.Single().Name.ShouldBe("Nordwind");
        await hub.Board.StopAsync(default);
    }

    [Fact]
    public async Task Verify_finds_a_changed_byte_and_a_changed_row()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();
        await using var rows = hub.Rows();
        await rows.Database.ExecuteSqlAsync(
            $"UPDATE Leads SET Stage = 'Won' WHERE Id = {lead}; UPDATE Ledger SET Actor = 'person:9' WHERE Sequence = 3");

        var problems = hub.Verify().Problems;

        problems.ShouldContain(p => p.StartsWith("Event 3", StringComparison.Ordinal));
        problems.ShouldContain(p => p.Contains($"Lead {lead}: Stage is Won", StringComparison.Ordinal));
    }
}
