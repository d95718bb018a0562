using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.Notices;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Breaches;

namespace SmarketingHub.Engine.Tests.Breaches;

public sealed class CauseTests
{
    private static readonly Actor SalesLead = new(ActorKind.Key, 7, Role.Lead, Party.Sales);

    private static Task<bool> Cause(HubFixture hub, Actor actor, long lead, long clock, string? cause, string? words = null) =>
        hub.Door.Do(actor, [lead], write =>
        {
            write.Lead(lead).Cause(clock, cause, words);
            return true;
        });

    private static async Task<(long Lead, Clock Clock)> Breached(HubFixture hub, string email = "ana@example.com")
    {
        var lead = await hub.Take(email);
        await hub.Pass(Duration.FromHours(30));
        return (lead, hub.Lead(lead).Clocks.Single(c => c.State == ClockState.Breached));
    }

    [Fact]
    public async Task A_cause_from_the_list_is_named_replaced_and_verified_and_excuses_nothing()
    {
        await using var hub = await HubFixture.Start();
        var (lead, clock) = await Breached(hub);

        await Cause(hub, SalesLead, lead, clock.Id, "overload", "three fairs in one week");
        await Cause(hub, SalesLead, lead, clock.Id, "absence");

        var now = hub.Lead(lead).Clocks.Single(c => c.Id == clock.Id);
        (now.Cause, now.State, now.Excuse).ShouldBe(("absence", ClockState.Breached, null));
        var lines = hub.Rows().Ledger.Where(e => e.Type == "breachCaused").OrderBy(e => e.Sequence).AsEnumerable()
            .Select(e => System.Text.Encoding.UTF8.GetString(e.Body)).ToList();
        lines.Count.ShouldBe(2);
        lines[0].ShouldContain("\"cause\":\"overload\"");
        lines.ShouldAllBe(body => !body.Contains("fairs", StringComparison.Ordinal));
        hub.Verify().Problems.ShouldBeEmpty();

        // The same again says nothing new.
        await Cause(hub, SalesLead, lead, clock.Id, "absence");
        hub.Rows().Ledger.Count(e => e.Type == "breachCaused").ShouldBe(2);
    }

    [Fact]
    public async Task Who_may_not_and_what_is_none_is_refused()
    {
        await using var hub = await HubFixture.Start();
        var (lead, clock) = await Breached(hub);
        foreach (var role in new[] { Role.Rep, Role.Partner })
            await Should.ThrowAsync<Refusal>(() => Cause(hub, new(ActorKind.Key, 8, role, role == Role.Rep ? Party.Sales : "partner:x"),
                lead, clock.Id, "overload"));
        new Actor(ActorKind.Key, 8, Role.Partner, "partner:x").NamesCauses().ShouldBeFalse();
        // The side that missed it may say why, too.
        await Cause(hub, new(ActorKind.Key, 9, Role.Lead, clock.OwedBy), lead, clock.Id, "overload");
        (await Should.ThrowAsync<InvalidArgument>(() => Cause(hub, SalesLead, lead, clock.Id, "weather"))).Field.ShouldBe("cause");
        (await Should.ThrowAsync<InvalidArgument>(() => Cause(hub, SalesLead, lead, clock.Id, null))).Field.ShouldBe("cause");
        await Should.ThrowAsync<NotFound>(() => Cause(hub, SalesLead, lead, 999_999, "overload"));
        var other = await hub.Take("eva@example.com", company: "Sudwind");
        await Should.ThrowAsync<NotPermitted>(() => Cause(hub, SalesLead, other, hub.Lead(other).Clocks[0].Id, "overload"));
    }

    [Fact]
    public async Task The_list_is_added_to_renamed_and_retired_and_old_breaches_keep_theirs()
    {
        await using var hub = await HubFixture.Start();
        var (lead, clock) = await Breached(hub);
        var added = await hub.Door.Do(SalesLead, write => write.AddCause(" Trade fair "));
        added.Name.ShouldBe("Trade fair");
        await Cause(hub, SalesLead, lead, clock.Id, added.Key);
        Task<bool> Change(Actor actor, Action<Commands.Write> change) => hub.Door.Do(actor, write =>
        {
            change(write);
            return true;
        });

        await Change(SalesLead, write => write.RenameCause(added.Key, "Fair week"));
        await Change(SalesLead, write => write.RetireCause(added.Key, true));
        await Change(SalesLead, write => write.RenameCause("overload", "Overrun"));

        var causes = hub.Company().BreachCauses;
        causes[added.Key].ShouldBe(new BreachCause(added.Key, "Fair week", Retired: true));
        (causes["overload"].Name, causes["overload"].HasStarterName, causes["absence"].HasStarterName).ShouldBe(("Overrun", false, true));
        hub.Lead(lead).Clocks.Single(c => c.Id == clock.Id).Cause.ShouldBe(added.Key);
        // Words may be added where it is; elsewhere it is not chosen any more.
        await Cause(hub, SalesLead, lead, clock.Id, added.Key, "the one in Hanover");
        var (other, late) = await Breached(hub, "eva@example.com");
        await Should.ThrowAsync<InvalidArgument>(() => Cause(hub, SalesLead, other, late.Id, added.Key));
        foreach (var name in new[] { "", "  ", "fair WEEK", new string('x', 61) })
            (await Should.ThrowAsync<InvalidArgument>(() => hub.Door.Do(SalesLead, write => write.AddCause(name)))).Field.ShouldBe("name");
        await Should.ThrowAsync<NotFound>(() => Change(SalesLead, write => write.RenameCause("none", "None")));
        foreach (var role in new[] { Role.Rep, Role.Manager })
            await Should.ThrowAsync<NotAllowed>(() => hub.Door.Do(SalesLead with { Role = role }, write => write.AddCause("Mine")));
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_note_to_the_owner_rings_the_owners_bell_alone_and_without_an_owner_is_refused()
    {
        await using var hub = await HubFixture.Start();
        var (jana, _) = (await hub.Hire("Jana"), await hub.Hire("Piet"));
        var lead = await hub.Take(source: "demo-request");
        Task<bool> Note() => hub.Door.Do(SalesLead, [lead], write =>
        {
            write.Lead(lead).NoteToOwner("call them before noon");
            return true;
        });
        await Should.ThrowAsync<NotPermitted>(Note);

        await hub.Fire(lead, Trigger.Accept, new() { Owner = $"{jana.Id}" });
        await Note();

        hub.Rows().Notices.Where(n => n.Kind == NoticeKind.NoteForMe).Select(n => new { n.PersonId, n.LeadId }).AsEnumerable()
            .ShouldHaveSingleItem().ShouldBe(new { PersonId = jana.Id, LeadId = (long?)lead });
        hub.Verify().Problems.ShouldBeEmpty();
    }
}
