using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Leads;

namespace SmarketingHub.Engine.Tests;

public sealed class DoorTests
{
    [Fact]
    public async Task Hundreds_at_once_get_a_gapless_ledger_and_one_lead_each_person()
    {
        await using var hub = await HubFixture.Start();

        var leads = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => hub.Take($"p{i % 100}@example.com", company: null)));

        leads.Distinct().Count().ShouldBe(100);
        var verified = hub.Verify();
        verified.Problems.ShouldBeEmpty();
        verified.Leads.ShouldBe(100);
    }

    [Fact]
    public async Task A_second_process_on_the_file_is_safe_and_is_seen()
    {
        await using var hub = await HubFixture.Start();
        await using var other = new ServiceCollection().AddSingleton<TimeProvider>(hub.Time).AddHubEngine($"Data Source={hub.File}")
            .BuildServiceProvider();
        await HubEngine.Open(other);
        var theirs = other.GetRequiredService<Door>();
        InquiryIn Inquiry(string email) => new(new(null, null, email, null, null), null, new(), [], null, null);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i =>
            (i % 2 == 0 ? hub.Door : theirs).Do(HubFixture.Admin, write => write.Take(Inquiry($"p{i}@example.com")))));

        var verified = hub.Verify();
        verified.Problems.ShouldBeEmpty();
        verified.Leads.ShouldBe(100);
        (await theirs.Do(Actor.System, write => write.Company.Parties.Count)).ShouldBe(2);
    }

    [Fact]
    public async Task The_same_key_is_carried_out_once_and_with_another_body_refused()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();
        var once = IdempotentRequest.Of("k1", "{}"u8);

        await Task.WhenAll(Enumerable.Range(0, 5)
            .Select(_ => hub.Door.Fire(HubFixture.Admin, lead, null, Trigger.Note, new() { Words = "hi" }, once)));
        await Should.ThrowAsync<KeyReused>(hub.Door.Fire(HubFixture.Admin, lead, null, Trigger.Note, new() { Words = "ho" },
            IdempotentRequest.Of("k1", "{ }"u8)));

        await using var rows = hub.Rows();
        rows.Ledger.Count(e => e.Type == "noteAdded").ShouldBe(1);
    }

    [Fact]
    public async Task A_command_first_fires_the_due_points_that_its_lead_passed()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();
        await hub.Fire(lead, Trigger.Ready);
        await hub.Fire(lead, Trigger.Offer, new() { To = Party.Sales });
        // No enforcer runs: the command itself must find the breach that lies before it.
        hub.Time.Advance(TimeSpan.FromHours(5));

        await hub.Fire(lead, Trigger.Accept);

        await using var rows = hub.Rows();
        var types = await rows.Ledger.Where(e => e.LeadId == lead).OrderBy(e => e.Sequence).Select(e => e.Type).ToListAsync();
        types.IndexOf("clockBreached").ShouldBeInRange(0, types.IndexOf("handoffAccepted"));
        hub.Lead(lead).Clocks.Single(c => c.Promise == Promise.Accept).BreachedAt.ShouldBe(HubFixture.Monday + Duration.FromHours(4));
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Due_points_stay_fired_when_the_command_behind_them_is_refused()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();
        hub.Time.Advance(TimeSpan.FromDays(2));

        await Should.ThrowAsync<NotPermitted>(hub.Fire(lead, Trigger.Win));

        hub.Lead(lead).Clocks.Single().BreachedAt.ShouldBe(HubFixture.Monday + Duration.FromHours(8));
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_stop_what_fell_due_fires_in_order_across_leads_stamped_when_it_was_due()
    {
        await using var hub = await HubFixture.Start();
        var first = await hub.Take("a@example.com", company: null);
        hub.Time.Advance(TimeSpan.FromMinutes(10));
        var second = await hub.Take("b@example.com", company: null);

        await hub.Pass(Duration.FromDays(3));

        await using var rows = hub.Rows();
        var fired = await rows.Ledger.Where(e => e.Type == "clockWarned" || e.Type == "clockBreached" || e.Type == "ladderStepped")
            .OrderBy(e => e.Sequence).Select(e => new { e.LeadId, e.At, e.RecordedAt }).ToListAsync();
        fired.Select(e => e.At).ShouldBe(fired.Select(e => e.At).Order());
        fired.Select(e => e.LeadId).Distinct().ShouldBe([first, second], ignoreOrder: true);
        fired.ShouldAllBe(e => e.RecordedAt == hub.Now);
    }

    [Fact]
    public async Task An_amount_verifies_however_it_is_written()
    {
        await using var hub = await HubFixture.Start();
        await hub.Door.Do(HubFixture.Admin, write => write.Take(
            new(new(null, null, "a@example.com", null, null), null, new() { ExpectedValue = 1001m }, [], null, null)));
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_clock_that_goes_backwards_unfires_nothing_and_time_on_the_lead_stands()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();
        await hub.Pass(Duration.FromDays(1));
        var before = hub.Lead(lead).LastAt;
        hub.Time.AutoAdvanceAmount = TimeSpan.Zero;
        hub.Time.AdjustTime(HubFixture.Monday.ToDateTimeOffset());

        await hub.Fire(lead, Trigger.Note, new() { Words = "from before" });

        await using var rows = hub.Rows();
        rows.Ledger.Count(e => e.Type == "clockBreached").ShouldBe(1);
        hub.Lead(lead).LastAt.ShouldBe(before);
        hub.Verify().Problems.ShouldBeEmpty();
    }
}
