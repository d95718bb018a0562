using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Web.Features.Reports.Charts;
using SmarketingHub.Web.Features.Reports.Compliance;
using SmarketingHub.Web.Features.Reports.Overview;
using SmarketingHub.Web.Tests.Api;
using SmarketingHub.Web.Tests.Bell;
using static SmarketingHub.Engine.Tests.Reports.PromiseRow;

namespace SmarketingHub.Web.Tests.Reports;

public sealed class CompliancePageTests : IAsyncLifetime
{
    private static readonly Instant Before = Instant.FromUtc(2026, 2, 10, 9, 0);

    private ApiServer server = null!;

    public async ValueTask InitializeAsync() => server = await ApiServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Every_count_stands_beside_the_share_and_leads_to_its_leads()
    {
        await server.Offered("Nordwind");
        server.Time.Advance(TimeSpan.FromDays(1));
        await using var circuit = await server.Circuit(await server.Hire("Marta", Party.Sales, Role.Manager));
        var page = await Open(circuit, "reports/compliance?view=party");

        var table = page.Find(".report-table");
        table.QuerySelectorAll("thead th").Select(h => h.TextContent.Split('?')[0].Trim()).ToArray()[..10].ShouldBe(
            ["Party", "Met", "Breached", "Excused", "Corrected", "Paused", "Void", "Running", "Uncovered", "Share met"]);
        Cells(table, 0)[..9].ShouldBe(["Marketing", "1", "0", "0", "0", "0", "0", "0", "0"]);
        Cells(table, 1)[..9].ShouldBe(["Sales", "0", "1", "0", "0", "0", "0", "0", "0"]);
        page.FindAll(".definition-text").Select(d => d.TextContent).ShouldContain("Nobody owed it any more before it was due.");

        var link = table.QuerySelectorAll("tbody tr")[1].QuerySelector("td a")!.GetAttribute("href")!;
        Uri.UnescapeDataString(link).ShouldContain("as=2026-03-03T09:00:00");
        var list = (await Open(circuit, link.TrimStart('/'))).Find("#leads");
        list.QuerySelector("h2")!.TextContent.ShouldBe("Sales: Breached: promises 1, of 1 leads");
        Cells(list, 0).ShouldBe(["Nordwind", "Sales accepts or returns every offered lead within 4 business hours.", "in the queue",
            "2 Mar 2026, 09:00", "2 Mar 2026, 13:00", "not done yet", "Breached"]);
        list.QuerySelector("tbody a")!.GetAttribute("href")!.ShouldStartWith("/leads/");
    }

    [Fact]
    public async Task A_list_of_promises_has_what_was_clicked_whatever_is_recorded_meanwhile()
    {
        await server.Offered("Nordwind");
        server.Time.Advance(TimeSpan.FromHours(1));
        await using var circuit = await server.Circuit(await server.Hire("Marta", Party.Sales, Role.Manager));
        var shown = (await Open(circuit, "reports/compliance?view=party")).FindAll(".report-table")[0].QuerySelectorAll("tbody tr td a")
            .Select(link => (Count: link.TextContent.Trim(), To: link.GetAttribute("href")!.TrimStart('/')))
            .Where(link => !link.Count.Contains('%')).ToList();
        server.Time.Advance(TimeSpan.FromHours(1));
        await server.Offered("Altamar");
        server.Time.Advance(TimeSpan.FromHours(8));

        shown.Select(link => link.Count).ShouldBe(["1", "1", "1", "1"]);
        foreach (var (count, to) in shown)
            (await Open(circuit, to)).Find("#leads .report-count").TextContent.ShouldBe(count);
    }

    [Fact]
    public async Task People_stand_by_their_names_with_the_limits_of_chance()
    {
        var (zoe, adam) = (await server.Hire("Zoe"), await server.Hire("Adam"));
        await Store(server.Rows(), Enumerable.Repeat(Met with { Person = zoe.Id }, 30));
        await Store(server.Rows(), Enumerable.Repeat(Breached with { Person = adam.Id }, 10));
        server.Time.Advance(TimeSpan.FromDays(1));
        await using var circuit = await server.Circuit(await server.Hire("Marta", Party.Sales, Role.Manager));
        var page = await Open(circuit, "reports/compliance");

        var people = page.FindAll(".report-table").Last();
        people.QuerySelectorAll("thead button.report-sort").ShouldBeEmpty();
        // Of 10 at 75% chance alone gives 3 and fewer less than one time in 1,000.
        (Cells(people, 0)[0], Cells(people, 0)[^1]).ShouldBe(("Adam", "outside the 99.8% limits"));
        Cells(people, 1)[..4].ShouldBe(["Zoe", "30", "30", "0"]);
        page.FindAll(".chart-wide .chart-dot.is-out").Count.ShouldBe(2);

        // Asked of one of them: the middle is that of all people, else everybody would be within chance.
        var alone = (await Open(circuit, $"reports/compliance?person={adam.Id}")).FindAll(".report-table").Last();
        alone.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        Cells(alone, 0).ShouldBe(Cells(people, 0));
        circuit.Services.GetRequiredService<NavigationManager>().NavigateTo($"reports?person={adam.Id}");
        var overview = circuit.Render<OverviewPage>();
        await server.Shows(() => overview.Markup.Contains("Outside of what chance explains: 1 of 1 people, 1 of them"));
    }

    [Fact]
    public void Names_in_the_plot_stand_on_no_other_and_on_no_point()
    {
        var random = new Random(13);
        using var context = new BunitContext();
        // Crowded: all between 60 and 100 promises.
        var dots = Enumerable.Range(0, 24).Select(at => new FunnelDot(
            $"Person {at} of many", 60 + random.Next(40), 0.7 + 0.3 * random.NextDouble(), $"{at}",
            IsOut: at < 3, IsNamed: at < 8)).ToList();
        var plot = context.Render<FunnelPlot>(with => with
            .Add(c => c.Title, "People").Add(c => c.Description, "").Add(c => c.SayShare, share => $"{share:P0}").Add(c => c.Center, 0.85)
            .Add(c => c.LineNames, ["95%", "99.8%", "all"]).Add(c => c.Dots, dots)
            .Add(c => c.Limits, [.. Enumerable.Range(1, 100).Select(n => new FunnelLimit(n, 0.6, 0.95, 0.5, 1))]));

        foreach (var size in new[] { "wide", "broad" })
        {
            var names = plot.FindAll($".chart-{size} text:not(.chart-hint)").Where(t => t.TextContent.StartsWith("Person"))
                .Select(t => (X: Number(t, "x"), Y: Number(t, "y"), Width: 6 * t.TextContent.Length)).ToList();
            names.Count.ShouldBe(8);
            foreach (var (name, other) in names.SelectMany((name, at) => names.Skip(at + 1).Select(other => (name, other))))
                (Math.Abs(name.Y - other.Y) >= 12 || name.X + name.Width < other.X || other.X + other.Width < name.X).ShouldBeTrue();
            var points = plot.FindAll($".chart-{size} circle.chart-dot").Select(dot => (X: Number(dot, "cx"), Y: Number(dot, "cy")));
            foreach (var point in points)
                names.ShouldNotContain(name =>
                    point.X > name.X && point.X < name.X + name.Width && point.Y > name.Y - 8 && point.Y < name.Y);
            // The others say their names when they are pointed at or reached by tab.
            plot.FindAll($".chart-{size} .chart-named .chart-hint").Count.ShouldBe(16);
            plot.FindAll($".chart-{size} .chart-named[tabindex='0'] title").Count.ShouldBe(24);
        }
        // Room for the whole of "100%" left of the picture.
        plot.FindAll(".chart-wide text").Where(t => t.TextContent == "100%").ShouldAllBe(t => Number(t, "x") > 34);
    }

    private static double Number(AngleSharp.Dom.IElement shape, string name) =>
        double.Parse(shape.GetAttribute(name)!, System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task Why_it_changed_is_said_in_parts_that_add_up()
    {
        await Store(server.Rows(), Enumerable.Repeat(Met with { StartedAt = Before, Source = "demo" }, 8));
        await Store(server.Rows(), Enumerable.Repeat(Breached with { StartedAt = Before, Source = "webinar" }, 2));
        await Store(server.Rows(), Enumerable.Repeat(Met with { Source = "demo" }, 4));
        await Store(server.Rows(), Enumerable.Repeat(Breached with { Source = "webinar" }, 6));
        server.Time.Advance(TimeSpan.FromHours(1));
        await using var circuit = await server.Circuit(await server.Hire("Marta", Party.Sales, Role.Manager));
        var page = await Open(circuit, "reports/compliance?from=2026-02-20&to=2026-03-10");

        page.Find(".report-parts li").TextContent.Trim().ShouldStartWith("Mix");
        page.Find(".report-parts li b").TextContent.ShouldBe("−40.0 pp");
        var table = page.FindAll(".report-table").Single(t => t.TextContent.Contains("Volume against capacity", StringComparison.Ordinal));
        Cells(table, 4).ShouldBe(["Difference", "−40.0"]);
    }

    [Fact]
    public void Sentences_that_begin_alike_are_told_apart_in_a_picture()
    {
        using var context = new BunitContext();
        var words = "Sales makes the first attempt with every inquiry that was handed over to it, in business time, of grade";
        var chart = context.Render<IntervalChart>(with => with
            .Add(c => c.Title, "Share met").Add(c => c.Description, "").Add(c => c.SayShare, share => $"{share}").Add(c => c.SignNames, [])
            .Add(c => c.Intervals, [.. new[] { "A within 1 h", "B within 4 h" }.Select(end => new ChartInterval(
                $"{words} {end}.", 0.5, 0.4, 0.6, null, "1 of 2"))]));

        foreach (var size in new[] { "wide", "narrow" })
        {
            var labels = chart.FindAll($".chart-{size} text[text-anchor=start]").Select(text => text.TextContent).ToList();
            labels.Count.ShouldBe(2);
            labels.ShouldAllBe(label => label.StartsWith("Sales makes"));
            labels.ShouldBeUnique();
            labels[1].ShouldContain("B within 4 h");
        }
    }

    [Fact]
    public async Task Without_anything_decided_it_says_so_and_what_is_asked_wrongly_is_named()
    {
        await using var circuit = await server.Circuit(await server.Hire("Marta", Party.Sales, Role.Manager));

        (await Open(circuit, "reports/compliance")).Find(".report-lead").TextContent
            .ShouldBe("Nothing was decided yet. Promises that started: 0.");
        (await Open(circuit, "reports/compliance?view=moon")).Find("[role=alert]").TextContent.ShouldContain("View: Give commitment");
        (await Open(circuit, "reports/compliance?show=moon")).Find("[role=alert]").TextContent
            .ShouldContain("Leads behind a figure: Give a count");
    }

    [Fact]
    public async Task A_list_behind_what_there_is_not_is_refused_by_name()
    {
        await using var circuit = await server.Circuit(await server.Hire("Marta", Party.Sales, Role.Manager));
        foreach (var address in new[]
        {
            "show=person.met::99999", "show=met::99999&view=person", "show=met::moon&view=party", "show=met::moon&view=team",
            "show=met::moon&view=source", "show=met::moon&view=campaign", "show=met::moon&view=country", "show=met::2026-W99&view=week",
            "show=met::99&view=agreement", "show=met:1:moon", "show=met:x:touch", "show=met:1", "show=3",
        })
            (await Open(circuit, $"reports/compliance?{address}")).Find("[role=alert]").TextContent
                .ShouldContain("Leads behind a figure: ");
    }

    private async Task<IRenderedComponent<CompliancePage>> Open(BunitContext circuit, string address)
    {
        circuit.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = circuit.Render<CompliancePage>();
        await server.Shows(() => page.FindAll(".report-body, [role=alert]").Count == 1
            && page.FindAll("#leads:not(:has(table))").Count == 0);
        return page;
    }

    private static string[] Cells(AngleSharp.Dom.IElement within, int row) =>
        [.. within.QuerySelectorAll("tbody tr")[row].QuerySelectorAll("th, td").Select(cell => cell.TextContent.Trim())];
}
