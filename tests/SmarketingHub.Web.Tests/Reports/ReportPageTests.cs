using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Web.Features.Reports.Feedback;
using SmarketingHub.Web.Features.Reports.Funnel;
using SmarketingHub.Web.Features.Reports.Overview;
using SmarketingHub.Web.Features.Reports.Pauses;
using SmarketingHub.Web.Tests.Api;
using SmarketingHub.Web.Tests.Bell;

namespace SmarketingHub.Web.Tests.Reports;

/// <summary>The reports' pages over a running server.</summary>
public sealed class ReportPageTests : IAsyncLifetime
{
    private ApiServer server = null!;

    public async ValueTask InitializeAsync() => server = await ApiServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_funnel_shows_its_steps_and_the_leads_behind_a_figure()
    {
        await using var circuit = await server.Circuit(await server.Hire("Jana"));
        var ready = await server.Offered("Nordwind");
        await server.Take("Brillo", "Webinar");
        var page = await Open<FunnelPage>(circuit, "reports/funnel");

        page.Find(".report-lead").TextContent.ShouldBe("2 leads: 0 won, 0 lost or disqualified, 2 still open.");
        page.FindAll(".report-section")[0].QuerySelectorAll("tbody tr")[1].QuerySelectorAll("td")[0].TextContent.Trim().ShouldBe("1");
        page.FindAll(".report-asked b").Count.ShouldBe(3);

        circuit.Services.GetRequiredService<NavigationManager>().NavigateTo("reports/funnel?show=ready:reached");
        await server.Shows(() => page.FindAll(".report-leads tbody tr").Count == 1);
        page.Find(".report-leads tbody a").GetAttribute("href").ShouldBe($"/leads/{ready}");
        page.Find(".report-leads tbody a").TextContent.Trim().ShouldBe("Nordwind");
    }

    [Fact]
    public async Task A_table_is_sorted_by_its_headers_and_gets_its_own_order_back()
    {
        await using var circuit = await server.Circuit(await server.Hire("Jana"));
        foreach (var (company, source) in new[] { ("A", "Webinar"), ("B", "Webinar"), ("C", "Ads") })
            await server.Take(company, source);
        var page = await Open<FunnelPage>(circuit, "reports/funnel");

        IReadOnlyList<string> Names() =>
            [.. page.FindAll(".report-section")[1].QuerySelectorAll("tbody th").Select(name => name.TextContent.Trim())];
        Names().ShouldBe(["Webinar", "Ads", "Total"]);
        void Click() => page.FindAll(".report-section")[1].QuerySelectorAll(".report-sort")[0].Click();
        Click();
        Names().ShouldBe(["Ads", "Webinar", "Total"]);
        page.FindAll(".report-section")[1].QuerySelector("th[aria-sort]")!.GetAttribute("aria-sort").ShouldBe("ascending");
        Click();
        Names().ShouldBe(["Webinar", "Ads", "Total"]);
        Click();
        page.FindAll(".report-section")[1].QuerySelector("th[aria-sort]").ShouldBeNull();
    }

    [Fact]
    public async Task A_wrong_address_is_said_by_name_and_the_next_one_is_shown()
    {
        await using var circuit = await server.Circuit(await server.Hire("Jana"));
        await server.Take("Nordwind");
        var page = await Open<FunnelPage>(circuit, "reports/funnel?party=nobody");
        page.Find("[role=alert]").TextContent.ShouldContain("Party: There is no party 'nobody'.");

        // As the page calls it, not as the address does.
        foreach (var (wrong, field) in new[]
        {
            ("period=yesterday", "Period: "), ("from=x", "First day: "), ("to=x", "Last day: "),
            ("as=2999-01-01T00:00:00Z", "As known at: "), ("agreement=x", "Agreement: "), ("view=party", "View: "),
        })
        {
            circuit.Services.GetRequiredService<NavigationManager>().NavigateTo($"reports/funnel?{wrong}");
            await server.Shows(() => page.FindAll("[role=alert]").Count == 1 && page.Find("[role=alert]").TextContent.Contains(field));
        }
        circuit.Services.GetRequiredService<NavigationManager>().NavigateTo("reports/funnel");
        await server.Shows(() => page.FindAll("[role=alert]").Count == 0 && page.FindAll(".report-section").Count == 3);
    }

    [Fact]
    public async Task What_was_typed_and_not_understood_stays_to_be_mended()
    {
        await using var circuit = await server.Circuit(await server.Hire("Jana"));
        string? Typed(IRenderedComponent<FunnelPage> page, string field) => page.Find($"#report-{field}").GetAttribute("value");

        var later = await Open<FunnelPage>(circuit, "reports/funnel?as=2999-12-31T00:00:00Z");
        (Typed(later, "as"), later.Find("#report-as").GetAttribute("type")).ShouldBe(("2999-12-31T00:00", "datetime-local"));
        later.Markup.ShouldNotContain("As known now");
        var none = await Open<FunnelPage>(circuit, "reports/funnel?as=yesterday");
        (Typed(none, "as"), none.Find("#report-as").GetAttribute("type")).ShouldBe(("yesterday", "text"));
        var turned = await Open<FunnelPage>(circuit, "reports/funnel?from=2026-03-05&to=2026-03-02");
        (Typed(turned, "from"), Typed(turned, "to")).ShouldBe(("2026-03-05", "2026-03-01"));
        turned.Find(".report-asks").ClassList.ShouldContain("is-open");
    }

    [Fact]
    public async Task Filters_fold_into_one_button_that_counts_them()
    {
        await using var circuit = await server.Circuit(await server.Hire("Jana"));
        await server.Take("Nordwind", "Webinar");
        var page = await Open<FunnelPage>(circuit, "reports/funnel?source=Webinar&grade=");
        page.Find(".report-fold").TextContent.Trim().ShouldBe("Filters · 2");
        page.Find(".report-fold").GetAttribute("aria-expanded").ShouldBe("false");
        page.Find(".report-asks").ClassList.ShouldNotContain("is-open");

        page.Find(".report-fold").Click();

        page.Find(".report-asks").ClassList.ShouldContain("is-open");
        page.Find(".report-fold").GetAttribute("aria-expanded").ShouldBe("true");
        (await Open<FunnelPage>(circuit, "reports/funnel")).Find(".report-fold").TextContent.Trim().ShouldBe("Filters");
    }

    [Fact]
    public async Task A_long_value_is_cut_and_can_be_read_whole()
    {
        var source = new string('W', 200);
        await using var circuit = await server.Circuit(await server.Hire("Jana"));
        await server.Take("Nordwind", source);
        var page = await Open<FunnelPage>(circuit, $"reports/funnel?source={source}");

        var cut = page.Find(".report-asked .cut");
        (cut.TextContent, cut.GetAttribute("title"), cut.GetAttribute("tabindex")).ShouldBe((source, source, "0"));
        page.Find($".report-asks li[title={source}]").TextContent.ShouldContain(source);
    }

    [Fact]
    public async Task Feedback_and_pauses_say_that_there_is_nothing_and_then_what_there_is()
    {
        var jana = await server.Hire("Jana");
        await using var circuit = await server.Circuit(jana);
        (await Open<FeedbackPage>(circuit, "reports/feedback")).Markup.ShouldContain("Nothing was offered or came back in this period.");
        (await Open<PausesPage>(circuit, "reports/pauses")).Markup.ShouldContain("No lead was paused in this period.");
        // What would be here, and how to get it: a rep takes leads in, and imports none.
        var empty = await Open<FunnelPage>(circuit, "reports/funnel");
        empty.Find(".report-start").TextContent.ShouldContain("There are no leads yet.");
        empty.FindAll(".report-start a").Select(a => a.GetAttribute("href")).ShouldBe(["/leads/new"]);
        empty.FindAll("figure.chart").ShouldBeEmpty();
        var door = server.Services.GetRequiredService<Door>();
        await door.Fire(Actor.Of(jana), await server.Offered("Nordwind"), null, Trigger.Return,
            new() { Reason = $"{ReturnReason.NotNow}" });
        var marta = await server.Hire("Marta", Party.Marketing);
        await door.Fire(Actor.Of(marta), await server.Take("Brillo"), null, Trigger.Pause,
            new() { Words = "Moving.", Until = HubTime() + NodaTime.Duration.FromDays(9) });

        var feedback = await Open<FeedbackPage>(circuit, "reports/feedback?show=returns:notNow");
        feedback.Find(".report-lead").TextContent.ShouldBe("1 hand-offs offered, 1 returns, 0 of them against the giver, 0 disputed.");
        await server.Shows(() => feedback.FindAll(".report-leads tbody a").Count == 1);
        var pauses = await Open<PausesPage>(circuit, "reports/pauses?show=running");
        pauses.FindAll(".report-section")[1].TextContent.ShouldContain("Marta");
        pauses.FindAll(".report-section")[1].QuerySelector("tbody td a")!.GetAttribute("href")!.ShouldMatch(
            $@"^/reports/pauses\?person={marta.Id}&as=2026-03-02T[^&]+&show=pauses#leads$");
        await server.Shows(() => pauses.FindAll(".report-leads tbody a").Count == 1);
    }

    [Fact]
    public async Task Monday_begins_with_no_leads_and_goes_on_with_some()
    {
        await using var circuit = await server.Circuit(await server.Hire("Jana"));
        (await Open<OverviewPage>(circuit, "reports")).Find(".empty").TextContent.ShouldContain("There are no leads yet.");

        await server.Offered("Nordwind");
        server.Time.Advance(TimeSpan.FromHours(5));
        var page = await Open<OverviewPage>(circuit, "reports");

        page.FindAll(".report-section").Count.ShouldBe(5);
        page.FindAll(".report-section h2")[0].TextContent.ShouldStartWith("What slips next");
        page.Markup.ShouldContain("No promise of a person is decided yet.");
        await server.Shows(() => page.Markup.Contains("To the breach desk"));
    }

    [Fact]
    public async Task Monday_counts_whether_the_agreement_works_of_the_leads_that_are_asked_for()
    {
        await server.Do(write => write.AddVersion(write.Company.Agreements[0].Id, write.Company.Agreements[0].Versions[^1] with
        {
            EffectiveAt = write.Now,
            PeriodCommitments = [new() { Id = "volume", Measure = Measure.Leads, OwedBy = Party.Marketing, Amount = 11 }],
        }));
        await server.Offered("Nordwind");
        server.Time.Advance(TimeSpan.FromDays(1));
        await using var circuit = await server.Circuit(await server.Hire("Jana"));

        // Nobody accepted it: the volume is on pace, the follow-up is not.
        var page = await Open<OverviewPage>(circuit, "reports");
        page.Markup.ShouldContain("On pace: 1 of 2, of volume, quality, goals and follow-up.");
        page.FindAll("a[href^='/reports/pace?']").ShouldContain(figure => figure.TextContent == "1 of 2");
        (await Open<OverviewPage>(circuit, "reports?source=Nowhere")).Markup.ShouldContain("On pace: 0 of 1, of volume");
        (await Open<OverviewPage>(circuit, "reports?party=sales")).Markup.ShouldContain("On pace: 0 of 1, of volume");
        (await Open<OverviewPage>(circuit, "reports?party=sales&source=Nowhere")).Markup
            .ShouldContain("Nothing can be judged by its pace yet.");
    }

    [Fact]
    public async Task Figures_of_a_group_and_of_a_month_lead_to_their_leads()
    {
        await using var circuit = await server.Circuit(await server.Hire("Jana"));
        await server.Take("Nordwind", "Ads");
        await server.Take("Brillo", "Webinar");
        var page = await Open<FunnelPage>(circuit, "reports/funnel");

        var group = page.FindAll(".report-section")[1].QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains("Webinar"));
        var month = page.FindAll(".report-section")[2].QuerySelector("tbody tr")!;
        foreach (var (row, names) in new[] { (group, new[] { "Brillo" }), (month, ["Brillo", "Nordwind"]) })
            // Both the count of all and that of the open ones.
            foreach (var cell in row.QuerySelectorAll("td").Take(2))
            {
                var leads = await Open<FunnelPage>(circuit, cell.QuerySelector("a")!.GetAttribute("href")!.TrimStart('/'));
                await server.Shows(() => leads.FindAll(".report-leads tbody tr").Count == names.Length);
                leads.FindAll(".report-leads tbody a").Select(a => a.TextContent.Trim()).Order().ShouldBe(names);
            }
    }

    [Fact]
    public async Task Months_of_receipt_are_dates_in_a_file()
    {
        await using var circuit = await server.Circuit(await server.Hire("Jana"));
        var module = circuit.JSInterop.SetupModule("./js/reports.js");
        module.Mode = JSRuntimeMode.Loose;
        var saved = "";
        module.SetupVoid("save", call =>
        {
            saved = new StreamReader(call.Arguments.OfType<DotNetStreamReference>().Single().Stream).ReadToEnd();
            return true;
        }).SetVoidResult();
        await server.Take("Nordwind");
        var page = await Open<FunnelPage>(circuit, "reports/funnel");

        await page.InvokeAsync(() => page.Find(".report-tools button").ClickAsync(new()));

        saved.ShouldContain("Month,Whole month,");
        saved.ShouldContain("2026-03-01,no,1,");
        page.FindAll(".report-section")[2].QuerySelector("tbody th")!.TextContent.Trim().ShouldBe("Mar 2026 (in part)");
    }

    [Theory]
    [InlineData("captured:reached", "Received in the period")]
    [InlineData("captured:stillOpen", "Received in the period: Still open")]
    [InlineData("ready:reached", "Came to “Ready” or further")]
    [InlineData("captured:open", "Came to “Captured”, no further, and may still go on")]
    [InlineData("won:ended", "Came to “Won”, no further, and are over")]
    public async Task A_list_behind_the_funnel_says_what_it_has(string shown, string title)
    {
        await using var circuit = await server.Circuit(await server.Hire("Jana"));
        await server.Take("Nordwind");

        (await Open<FunnelPage>(circuit, $"reports/funnel?show={shown}")).Find("#leads h2").TextContent.ShouldStartWith($"{title}: ");
    }

    private NodaTime.Instant HubTime() => NodaTime.Instant.FromDateTimeOffset(server.Time.GetUtcNow());

    // What was just written belongs to a period that ends with the day.
    private async Task<IRenderedComponent<TPage>> Open<TPage>(BunitContext circuit, string address) where TPage : IComponent
    {
        circuit.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = circuit.Render<TPage>();
        await server.Shows(() => page.FindAll(".report-body, .empty").Count > 0 && page.Find(".report-loading").TextContent.Length == 0);
        return page;
    }
}
