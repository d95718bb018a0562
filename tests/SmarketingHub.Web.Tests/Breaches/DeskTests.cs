using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.Notices;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.People;
using SmarketingHub.Web.Features.Breaches;
using SmarketingHub.Web.Tests.Api;
using SmarketingHub.Web.Tests.Bell;

namespace SmarketingHub.Web.Tests.Breaches;

public sealed class DeskTests : DeskCase
{
    private static IElement Button(IRenderedComponent<BreachesPage> page, string says) =>
        page.FindAll(".desk-bar button").Single(b => b.TextContent.StartsWith(says, StringComparison.Ordinal));

    [Fact]
    public async Task Many_are_given_to_somebody_at_once_and_what_is_refused_is_said_and_nothing_else_is_lost()
    {
        var (marta, jana) = (await server.Hire("Marta", Party.Sales, Role.Lead), await server.Hire("Jana"));
        var leads = new[] { await server.Offered("Nordwind"), await server.Offered("Sudwind"), await server.Offered("Ostwind") };
        await server.Pass(TimeSpan.FromHours(5));
        await using var circuit = await server.Circuit(marta);
        var (dialogs, page) = Open(circuit);
        await server.Shows(() => page.FindAll(".breach").Count == 3 && IsRead(page));
        Button(page, "Give").HasAttribute("disabled").ShouldBeTrue();
        page.Find(".desk-all input").Change(true);
        page.Find(".desk-count").TextContent.ShouldBe("3 promises of 3 leads chosen");
        Button(page, "Give").Click();
        var form = dialogs.WaitForElement("#reassign-form");
        // Meanwhile one is closed by somebody else.
        await Door.Fire(Actor.System, leads[1], null, Trigger.Disqualify, new() { Reason = "spam" });

        form.Submit();
        dialogs.WaitForAssertion(() => dialogs.Markup.ShouldContain("Choose who gets it, or the queue."));
        var dialog = dialogs.FindComponent<DeskDialog>();
        await dialog.InvokeAsync(() => dialog.FindComponent<MudSelect<string>>().Instance.SelectOption($"{jana.Id}"));
        dialogs.Find("#reassign-form").Submit();

        dialogs.WaitForAssertion(() => dialogs.Find(".desk-refused").TextContent.ShouldContain("Sudwind"), TimeSpan.FromSeconds(10));
        dialogs.Markup.ShouldContain("2 done, 1 not.");
        using var rows = server.Rows();
        rows.Handoffs.Where(h => h.ToPerson == jana.Id).Select(h => h.LeadId).AsEnumerable().Order().ShouldBe([leads[0], leads[2]]);
    }

    [Theory]
    [InlineData("?page=abc")]
    [InlineData("?page=-3&part=7&promise=99&status=99")]
    [InlineData("?page=99999999999999999999&part=&promise=x&status=x&party=")]
    public async Task What_cannot_be_read_of_an_address_asks_nothing(string query)
    {
        await server.Offered("Nordwind");
        await server.Pass(TimeSpan.FromHours(5));
        await using var circuit = await server.Circuit(await server.Hire("Marta", Party.Sales, Role.Lead));

        var (_, page) = Open(circuit, $"breaches{query}");

        await server.Shows(() => page.FindAll(".breach").Count == 1 && IsRead(page));
        page.Find(".desk-parts [aria-current]").TextContent.ShouldStartWith("Now breached");
        page.FindAll(".chip.is-on").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cause_is_named_for_many_and_they_are_settled_and_counted_and_the_api_tells_it_but_no_partner()
    {
        var marta = await server.Hire("Marta", Party.Sales, Role.Lead);
        var lead = await server.Offered("Nordwind");
        await server.Offered("Sudwind");
        await server.Pass(TimeSpan.FromHours(5));
        await Door.Fire(Actor.System, lead, null, Trigger.Accept, TriggerArgs.None);
        await using var circuit = await server.Circuit(marta);
        var (dialogs, page) = Open(circuit, "breaches?part=settle");
        await server.Shows(() => page.FindAll(".breach").Count == 1 && IsRead(page));
        page.Find(".breach-lead").TextContent.ShouldBe("Nordwind");
        page.Find(".desk-parts [aria-current]").TextContent.ShouldBe("To settle1");
        page.Find(".desk-choose").Change(true);
        await page.InvokeAsync(() => Button(page, "Name").Click());

        dialogs.WaitForElement("#cause-form").Submit();
        dialogs.WaitForAssertion(() => dialogs.Markup.ShouldContain("Choose a cause from the list."));
        dialogs.FindAll("input[type=radio]").Count.ShouldBe(BreachCause.Starters.Length);
        dialogs.FindAll("input[type=radio]")[1].Click();
        dialogs.Find("textarea").Change("in hospital");
        dialogs.Find("#cause-form").Submit();

        await server.Shows(() => page.FindAll(".breach").Count == 0);
        page.Markup.ShouldContain("Everything is settled.");
        page.Find(".desk-causes table").TextContent.ShouldContain("Absent, without a stand-in");
        circuit.Services.GetRequiredService<NavigationManager>().NavigateTo("breaches?part=all&cause=absence");
        var listed = circuit.Render<BreachesPage>();
        listed.WaitForElement(".breach").TextContent.ShouldContain("Cause: Absent, without a stand-in");
        listed.Find(".breach").TextContent.ShouldContain("in hospital");
        var clocks = await server.Admin.GetStringAsync($"/api/v1/leads/{lead}/clocks");
        clocks.ShouldContain("\"cause\":{\"key\":\"absence\",\"name\":\"Absent, without a stand-in\"}");
        (await server.Admin.GetStringAsync($"/api/v1/leads/{lead}/timeline")).ShouldContain("breachCaused");
    }

    [Fact]
    public async Task A_note_to_the_owner_rings_and_reps_and_partners_choose_nothing()
    {
        var (marta, jana) = (await server.Hire("Marta", Party.Sales, Role.Lead), await server.Hire("Jana"));
        var lead = await server.Offered("Nordwind");
        await Door.Fire(Actor.System, lead, null, Trigger.Assign, new() { Owner = $"{jana.Id}" });
        await server.Pass(TimeSpan.FromHours(5));
        await using var circuit = await server.Circuit(marta);
        await using var other = await server.Circuit(jana);
        var (dialogs, page) = Open(circuit);
        await server.Shows(() => page.FindAll(".breach").Count == 1 && IsRead(page));
        page.Find(".desk-choose").Change(true);
        Button(page, "Note").Click();
        dialogs.WaitForElement("#note-form textarea").Change("Call them before noon.");
        dialogs.Find("#note-form").Submit();

        await server.Shows(() =>
        {
            using var rows = server.Rows();
            return rows.Notices.Any(n => n.PersonId == jana.Id && n.Kind == NoticeKind.NoteForMe);
        });
        var (_, theirs) = Open(other);
        await server.Shows(() => theirs.FindAll(".breach").Count == 1);
        theirs.FindAll(".desk-bar, .desk-choose").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_runs_stands_under_at_risk_with_the_sample_and_the_calibration()
    {
        var marta = await server.Hire("Marta", Party.Sales, Role.Lead);
        foreach (var i in Enumerable.Range(0, 12))
            await server.Offered($"Past{i}");
        await server.Pass(TimeSpan.FromHours(24));
        await server.Offered("Nordwind");
        await using var circuit = await server.Circuit(marta);
        var (_, page) = Open(circuit, "breaches?part=risk&promise=accept");

        // All twelve were missed and are open still: the thirteenth will be, too.
        await server.Shows(() => page.FindAll(".breach").Count == 1);
        var row = page.Find(".breach");
        row.TextContent.ShouldContain("Nordwind", customMessage: row.TextContent);
        row.QuerySelector("meter")!.GetAttribute("value").ShouldBe("1");
        row.TextContent.ShouldContain("from 12 of the party");
        row.QuerySelector(".badge")!.TextContent.ShouldStartWith("more than 99");
        // The tab says of how many its number is, and they stand before the others.
        page.Find(".desk-parts [aria-current]").TextContent.ShouldBe("At risk1 of 1");
        page.FindAll(".desk-group").Select(group => group.TextContent).ShouldBe(["More likely missed than not: 1"]);
        page.Find(".desk-holds").TextContent.ShouldContain("cannot be said yet");
        page.Find(".desk-holds a").GetAttribute("href").ShouldBe("breaches?part=risk&promise=accept#forecast-holds");
        page.Find("#forecast-holds").TextContent.ShouldContain("Does the forecast hold?");
        page.FindAll(".report-table tbody tr").Count.ShouldBe(5);
    }

    [Fact]
    public async Task The_likely_ones_stand_before_the_others_under_a_heading_that_counts_them()
    {
        // Monday 18:00: who is away from the night on has no open hour left, and keeps the lead till then.
        await server.Pass(TimeSpan.FromHours(9));
        var marta = await server.Hire("Marta", Party.Sales, Role.Lead);
        await server.Offered("Nordwind");
        var away = await server.Hire("Jana");
        await server.Assign(await server.Offered("Sudwind"), marta, away);
        await server.Do(write =>
        {
            write.SetAway(away.Id, write.Now + NodaTime.Duration.FromHours(8), write.Now + NodaTime.Duration.FromDays(30), null);
            return true;
        });
        await using var circuit = await server.Circuit(marta);
        var (_, page) = Open(circuit, "breaches?part=risk&promise=accept");

        await server.Shows(() => page.FindAll(".desk-group").Count == 2);

        page.FindAll(".desk-group").Select(group => group.TextContent)
            .ShouldBe(["More likely missed than not: 1", "Less likely, or it cannot be said: 1"]);
        page.FindAll(".breach-list").Select(list => list.TextContent.Contains("Sudwind", StringComparison.Ordinal)).ShouldBe([true, false]);
        page.FindAll("a.chip").Select(chip => chip.TextContent.Trim()).TakeLast(5)
            .ShouldBe(["Decide on new leads", "Accept or return", "First attempt", "All attempts", "Answer a return"]);
    }

    [Fact]
    public async Task Team_leads_change_the_list_of_causes()
    {
        await using var circuit = await server.Circuit(await server.Hire("Marta", Party.Sales, Role.Lead));
        var (dialogs, page) = Open(circuit, "breaches?part=all");
        await server.Shows(() => IsRead(page) && page.FindAll(".desk-causes").Count == 1);
        page.Find(".desk-causes p button").Click();
        dialogs.WaitForElement("#cause-form input").Change("Trade fair");
        dialogs.Find("#cause-form").Submit();
        dialogs.WaitForAssertion(() => dialogs.FindAll(".desk-cause-list li").Count.ShouldBe(BreachCause.Starters.Length + 1));
        dialogs.FindAll(".desk-cause-list li").Single(li => li.TextContent.StartsWith("Trade fair", StringComparison.Ordinal))
            .QuerySelectorAll("button")[1].Click();

        await server.Shows(() => server.Live.Company.BreachCauses.Values.Any(c => c is { Name: "Trade fair", Retired: true }));
        dialogs.WaitForAssertion(() => dialogs.Markup.ShouldContain("Trade fair · retired"));
        dialogs.Find("#cause-form input").Change("trade fair");
        dialogs.Find("#cause-form").Submit();
        dialogs.WaitForAssertion(() => dialogs.Markup.ShouldContain("There is a cause of that name."));
    }
}
