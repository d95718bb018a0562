using Bunit;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Enforcement;
using SmarketingHub.Web.Features.Bell;
using SmarketingHub.Web.Tests.Api;

namespace SmarketingHub.Web.Tests.Bell;

public sealed class BellTests : IAsyncLifetime
{
    private ApiServer server = null!;
    private Door Door => server.Services.GetRequiredService<Door>();

    public async ValueTask InitializeAsync() => server = await ApiServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_hand_off_rings_at_once_and_is_a_sentence()
    {
        var jana = await server.Hire("Jana");
        await using var circuit = server.Circuit(jana);
        var bell = circuit.Render<BellMenu>();
        bell.WaitForElement(".bell");
        bell.FindAll(".bell-count").ShouldBeEmpty();

        await Offer(await Take("Nordwind"));

        bell.WaitForAssertion(() => bell.Find(".bell-count").TextContent.ShouldBe("1"));
        Open(bell);
        bell.WaitForAssertion(() => bell.Find(".bell-panel li").TextContent.ShouldContain("Nordwind is offered to you by Marketing."));
        circuit.JSInterop.Invocations.ShouldContain(call => call.Identifier == "setCount" && 1.Equals(call.Arguments[0]));
    }

    [Fact]
    public async Task My_own_doings_do_not_ring()
    {
        var (jana, tomasz) = (await server.Hire("Jana"), await server.Hire("Tomasz"));
        await using var circuit = server.Circuit(jana);
        var bell = circuit.Render<BellMenu>();
        bell.WaitForElement(".bell");

        await Offer(await Take("Mine"), by: jana);

        await using var rows = server.Rows();
        rows.Notices.Select(n => n.PersonId).ToList().ShouldBe([tomasz.Id]);
        bell.FindAll(".bell-count").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_missed_deadline_rings_for_who_has_the_lead()
    {
        var jana = await server.Hire("Jana");
        await using var circuit = server.Circuit(jana);
        var bell = circuit.Render<BellMenu>();
        bell.WaitForElement(".bell");
        await Offer(await Take("Nordwind"));
        server.Time.Advance(TimeSpan.FromHours(5));
        await server.Services.GetRequiredService<Enforcer>().FireAll();

        Open(bell);

        bell.WaitForAssertion(() =>
        {
            var said = bell.Find(".bell-panel ul").TextContent;
            said.ShouldContain("Nordwind: the time for “accept” is running out.");
            said.ShouldContain("Nordwind: the deadline for “accept” is missed.");
        });
    }

    [Fact]
    public async Task Opening_one_reads_it_and_all_can_be_read_in_every_tab()
    {
        var jana = await server.Hire("Jana");
        await using var circuit = server.Circuit(jana);
        await using var other = server.Circuit(jana);
        var (bell, otherTab) = (circuit.Render<BellMenu>(), other.Render<BellMenu>());
        bell.WaitForElement(".bell");
        foreach (var name in new[] { "One", "Two", "Three" })
            await Offer(await Take(name));
        bell.WaitForAssertion(() => bell.Find(".bell-count").TextContent.ShouldBe("3"));
        Open(bell);

        bell.WaitForElement(".bell-panel li a").Click();

        otherTab.WaitForAssertion(() => otherTab.Find(".bell-count").TextContent.ShouldBe("2"));
        bell.Find(".bell-panel header button").Click();
        otherTab.WaitForAssertion(() => otherTab.FindAll(".bell-count").ShouldBeEmpty());
        bell.WaitForAssertion(() => bell.FindAll(".is-unread").ShouldBeEmpty());
        await using var rows = server.Rows();
        rows.Notices.Count(n => n.ReadAt == null).ShouldBe(0);
    }

    [Fact]
    public async Task A_partner_is_told_only_of_leads_that_it_may_see_now()
    {
        await server.Partner();
        var paula = await server.Do(write => write.AddPerson(new()
        {
            Id = 0,
            Name = "Paula",
            Email = "paula@hub.example",
            Party = "partner:altamar",
            Role = Role.Partner,
        }));
        await using var circuit = server.Circuit(paula);
        var bell = circuit.Render<BellMenu>();
        bell.WaitForElement(".bell");
        var lead = await Take("Puerto");
        await Offer(lead, "partner:altamar");
        bell.WaitForAssertion(() => bell.Find(".bell-count").TextContent.ShouldBe("1"));

        await Door.Fire(Actor.System, lead, null, Trigger.Withdraw, TriggerArgs.None);

        bell.WaitForAssertion(() => bell.FindAll(".bell-count").ShouldBeEmpty());
    }

    private static void Open(IRenderedComponent<BellMenu> bell) => bell.Find(".bell-panel").TriggerEvent("ontoggle", EventArgs.Empty);

    private async Task<long> Take(string company) => (await server.Do(write => write.Take(new(
        new("Ana", "Kowal", $"ana@{company.ToLowerInvariant()}.example", null, null), company, new(), [], null, null)))).LeadId;

    private async Task Offer(long lead, string to = Party.Sales, Person? by = null)
    {
        await Door.Fire(Actor.System, lead, null, Trigger.Ready, TriggerArgs.None);
        var actor = by is null ? Actor.System : Actor.Of(by) with { Role = Role.Admin };
        await Door.Fire(actor, lead, null, Trigger.Offer, new() { To = to });
    }
}
