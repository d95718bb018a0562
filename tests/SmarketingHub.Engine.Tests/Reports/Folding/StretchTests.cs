using System.Globalization;
using NodaTime;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Tests.Imports;

namespace SmarketingHub.Engine.Tests.Reports.Folding;

public sealed class StretchTests
{
    private static readonly Duration Minute = Duration.FromMinutes(1);
    private static readonly Duration Hour = Duration.FromHours(1);

    [Fact]
    public async Task From_receipt_to_close_there_is_no_gap_and_each_piece_says_whose_turn_it_was()
    {
        await using var hub = await HubFixture.Start();
        var berta = await hub.Hire("Berta Rep");
        var lead = await hub.Take(source: "webinar");
        await hub.Pass(Hour);
        await hub.Fire(lead, Trigger.Ready);
        await hub.Pass(Minute * 10);
        await hub.Fire(lead, Trigger.Offer, new() { To = "sales" });
        await hub.Pass(Minute * 20);
        await hub.Fire(lead, Trigger.Accept, actor: Actor.Of(berta));
        await hub.Pass(Minute * 30);
        await hub.Fire(lead, Trigger.Return, new() { Reason = "badData" }, Actor.Of(berta));
        await hub.Pass(Hour);
        await hub.Fire(lead, Trigger.Disqualify, new() { Reason = "spam" });

        Told(hub, lead).ShouldBe(
        [
            "0-60 Turn Captured marketing queue",
            "60-70 Turn Ready marketing queue",
            "70-90 Waiting Ready sales queue",
            $"90-120 Turn Accepted sales {berta.Id}",
            "120-180 Turn Ready marketing queue",
        ]);
        hub.Fold(lead).Lead!.ClosedAt.ShouldBe(hub.Now);
    }

    [Fact]
    public async Task An_offer_by_name_is_that_persons_turn_and_an_offer_to_the_queue_waits()
    {
        await using var hub = await HubFixture.Start();
        var berta = await hub.Hire("Berta Rep");
        var lead = await hub.Take(source: "webinar");
        await hub.Fire(lead, Trigger.Ready);
        await hub.Fire(lead, Trigger.Offer, new() { To = $"person:{berta.Id}" });

        Told(hub, lead).ShouldBe([$"0- Turn Ready sales {berta.Id}"]);
    }

    [Fact]
    public async Task An_inquiry_told_late_begins_when_it_was_received_and_was_known_when_it_was_told()
    {
        await using var hub = await HubFixture.Start();
        hub.Time.Advance(Hour.ToTimeSpan());
        var received = hub.Now - Minute * 40;
        var lead = (await hub.Door.Do(HubFixture.Admin, write => write.Take(new(
            new("Ana", "Kowal", "ana@example.com", null, null), null, new(), [], received, null)))).LeadId;

        var stretch = hub.Fold(lead).Stretches.Single();
        (stretch.From, stretch.KnownAt, stretch.To).ShouldBe((received, hub.Now, null));
    }

    [Fact]
    public async Task A_call_told_late_ends_the_turn_when_it_was_made()
    {
        await using var hub = await HubFixture.Start();
        var berta = await hub.Hire("Berta Rep");
        var lead = await Accepted(hub, berta);
        await hub.Pass(Hour);
        await hub.Fire(lead, Trigger.Attempt,
            new() { Kind = AttemptKind.Call, Reached = true, OccurredAt = hub.Now - Minute * 20, By = $"{berta.Id}" });

        var report = hub.Fold(lead);
        Told(hub, lead)[^2..].ShouldBe([$"0-40 Turn Accepted sales {berta.Id}", $"40- Waiting Working sales {berta.Id}"]);
        report.Stretches[^1].KnownAt.ShouldBe(hub.Now);
        report.Acts[^1].At.ShouldBe(hub.Now - Minute * 20);
        (report.Acts[^1].Person, report.Acts[^1].Takes).ShouldBe((berta.Id, false));
    }

    [Fact]
    public async Task After_a_touch_the_contact_has_the_turn_until_it_writes_again()
    {
        await using var hub = await HubFixture.Start();
        var berta = await hub.Hire("Berta Rep");
        var lead = await Accepted(hub, berta);
        await hub.Fire(lead, Trigger.Attempt, new() { Kind = AttemptKind.Call, Reached = true }, Actor.Of(berta));
        await hub.Pass(Hour);
        (await hub.Take(source: "webinar")).ShouldBe(lead);

        Told(hub, lead)[^2..].ShouldBe([$"0-60 Waiting Working sales {berta.Id}", $"60- Turn Working sales {berta.Id}"]);
    }

    [Fact]
    public async Task A_meeting_is_waited_for_until_its_time_whenever_it_is_told_what_became_of_it()
    {
        await using var hub = await HubFixture.Start();
        var berta = await hub.Hire("Berta Rep");
        var lead = await Accepted(hub, berta);
        await hub.Fire(lead, Trigger.Book, new() { At = hub.Now + Hour }, Actor.Of(berta));
        Told(hub, lead)[^2..].ShouldBe([$"0-60 Waiting Meeting sales {berta.Id}", $"60- Turn Meeting sales {berta.Id}"]);
        await hub.Pass(Hour * 3);
        await hub.Fire(lead, Trigger.NoShow, actor: Actor.Of(berta));

        Told(hub, lead)[^3..].ShouldBe(
        [
            $"0-60 Waiting Meeting sales {berta.Id}",
            $"60-180 Turn Meeting sales {berta.Id}",
            $"180- Turn Working sales {berta.Id}",
        ]);
    }

    [Fact]
    public async Task What_is_put_off_waits_and_what_is_paused_is_paused()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take(source: "webinar");
        await hub.Fire(lead, Trigger.Pause, new() { Until = hub.Now + Minute * 30, Words = "on holiday" });
        await hub.Pass(Hour);
        await hub.Fire(lead, Trigger.Nurture, new() { Until = hub.Now + Hour });
        await hub.Pass(Hour * 2);

        Told(hub, lead).ShouldBe(
        [
            "0-30 Paused Captured marketing queue",
            "30-60 Turn Captured marketing queue",
            "60-120 Waiting Nurturing marketing queue",
            "120- Turn Captured marketing queue",
        ]);
        var pause = hub.Fold(lead).Pauses.Single();
        (pause.Until, pause.To, pause.Party, pause.Person)
            .ShouldBe((HubFixture.Monday + Minute * 30, HubFixture.Monday + Minute * 30, "marketing", null));
    }

    [Fact]
    public async Task Reopened_it_goes_on_from_the_reopening_and_the_time_in_which_it_was_closed_is_nobodys()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take(source: "webinar");
        await hub.Pass(Hour);
        await hub.Fire(lead, Trigger.Disqualify, new() { Reason = "spam" });
        await hub.Pass(Hour);
        await hub.Fire(lead, Trigger.Reopen);

        Told(hub, lead).ShouldBe(["0-60 Turn Captured marketing queue", "120- Turn Captured marketing queue"]);
        hub.Fold(lead).Lead!.ClosedAt.ShouldBeNull();
    }

    [Fact]
    public async Task Closed_at_its_receipt_and_reopened_it_lives_from_the_reopening_on()
    {
        await using var hub = await HubFixture.Start();
        await hub.Import("email,received,stage\na@x.example,2025-01-10,Lost\n");
        var lead = hub.Leads().Single().Id;
        hub.Fold(lead).Stretches.ShouldBeEmpty();
        await hub.Pass(Hour);
        await hub.Fire(lead, Trigger.Reopen);
        await hub.Pass(Hour);

        var life = hub.Fold(lead).Stretches.Single();
        (life.From, life.KnownAt, life.To).ShouldBe((HubFixture.Monday + Hour, HubFixture.Monday + Hour, null));
    }

    [Fact]
    public async Task A_hand_off_keeps_when_it_was_last_accepted_and_how_it_ended()
    {
        await using var hub = await HubFixture.Start();
        var berta = await hub.Hire("Berta Rep");
        var lead = await Accepted(hub, berta);
        await hub.Pass(Hour);
        await hub.Fire(lead, Trigger.Return, new() { Reason = "badData" }, Actor.Of(berta));
        await hub.Fire(lead, Trigger.Dispute, new() { Words = "It is right." });
        await hub.Pass(Hour);
        await hub.Fire(lead, Trigger.Accept, actor: Actor.Of(berta));

        var taken = hub.Fold(lead).Handoffs.Single();
        (taken.AcceptedAt, taken.LastAcceptedAt, taken.ClosedAt, taken.Answer)
            .ShouldBe((HubFixture.Monday, HubFixture.Monday + 2 * Hour, null, null));

        var (duplicate, spam) = (await hub.Take("a@one.example", company: null), await hub.Take("b@two.example", company: null));
        foreach (var offered in new[] { duplicate, spam })
        {
            await hub.Fire(offered, Trigger.Ready);
            await hub.Fire(offered, Trigger.Offer, new() { To = "sales" });
        }
        await hub.Pass(Hour);
        await hub.Fire(duplicate, Trigger.Merge, new() { Into = lead });
        await hub.Fire(spam, Trigger.Disqualify, new() { Reason = "spam" });

        foreach (var (ended, how) in new[] { (duplicate, Trigger.Merge), (spam, Trigger.Disqualify) })
            hub.Fold(ended).Handoffs.Select(h => (h.ClosedAt, h.Answer, h.Withdrawn, h.LastAcceptedAt))
                .ShouldBe([(HubFixture.Monday + 3 * Hour, how, false, null)]);
    }

    [Fact]
    public async Task A_merged_lead_ends_with_the_merging_and_is_told_as_a_duplicate()
    {
        await using var hub = await HubFixture.Start();
        var (duplicate, stays) = (await hub.Take("a@one.example", company: null), await hub.Take("b@two.example", company: null));
        await hub.Pass(Hour);
        await hub.Fire(duplicate, Trigger.Merge, new() { Into = stays });

        Told(hub, duplicate).ShouldBe(["0-60 Turn Captured marketing queue"]);
        (hub.Fold(duplicate).Lead!.IsDuplicate, hub.Fold(stays).Lead!.IsDuplicate).ShouldBe((true, false));
    }

    [Fact]
    public async Task What_fell_due_while_the_server_stood_still_was_known_when_it_was_back()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take(source: "webinar");
        await hub.Fire(lead, Trigger.Nurture, new() { Until = hub.Now + Hour });
        await hub.Pass(Hour * 4);

        var back = hub.Fold(lead).Stretches[^1];
        (back.From, back.KnownAt).ShouldBe((HubFixture.Monday + Hour, HubFixture.Monday + Hour * 4));
    }

    private static async Task<long> Accepted(HubFixture hub, Person person)
    {
        var lead = await hub.Take(source: "webinar");
        await hub.Fire(lead, Trigger.Ready);
        await hub.Fire(lead, Trigger.Offer, new() { To = "sales" });
        await hub.Fire(lead, Trigger.Accept, actor: Actor.Of(person));
        return lead;
    }

    // In minutes since the start.
    private static List<string> Told(HubFixture hub, long lead) =>
    [
        .. hub.Fold(lead).Stretches.Select(s =>
            $"{At(s.From)}-{At(s.To)} {s.Kind} {s.Stage} {s.Party} {s.Person?.ToString(CultureInfo.InvariantCulture) ?? "queue"}"),
    ];

    private static string At(Instant? at) => at is { } known ? $"{(known - HubFixture.Monday).TotalMinutes}" : "";
}
