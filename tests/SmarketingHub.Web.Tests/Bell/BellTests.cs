using Bunit;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Web.Tests.Api;
using BellButton = SmarketingHub.Web.Features.Bell.Bell;

namespace SmarketingHub.Web.Tests.Bell;

public sealed class BellTests : IAsyncLifetime
{
    private ApiServer server = null!;

    public async ValueTask InitializeAsync() => server = await ApiServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task The_first_hand_off_rings_at_once_as_a_sentence_and_in_the_tab()
    {
        await using var circuit = await server.Circuit(await server.Hire("Jana"));
        var bell = circuit.Render<BellButton>();
        Count(bell).ShouldBe("");

        await server.Offered("Nordwind");

        await server.Shows(() => Count(bell) == "1");
        bell.Find(".bell-list li").TextContent.ShouldContain("Nordwind was handed to you by Marketing");
        await server.Shows(() => circuit.JSInterop.Invocations.Any(call => call.Identifier == "setCount" && 1.Equals(call.Arguments[0])));
    }

    [Fact]
    public async Task My_own_doings_do_not_ring()
    {
        var (jana, tomasz) = (await server.Hire("Jana"), await server.Hire("Tomasz"));
        var lead = await server.Offered("Nordwind");
        await using var circuit = await server.Circuit(jana);
        await using var other = await server.Circuit(tomasz);
        var (mine, theirs) = (circuit.Render<BellButton>(), other.Render<BellButton>());

        await server.Assign(lead, by: jana, to: jana);
        await server.Assign(lead, by: jana, to: tomasz);

        await server.Shows(() => Count(theirs) == "2");
        Count(mine).ShouldBe("1");
        await using var rows = server.Rows();
        rows.Notices.Count(n => n.PersonId == jana.Id).ShouldBe(1);
    }

    [Fact]
    public async Task A_missed_deadline_rings_for_who_has_the_lead()
    {
        await using var circuit = await server.Circuit(await server.Hire("Jana"));
        var bell = circuit.Render<BellButton>();
        await server.Offered("Nordwind");

        await server.Pass(TimeSpan.FromHours(5));

        const string Promised = "Nordwind: “Sales accepts or returns every offered lead within 4 business hours”";
        await server.Shows(() => bell.Markup.Contains($"{Promised} is late", StringComparison.Ordinal));
        bell.Markup.ShouldContain($"{Promised} is at risk");
    }

    [Fact]
    public async Task Opening_one_reads_it_and_all_can_be_read_in_every_tab()
    {
        var jana = await server.Hire("Jana");
        await using var circuit = await server.Circuit(jana);
        await using var other = await server.Circuit(jana);
        var (bell, otherTab) = (circuit.Render<BellButton>(), other.Render<BellButton>());
        foreach (var name in new[] { "One", "Two", "Three" })
            await server.Offered(name);
        await server.Shows(() => Count(bell) == "3");

        bell.Find(".bell-list a").Click();

        await server.Shows(() => Count(otherTab) == "2");
        bell.Find(".bell-head button").Click();
        await server.Shows(() => Count(otherTab) == "" && bell.FindAll(".is-read").Count == 3);
        await using var rows = server.Rows();
        rows.Notices.Count(n => n.ReadAt == null).ShouldBe(0);
    }

    [Fact]
    public async Task What_came_after_the_last_look_stays_unread()
    {
        var jana = await server.Hire("Jana");
        await server.Offered("One");
        long seen;
        await using (var rows = server.Rows())
            seen = rows.Notices.Max(n => n.Id);
        await server.Offered("Two");

        await Features.Bell.Notices.MarkRead(server.Services.GetRequiredService<Door>(), Actor.Of(jana), seen, null);

        await using var after = server.Rows();
        after.Notices.Single(n => n.ReadAt == null).Id.ShouldBeGreaterThan(seen);
    }

    [Fact]
    public async Task A_partner_is_told_only_of_leads_that_it_may_see_now()
    {
        await server.Partner();
        await using var circuit = await server.Circuit(await server.Hire("Paula", "partner:altamar", Role.Partner));
        var bell = circuit.Render<BellButton>();
        var lead = await server.Offered("Puerto", "partner:altamar");
        await server.Shows(() => Count(bell) == "1");

        await server.Services.GetRequiredService<Door>().Fire(Actor.System, lead, null, Trigger.Withdraw, TriggerArgs.None);

        await server.Shows(() => Count(bell) == "" && bell.FindAll(".bell-list li").Count == 0);
    }

    [Fact]
    public async Task An_agreement_that_waits_for_my_signature_rings_leads_to_it_and_is_read_by_opening_it()
    {
        var (marta, nadia) = (await server.Hire("Marta", Party.Marketing, Role.Lead), await server.Hire("Nadia", Party.Sales, Role.Lead));
        await using var circuit = await server.Circuit(nadia);
        var bell = circuit.Render<BellButton>();
        var (door, id) = (server.Services.GetRequiredService<Door>(), server.Live.Company.Agreements[0].Id);

        var draft = await door.Do(Actor.Of(marta), write => write.NewVersion(id));
        await door.Do(Actor.Of(marta),
            write => write.ChangeDraft(id, draft.Number, draft.TermsOf(),
                draft.TermsOf() with { Commitments = [.. draft.Commitments.Skip(1)] }));
        await door.Do(Actor.Of(marta), write => write.Propose(id, draft.Number));
        await server.Offered("Nordwind");

        await server.Shows(() => bell.Markup.Contains($"version {draft.Number} waits for your signature", StringComparison.Ordinal));
        bell.Find(".bell-list a[href^=agreements]").GetAttribute("href").ShouldBe($"agreements/{id}?version={draft.Number}");
        bell.Find(".bell-list a[href^=agreements]").Click();
        await server.Shows(() => bell.FindAll(".bell-list li:not(.is-read)").Select(l => l.QuerySelector("a")!.GetAttribute("href"))
            .All(to => to!.StartsWith("leads/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_bell_that_is_gone_listens_no_more()
    {
        var jana = await server.Hire("Jana");
        await using var other = await server.Circuit(jana);
        var stays = other.Render<BellButton>();
        IRenderedComponent<BellButton> gone;
        await using (var circuit = await server.Circuit(jana))
            gone = circuit.Render<BellButton>();

        await server.Offered("Nordwind");

        await server.Shows(() => Count(stays) == "1");
        gone.IsDisposed.ShouldBeTrue();
    }

    private static string Count(IRenderedComponent<BellButton> bell) =>
        bell.FindAll(".bell-count").FirstOrDefault()?.TextContent.Trim() ?? "";
}
