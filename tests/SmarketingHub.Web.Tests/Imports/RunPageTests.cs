using System.Text;
using Bunit;
using Bunit.Rendering;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;
using SmarketingHub.Web.Features.Imports;
using SmarketingHub.Web.Tests.Board;

namespace SmarketingHub.Web.Tests.Imports;

/// <summary>Imports that run or ran: one, and the list of them.</summary>
public sealed class RunPageTests
{
    private static async Task<long> Run(PageFixture hub, string text, string name = "fair.csv")
    {
        var imports = hub.Pages.Services.GetRequiredService<RunningImports>();
        var run = await imports.Start(new() { Csv = new MemoryStream(Encoding.UTF8.GetBytes(text)), As = ImportAs.New, FileName = name },
            PageFixture.Admin);
        await imports.Ended(run);
        return run;
    }

    private static async Task<IRenderedComponent<ContainerFragment>> Open(PageFixture hub, long run)
    {
        hub.SignIn(await hub.Hire("Maja Kowalska", Party.Marketing, Role.Manager));
        return hub.Render<RunPage>(builder => builder.AddComponentParameter(3, "Id", run));
    }

    [Fact]
    public async Task A_run_shows_what_became_of_its_rows_and_offers_the_rejected_ones()
    {
        await using var hub = await PageFixture.Start();
        var run = await Run(hub, "Email,First Name,Score,Favourite colour\nana@nordwind.example,Ana,lots,blue\n,Bo,,\n");

        var page = await Open(hub, run);

        page.WaitForElement(".import-figures");
        page.FindAll(".import-figures dd").Select(figure => figure.TextContent).ShouldBe(["1", "0", "0", "1", "1"]);
        var told = page.FindAll(".import-told li")
            .Select(line => string.Join(' ', line.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();
        told.ShouldContain("Score 'lots' is no whole number. Values: 1 · first in line 2");
        told.ShouldContain("Favourite colour – · Unknown: kept beside the leadValues kept: 1");
        page.Find("[role=status]").TextContent.ShouldBe("Done");
        page.Find($"a[href='imports/{run}/rejected.csv']").HasAttribute("download").ShouldBeTrue();
        page.Find($"a[href='imports/new?rejects={run}']");
        page.FindAll("progress").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_is_taken_back_once_it_was_seen_what_that_does()
    {
        await using var hub = await PageFixture.Start();
        var run = await Run(hub, "Email\nana@nordwind.example\nbo@brillo.example\n");
        var page = await Open(hub, run);
        page.WaitForElement("[aria-labelledby=undo-head] button").Click();
        page.WaitForElement(".is-grave");
        page.FindAll("[aria-labelledby=undo-head] dd").Select(figure => figure.TextContent).ShouldBe(["2", "0", "0"]);

        page.Find(".is-grave").Click();

        await hub.Shows(() => page.Find(".page > [role=status]").TextContent == "Taken back");
        page.Find("[aria-labelledby=undo-head]").TextContent.ShouldContain("Maja Kowalska took it back");
        await PageFixture.Until(() => hub.Board.Current.Cards.Count == 0);
    }

    [Fact]
    public async Task Taking_a_run_back_that_was_stopped_goes_on_at_a_press()
    {
        await using var hub = await PageFixture.Start();
        var run = await Run(hub, "Email\nana@nordwind.example\nbo@brillo.example\n");
        await hub.Door.Do(PageFixture.Admin, write => write.Rows.ImportRuns.Find(run)!.State = ImportState.TakingBack);
        var page = await Open(hub, run);
        page.WaitForElement("[aria-labelledby=undo-head]");
        page.FindAll("[aria-labelledby=undo-head] button").ShouldBeEmpty();
        await hub.Pass(Duration.FromMinutes(2));
        await hub.Shows(() => page.FindAll("[aria-labelledby=undo-head] button").Count == 1);

        page.Find("[aria-labelledby=undo-head] button").Click();

        await hub.Shows(() => page.Find(".page > [role=status]").TextContent == "Taken back");
        await PageFixture.Until(() => hub.Board.Current.Cards.Count == 0);
    }

    [Fact]
    public async Task What_stands_in_the_way_of_taking_a_run_back_is_named()
    {
        await using var hub = await PageFixture.Start();
        var run = await Run(hub, "Email\nana@nordwind.example\nbo@brillo.example\n");
        await PageFixture.Until(() => hub.Board.Current.Cards.Count == 2);
        var lead = hub.Board.Current.Cards.Keys.Min();
        await hub.Fire(lead, Trigger.Ready);
        var page = await Open(hub, run);

        page.WaitForElement("[aria-labelledby=undo-head] button").Click();

        page.WaitForElement("[aria-labelledby=undo-head] li").TextContent.ShouldStartWith($"Lead {lead}: Somebody worked on it");
        page.FindAll(".is-grave").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_that_nobody_knows_is_told_of()
    {
        await using var hub = await PageFixture.Start();
        (await Open(hub, 4_711)).WaitForElement(".empty h1").TextContent.ShouldBe("There is no such import.");
    }

    [Fact]
    public async Task The_list_shows_three_runs_and_three_hundred_of_them_in_parts()
    {
        await using var hub = await PageFixture.Start();
        hub.SignIn(await hub.Hire("Maja Kowalska", Party.Marketing, Role.Manager));
        (await List()).Find(".empty strong").TextContent.ShouldBe("Nothing was imported yet.");
        for (var n = 0; n < 3; n++)
            await Run(hub, $"Email\nana{n}@nordwind.example\n", $"fair {n}.csv");
        (await List()).FindAll(".import-run-name a").Select(name => name.TextContent).ShouldBe(["fair 2.csv", "fair 1.csv", "fair 0.csv"]);

        await hub.Door.Do(PageFixture.Admin, write =>
        {
            for (var n = 0; n < 57; n++)
                write.Rows.ImportRuns.Add(new()
                {
                    Id = write.NextId(),
                    FileName = "more.csv",
                    Actor = "system",
                    State = ImportState.Done,
                    StartedAt = write.Now,
                });
            return true;
        });
        var page = await List();
        page.FindAll(".import-run").Count.ShouldBe(50);
        page.Find(".import-more").Click();
        page.WaitForAssertion(() => page.FindAll(".import-run").Count.ShouldBe(60));
        page.FindAll(".import-more").ShouldBeEmpty();

        async Task<IRenderedComponent<ImportsPage>> List()
        {
            var list = hub.Pages.Render<ImportsPage>();
            await PageFixture.Until(() => list.FindAll(".empty, .import-run").Count > 0);
            return list;
        }
    }

    [Fact]
    public async Task A_profile_is_deleted_after_a_second_press()
    {
        await using var hub = await PageFixture.Start();
        hub.SignIn(await hub.Hire("Maja Kowalska", Party.Marketing, Role.Manager));
        var profiles = hub.Pages.Services.GetRequiredService<ImportProfiles>();
        await profiles.Keep("Our CRM", new ImportProfile { Decimal = "," }, PageFixture.Admin);
        var page = hub.Render<ImportsPage>();
        page.WaitForElement(".import-profiles [aria-label='Delete the profile Our CRM']").Click();
        page.Find("[role=group] button").Click();

        page.WaitForAssertion(() => page.FindAll(".import-profiles").ShouldBeEmpty());
        (await profiles.All(PageFixture.Admin)).ShouldBeEmpty();
    }
}
