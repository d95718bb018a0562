using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Web.Features.Breaches;
using SmarketingHub.Web.Tests.Api;
using SmarketingHub.Web.Tests.Bell;

namespace SmarketingHub.Web.Tests.Breaches;

/// <summary>Who sees what at the desk, and who may do what.</summary>
public sealed class DeskRightsTests : DeskCase
{
    // Marketing, Sales and the partner each missed one that counts still.
    private async Task Missed()
    {
        await server.Partner();
        await server.Do(write => write.AddAgreement(StarterAgreements.WithPartner(
            write.NextId(), Party.Marketing, write.Company.Parties["partner:altamar"], write.Now,
            write.Company.Agreements[0].Versions[0].Calendar)));
        await server.Take("Undecided");
        await server.Offered("Nordwind");
        await server.Offered("Puerto", "partner:altamar");
        await server.Pass(TimeSpan.FromHours(26));
    }

    private async Task<(IRenderedComponent<MudDialogProvider> Dialogs, IRenderedComponent<BreachesPage> Page)> Open(
        BunitContext circuit, string part, int rows, bool isPartner = false)
    {
        var (dialogs, page) = Open(circuit, $"breaches?part={part}");
        // The past comes to the company's own people alone.
        await server.Shows(() => page.FindAll(".breach").Count == rows && (isPartner || IsRead(page)));
        return (dialogs, page);
    }

    private static string[] Texts(IRenderedComponent<BreachesPage> page, string selector) =>
        [.. page.FindAll(selector).Select(e => e.TextContent.Trim())];

    [Fact]
    public async Task A_partner_sees_its_own_alone_and_chooses_nothing()
    {
        await Missed();
        await using var circuit = await server.Circuit(await server.Hire("Paula", "partner:altamar", Role.Partner));
        var (_, page) = await Open(circuit, "now", 1, isPartner: true);

        page.Find(".breach-lead").TextContent.ShouldBe("Puerto");
        page.FindAll(".desk-bar, .desk-choose, .breach-state button, .breach-cause, .desk-patterns").ShouldBeEmpty();
        // How many are at risk comes after the list.
        await server.Shows(() => Texts(page, ".desk-parts a").SequenceEqual(["Now breached1", "At risk0 of 0", "All of 30 days"]));
        // It reads the compliance of its own.
        page.FindAll(".breach-figures a").Count.ShouldBe(3);
        Texts(page, ".breach-figures dd").ShouldBe(["1", "1", "0", "0"]);
        // Asked for by its address, there is nothing to settle for them.
        circuit.Services.GetRequiredService<NavigationManager>().NavigateTo("breaches?part=settle");
        circuit.Render<BreachesPage>().WaitForElement(".desk-parts [aria-current]").TextContent.ShouldStartWith("Now breached");
    }

    [Fact]
    public async Task A_rep_sees_everything_and_does_nothing_with_it()
    {
        await Missed();
        await using var circuit = await server.Circuit(await server.Hire("Jana"));
        var (_, page) = await Open(circuit, "now", 3);

        page.FindAll(".desk-bar, .desk-choose, .breach-state button, .breach-cause button").ShouldBeEmpty();
        page.FindAll(".breach-figures a").Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_team_lead_excuses_what_the_other_side_missed_and_is_told_before_of_how_many_that_is_not_so()
    {
        await Missed();
        await using var circuit = await server.Circuit(await server.Hire("Marta", Party.Sales, Role.Lead));
        var (dialogs, page) = await Open(circuit, "now", 3);

        // Why not is said once, and not in each row.
        page.FindAll(".breach-state button").Count.ShouldBe(1);
        page.FindAll("p.quiet").Count(p => p.TextContent.Contains("What your own side missed", StringComparison.Ordinal)).ShouldBe(1);
        await page.InvokeAsync(() => page.Find(".desk-all input").Change(true));
        page.Find(".desk-count").TextContent.ShouldBe("3 promises of 3 leads chosen");
        page.Find(".desk-not").TextContent.ShouldBe("Not yours to excuse, or excused already: 2.");
        await page.InvokeAsync(() => page.FindAll(".desk-bar button").Single(b => b.TextContent.Trim() == "Excuse 1 of them…").Click());
        dialogs.WaitForElement("#excuse-form");
        dialogs.Find(".dialog-about").TextContent.ShouldContain("Undecided");
        dialogs.FindAll("input[type=radio]")[0].Click();
        dialogs.Find("#excuse-form").Submit();
        await server.Shows(() => page.FindAll(".breach").Count == 2);
        using var rows = server.Rows();
        rows.Clocks.Where(c => c.Excuse != null).AsEnumerable().ShouldHaveSingleItem().OwedBy.ShouldBe(Party.Marketing);
        // Of what is left she may excuse nothing.
        page.FindAll(".desk-bar button").Single(b => b.TextContent.Trim() == "Excuse…").HasAttribute("disabled").ShouldBeTrue();
    }

    [Fact]
    public async Task A_manager_and_an_administrator_excuse_all_and_only_an_administrator_or_a_team_lead_changes_the_causes()
    {
        await Missed();
        foreach (var (name, role, edits) in new[] { ("Mona", Role.Manager, false), ("Ada", Role.Admin, true) })
        {
            await using var circuit = await server.Circuit(await server.Hire(name, Party.Sales, role));
            var (_, page) = await Open(circuit, "now", 3);
            page.FindAll(".breach-state button").Count.ShouldBe(3);
            await page.InvokeAsync(() => page.Find(".desk-all input").Change(true));
            page.FindAll(".desk-not").ShouldBeEmpty();
            Texts(page, ".desk-bar button")
                .ShouldBe(["Give to somebody else…", "Note to the owner…", "Name the cause…", "Excuse…"]);
            circuit.Services.GetRequiredService<NavigationManager>().NavigateTo("breaches?part=all");
            var all = circuit.Render<BreachesPage>();
            await server.Shows(() => all.FindAll(".desk-causes").Count == 1);
            all.FindAll(".desk-causes p button").Count.ShouldBe(edits ? 1 : 0);
        }
    }

    [Fact]
    public async Task All_times_are_in_the_installations_zone_which_is_named_wherever_the_viewer_is()
    {
        await server.Offered("Nordwind");
        await server.Pass(TimeSpan.FromHours(5));
        await using var circuit = await server.Circuit(await server.Hire("Marta", Party.Sales, Role.Lead));
        circuit.JSInterop.SetupModule("./js/place.js").Setup<string>("zone").SetResult("Asia/Tokyo");
        var (_, page) = await Open(circuit, "now", 1);

        // Offered at 09:00 in UTC, due at 13:00.
        page.Find(".breach-when").TextContent.ShouldContain("13:00");
        page.Find(".desk-zone").TextContent.ShouldBe("Time zone: Etc/UTC");
        await page.InvokeAsync(() => page.Find(".breach-why").TriggerEvent("ontoggle", EventArgs.Empty));
        page.WaitForAssertion(() => page.Find(".why").TextContent.ShouldContain("13:00"));
        page.Find(".why").TextContent.ShouldNotContain("22:00");
    }

    [Fact]
    public async Task Of_the_missed_only_the_excused_of_the_thirty_days_are_among_them()
    {
        var lead = await server.Offered("Nordwind");
        await server.Pass(TimeSpan.FromDays(2));
        using (var rows = server.Rows())
        {
            var clock = rows.Clocks.Single(c => c.LeadId == lead && c.State == ClockState.Breached).Id;
            await server.Do(write =>
            {
                write.Lead(lead).Excuse(clock, ExcuseReason.SystemOutage, null);
                return true;
            });
        }
        await server.Pass(TimeSpan.FromDays(40));
        await server.Offered("Sudwind");
        await server.Pass(TimeSpan.FromDays(2));
        await using var circuit = await server.Circuit(await server.Hire("Marta", Party.Sales, Role.Lead));
        var (_, page) = await Open(circuit, "now", 1);

        // The excused one still counts, and was missed long ago.
        Texts(page, ".breach-figures dd").ShouldBe(["1", "1", "0", "0"]);
    }
}
