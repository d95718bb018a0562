using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.People;

namespace SmarketingHub.Engine.Tests;

public sealed class CompanyDueTests
{
    [Fact]
    public async Task A_coming_version_takes_effect_once_at_its_instant()
    {
        await using var hub = await HubFixture.Start();
        await hub.Pass(Duration.Zero);
        var at = HubFixture.Monday + Duration.FromDays(2);
        await hub.Door.Do(HubFixture.Admin, write =>
        {
            var agreement = write.Company.Agreements[0];
            return write.AddVersion(agreement.Id, agreement.Versions[0] with { EffectiveAt = at });
        });

        await hub.Pass(Duration.FromDays(2) - Duration.FromSeconds(1));
        Effects(hub).Count.ShouldBe(1, "the starter agreement's own");
        // Downtime: it fires late, and is stamped when it was due.
        await hub.Pass(Duration.FromDays(1));
        await hub.Pass(Duration.FromDays(1));

        Effects(hub).ShouldBe([HubFixture.Monday, at]);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task When_an_absence_begins_what_waits_for_the_person_goes_to_the_stand_in_once()
    {
        await using var hub = await HubFixture.Start();
        var (ana, ben) = (await hub.Hire("Ana Nowak"), await hub.Hire("Ben Kowal"));
        var lead = await hub.Take(source: "demo-request");
        await hub.Fire(lead, Trigger.Accept, actor: Actor.Of(ana));
        var offered = await hub.Take("b@example.com", company: "Brillo");
        await hub.Fire(offered, Trigger.Ready);
        await hub.Fire(offered, Trigger.Offer, new() { To = $"person:{ana.Id}" });
        var away = hub.Now + Duration.FromMinutes(2);
        await hub.Door.Do(Actor.Of(ana), write => { write.SetAway(ana.Id, away, null, ben.Id); return true; });

        hub.Lead(lead).Owner.ShouldBe(ana.Id);
        await hub.Pass(Duration.FromMinutes(2));
        await hub.Pass(Duration.FromMinutes(1));

        hub.Lead(lead).Owner.ShouldBe(ben.Id);
        hub.Lead(lead).Clocks.ShouldContain(c => c.State == ClockState.Running, "absence stops no clock");
        hub.Lead(offered).OpenHandoff!.ToPerson.ShouldBe(ben.Id);
        using var rows = hub.Rows();
        rows.Ledger.Count(e => e.Type == "leadAssigned" && e.LeadId == lead).ShouldBe(1);
        rows.Ledger.Single(e => e.Type == "absenceBegan").At.ShouldBe(away);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_absence_that_was_over_before_anything_ran_moves_nothing()
    {
        await using var hub = await HubFixture.Start();
        var (ana, ben) = (await hub.Hire("Ana Nowak"), await hub.Hire("Ben Kowal"));
        var lead = await hub.Take(source: "demo-request");
        await hub.Fire(lead, Trigger.Accept, actor: Actor.Of(ana));
        await hub.Door.Do(Actor.Of(ana), write =>
        {
            write.SetAway(ana.Id, hub.Now + Duration.FromMinutes(1), hub.Now + Duration.FromMinutes(2), ben.Id);
            return true;
        });

        await hub.Pass(Duration.FromMinutes(3));

        hub.Lead(lead).Owner.ShouldBe(ana.Id);
    }

    private static List<Instant> Effects(HubFixture hub)
    {
        using var rows = hub.Rows();
        return [.. rows.Ledger.Where(e => e.Type == "agreementTookEffect").OrderBy(e => e.Sequence).Select(e => e.At)];
    }
}
