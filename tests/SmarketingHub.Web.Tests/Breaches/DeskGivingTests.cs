using Bunit;
using MudBlazor;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Breaches;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Web.Features.Breaches;
using SmarketingHub.Web.Tests.Api;
using SmarketingHub.Web.Tests.Bell;

namespace SmarketingHub.Web.Tests.Breaches;

/// <summary>Whoever gives leads to others at the desk decided by what the list showed.</summary>
public sealed class DeskGivingTests : DeskCase
{
    private async Task<(IRenderedComponent<MudDialogProvider> Dialogs, IRenderedComponent<BreachesPage> Page)> Open(
        BunitContext circuit, string part, int rows)
    {
        var (dialogs, page) = Open(circuit, $"breaches?part={part}&promise=accept");
        await server.Shows(() => page.FindAll(".breach").Count == rows && IsRead(page));
        await page.InvokeAsync(() => page.Find(".desk-all input").Change(true));
        return (dialogs, page);
    }

    private static async Task<IRenderedComponent<DeskDialog>> Give(
        (IRenderedComponent<MudDialogProvider> Dialogs, IRenderedComponent<BreachesPage> Page) open)
    {
        await open.Page.InvokeAsync(() => open.Page.FindAll(".desk-bar button")
            .Single(b => b.TextContent.StartsWith("Give", StringComparison.Ordinal)).Click());
        open.Dialogs.WaitForElement("#reassign-form");
        return open.Dialogs.FindComponent<DeskDialog>();
    }

    private static Task Choose(IRenderedComponent<DeskDialog> dialog, Person to) => dialog.InvokeAsync(async () =>
    {
        await dialog.FindComponent<MudSelect<string>>().Instance.SelectOption($"{to.Id}");
        await dialog.Find("#reassign-form").SubmitAsync();
    });

    private long[] With(Person person)
    {
        using var rows = server.Rows();
        return [.. rows.Handoffs.Where(h => h.ToPerson == person.Id).Select(h => h.LeadId).AsEnumerable().Order()];
    }

    [Theory]
    [InlineData("now", 5)]
    [InlineData("risk", 1)]
    public async Task Of_two_who_give_the_same_leads_the_second_is_told_and_takes_nothing_from_the_first(string part, int hours)
    {
        var (marta, ines) = (await server.Hire("Marta", Party.Sales, Role.Lead), await server.Hire("Ines"));
        var (otto, zofia) = (await server.Hire("Otto", Party.Sales, Role.Lead), await server.Hire("Zofia"));
        var leads = new[] { await server.Offered("Nordwind"), await server.Offered("Sudwind"), await server.Offered("Ostwind") };
        await server.Pass(TimeSpan.FromHours(hours));
        await using var one = await server.Circuit(marta);
        await using var other = await server.Circuit(otto);
        var (first, second) = (await Give(await Open(one, part, 3)), await Give(await Open(other, part, 3)));
        // Something else that happened meanwhile takes nothing away.
        await Door.Fire(Actor.System, leads[2], null, Trigger.Note, new() { Words = "Call before noon." });

        await Choose(first, ines);
        await server.Shows(() => With(ines).Length == 3);
        // One of them goes on to nobody: it may be given to Zofia, but not as the list showed it.
        await Door.Fire(Actor.Of(marta), leads[1], null, Trigger.Assign, TriggerArgs.None);
        await Choose(second, zofia);

        await server.Shows(() => second.FindAll(".desk-refused li").Count == 2);
        second.Markup.ShouldContain("1 done, 2 not.");
        var told = second.FindAll(".desk-refused li").Select(li => li.TextContent).ToList();
        told.ShouldAllBe(text => text.Contains("Meanwhile, by Marta", StringComparison.Ordinal)
            && text.Contains("Ines", StringComparison.Ordinal));
        With(ines).ShouldBe([leads[0], leads[2]]);
        With(zofia).ShouldBe([leads[1]]);
    }

    [Fact]
    public async Task What_was_refused_stays_chosen_and_goes_through_once_it_was_told()
    {
        var marta = await server.Hire("Marta", Party.Sales, Role.Lead);
        var (ines, zofia) = (await server.Hire("Ines"), await server.Hire("Zofia"));
        var lead = await server.Offered("Nordwind");
        await server.Pass(TimeSpan.FromHours(5));
        await using var circuit = await server.Circuit(marta);
        var open = await Open(circuit, "now", 1);
        var (page, dialog) = (open.Page, await Give(open));
        await Door.Fire(Actor.Of(marta), lead, null, Trigger.Assign, new() { Owner = $"{ines.Id}" });

        await Choose(dialog, zofia);
        await server.Shows(() => dialog.FindAll(".desk-refused li").Count == 1);
        With(zofia).ShouldBeEmpty();
        dialog.Find(".button.primary").Click();
        await server.Shows(() => page.Find(".breach-who").TextContent.Contains("now with Ines", StringComparison.Ordinal));
        page.Find(".desk-count").TextContent.ShouldBe("1 promise chosen");

        await Choose(await Give(open), zofia);
        await server.Shows(() => With(zofia).Length == 1);
    }

    [Fact]
    public async Task Into_the_queue_is_the_queue_of_the_party_that_owes()
    {
        var (jana, mia) = (await server.Hire("Jana"), await server.Hire("Mia", Party.Marketing, Role.Rep));
        var lead = await server.Take("Nordwind");
        await Door.Fire(Actor.System, lead, null, Trigger.Assign, new() { Owner = $"{mia.Id}" });
        await Door.Fire(Actor.System, lead, null, Trigger.Ready, TriggerArgs.None);
        await Door.Fire(Actor.System, lead, null, Trigger.Offer, new() { To = $"person:{jana.Id}" });
        var admin = Actor.Of(await server.Hire("Ada", Party.Marketing, Role.Admin));
        using var rows = server.Rows();
        int Version() => rows.Leads.Where(l => l.Id == lead).Select(l => l.Version).Single();
        (long?, long?) Has() => (rows.Leads.Where(l => l.Id == lead).Select(l => l.Owner).Single(),
            rows.Handoffs.Where(h => h.LeadId == lead).Select(h => h.ToPerson).Single());

        await Door.Regive(admin, lead, new(Party.Sales, true, jana.Id, Version()), null);
        Has().ShouldBe((mia.Id, null));
        // Of the side that gives, nobody of the other one gets it.
        (await Should.ThrowAsync<InvalidArgument>(() => Door.Regive(admin, lead, new(Party.Marketing, true, mia.Id, Version()), jana.Id)))
            .Message.ShouldBe("The owner must be an active person of Marketing.");
        (await Should.ThrowAsync<InvalidArgument>(() => Door.Regive(admin, lead, new("partner:none", false, null, Version()), null)))
            .Message.ShouldContain("neither has this lead nor is offered it");
        await Door.Regive(admin, lead, new(Party.Marketing, true, mia.Id, Version()), null);
        Has().ShouldBe((null, null));
    }
}
