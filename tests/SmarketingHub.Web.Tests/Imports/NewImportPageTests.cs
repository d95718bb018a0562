using System.Text;
using System.Text.Json;
using AngleSharp.Dom;
using Bunit;
using Bunit.Rendering;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;
using SmarketingHub.Web.Features.Imports;
using SmarketingHub.Web.Tests.Board;

namespace SmarketingHub.Web.Tests.Imports;

/// <summary>A file on its way in, step by step.</summary>
public sealed class NewImportPageTests
{
    private const string Contacts = """
        Email,Company,Lead Status,Create Date,Amount,Favourite colour
        ana@nordwind.example,Nordwind,Fished for,03/04/2025,1.500,blue
        bo@brillo.example,Brillo,Working,05/04/2025,2.500,
        """;

    private static async Task<IRenderedComponent<ContainerFragment>> Open(PageFixture hub, string address = "imports/new")
    {
        hub.SignIn(await hub.Hire("Maja Kowalska", Party.Marketing, Role.Admin));
        hub.Pages.Services.GetRequiredService<BunitNavigationManager>().NavigateTo(address);
        var page = hub.Render<NewImportPage>();
        page.WaitForElement("#import-file");
        return page;
    }

    private static void Choose(IRenderedComponent<ContainerFragment> page, byte[] bytes, string name = "contacts.csv") =>
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(bytes, name));

    // The page draws itself while it looks at the file: what is found is pressed before it does so again.
    private static void Do(IRenderedComponent<ContainerFragment> page, string selector, Action<IElement> deed)
    {
        page.WaitForAssertion(() => page.Find("[aria-busy]").GetAttribute("aria-busy").ShouldBe("false"));
        page.InvokeAsync(() => deed(page.Find(selector)));
    }

    private static void GoOn(IRenderedComponent<ContainerFragment> page) => Do(page, ".import-foot .primary", element => element.Click());

    private static IRenderedComponent<ContainerFragment> ToColumns(
        IRenderedComponent<ContainerFragment> page, string text, string how = "History")
    {
        Choose(page, Encoding.UTF8.GetBytes(text));
        Do(page, $"input[name=import-way][value={how}]", element => element.Change(how));
        GoOn(page);
        page.WaitForElement(".import-columns");
        return page;
    }

    private static string Shown(IRenderedComponent<ContainerFragment> page, string selector) =>
        string.Join(' ', page.Find(selector).TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public async Task What_is_missing_is_said_where_it_is_missing()
    {
        await using var hub = await PageFixture.Start();
        var page = await Open(hub);

        GoOn(page);

        page.WaitForElement("#wrong-as");
        (Shown(page, "#wrong-file"), Shown(page, "#wrong-as")).ShouldBe(("Choose a file.", "Choose how the rows come in."));
        page.Find("#import-file").GetAttribute("aria-describedby").ShouldBe("wrong-file");
        page.FindAll(".import-steps button[disabled]").Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_file_becomes_leads_by_what_was_chosen_and_the_choices_are_kept()
    {
        await using var hub = await PageFixture.Start();
        var page = ToColumns(await Open(hub), Contacts);
        page.Find("#column-0").ParentElement!.TextContent.ShouldContain("By its name");
        Shown(page, "li:has(#column-5) .import-how").ShouldBe("Unknown: kept beside the lead");
        Shown(page, "li:has(#column-5) .import-examples").ShouldBe("blue");

        Do(page, ".import-question input[value='dd/MM/yyyy']", element => element.Change("dd/MM/yyyy"));
        page.WaitForAssertion(() => page.FindAll("input[value='dd/MM/yyyy'][checked]").Count.ShouldBe(1));
        Do(page, "input[name=decimal][value=',']", element => element.Change(","));
        Do(page, "#word-stage-0", element => element.Change("Meeting"));
        Do(page, "#column-5", element => element.Change("product"));
        page.WaitForAssertion(() => Shown(page, "li:has(#column-5) .import-how").ShouldBe("You said so"));
        page.WaitForAssertion(() => page.Find("[aria-busy]").GetAttribute("aria-busy").ShouldBe("false"));
        page.Find("#word-stage-0 option[selected]").GetAttribute("value").ShouldBe("Meeting", "what is answered can be changed");
        GoOn(page);
        page.WaitForElement(".import-lead");
        var lead = Shown(page, ".import-lead");
        (lead.Contains("Stage Meeting"), lead.Contains("Product blue"), lead.Contains("Amount 1500"), lead.Contains("3 Apr"))
            .ShouldBe((true, true, true, true), lead);
        GoOn(page);
        page.WaitForElement("#import-keep");
        Do(page, "#import-keep", element => element.Input("Our CRM"));
        GoOn(page);

        var navigation = hub.Pages.Services.GetRequiredService<BunitNavigationManager>();
        page.WaitForAssertion(() => navigation.Uri.ShouldMatch("/imports/[0-9]+$"));
        await hub.Pages.Services.GetRequiredService<RunningImports>().Ended(long.Parse(navigation.Uri.Split('/')[^1]));
        await using var rows = await hub.Pages.Services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContextAsync();
        rows.ImportRuns.Single().ShouldSatisfyAllConditions(run => run.Added.ShouldBe(2), run => run.FileName.ShouldBe("contacts.csv"));
        rows.Leads.Where(l => l.Amount == 1500).Select(l => l.Stage).ShouldBe([Stage.Meeting]);
        var kept = ImportProfile.Parse(rows.ImportProfiles.Single(profile => profile.Name == "Our CRM").Json);
        (kept.Decimal, kept.DateFormats.Single(), kept.Columns["Favourite colour"], kept.Stages["Fished for"])
            .ShouldBe((",", "dd/MM/yyyy", "product", "Meeting"));
    }

    [Fact]
    public async Task A_file_that_is_refused_says_why_at_its_place_and_goes_on_once_it_is_mended()
    {
        await using var hub = await PageFixture.Start();
        var page = await Open(hub);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Choose(page, Encoding.GetEncoding("windows-1252").GetBytes("Email,Company\nana@nordwind.example,Müller\n"));
        Do(page, "input[name=import-way][value=New]", element => element.Change("New"));

        GoOn(page);

        page.WaitForElement("#wrong-file");
        page.FindAll("input[name=import-way][value=New][checked]").Count.ShouldBe(1);
        page.Find(".import-drop strong").TextContent.ShouldBe("contacts.csv");
        Do(page, "#import-encoding", element => element.Change("windows-1252"));
        GoOn(page);
        page.WaitForElement(".import-columns").TextContent.ShouldContain("Müller");
        page.FindAll("#wrong-file").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_chosen_before_the_page_was_lost_is_offered_until_it_is_dropped()
    {
        await using var hub = await PageFixture.Start();
        var text = JsonSerializer.Serialize(new Dictionary<string, string[]>
        {
            ["import.file"] = ["contacts.csv"],
            ["import.as"] = ["History"],
            ["import.name"] = ["Our CRM"],
            ["import.profile"] = ["""{"stages": {"Fished for": "Meeting"}}"""],
        });
        var module = hub.Pages.JSInterop.SetupModule("./js/unsaved.js");
        module.SetupVoid("keep", _ => true).SetVoidResult();
        module.Setup<string?>("kept", "import", 0, 8_000).SetResult(text);
        var page = await Open(hub);

        page.WaitForElement(".calendar-newer").TextContent.ShouldContain("contacts.csv");
        Do(page, ".calendar-newer button", element => element.Click());

        page.WaitForAssertion(() => page.FindAll(".calendar-newer").ShouldBeEmpty());
        page.FindAll("input[name=import-way][value=History][checked]").Count.ShouldBe(1);
        ToColumns(page, Contacts).Find("#word-stage-0 option[selected]").GetAttribute("value")
            .ShouldBe("Meeting", "what was chosen is seen, and can be changed");
    }

    [Fact]
    public async Task What_was_seen_counts_no_longer_once_the_file_is_read_otherwise()
    {
        await using var hub = await PageFixture.Start();
        var page = ToColumns(await Open(hub), Contacts, "New");
        Do(page, ".import-steps button", element => element.Click());
        page.WaitForAssertion(() => page.FindAll(".import-steps button[disabled]").ShouldBeEmpty());

        Do(page, "input[name=import-way][value=History]", element => element.Change("History"));

        page.WaitForAssertion(() => page.FindAll(".import-steps button[disabled]").Count.ShouldBe(3));
        GoOn(page);
        page.WaitForElement("#word-stage-0");
    }

    [Fact]
    public async Task A_profile_that_was_begun_with_stays_as_it_is_unless_somebody_says_so()
    {
        await using var hub = await PageFixture.Start();
        var profiles = hub.Pages.Services.GetRequiredService<ImportProfiles>();
        await profiles.Keep("Our CRM", ImportProfile.Parse("""{"stages": {"Fished for": "Meeting"}}"""), PageFixture.Admin);
        var page = await Open(hub);
        Do(page, "#import-profile", element => element.Change("Our CRM"));
        page.WaitForAssertion(() => page.Find("#import-profile option[selected]").TextContent.ShouldBe("Our CRM"));
        ToColumns(page, Contacts);
        Do(page, "#word-stage-0", element => element.Change("Working"));
        page.WaitForAssertion(() => page.Find("#word-stage-0 option[selected]").GetAttribute("value").ShouldBe("Working"));
        await profiles.Keep("Our CRM", new ImportProfile { Decimal = "," }, PageFixture.Admin);
        GoOn(page);
        page.WaitForElement(".import-lead");
        GoOn(page);
        page.WaitForElement("#import-keep").GetAttribute("value").ShouldBeNullOrEmpty();

        Do(page, ".import-keep .link-button", element => element.Click());
        page.WaitForAssertion(() => page.Find("#import-keep").GetAttribute("value").ShouldBe("Our CRM"));
        GoOn(page);

        page.WaitForElement(".import-keep .field-error").TextContent.ShouldStartWith("Somebody changed the profile Our CRM meanwhile.");
        (await profiles.Find("Our CRM", PageFixture.Admin)).Version.ShouldBe(2);
        GoOn(page);
        var navigation = hub.Pages.Services.GetRequiredService<BunitNavigationManager>();
        page.WaitForAssertion(() => navigation.Uri.ShouldMatch("/imports/[0-9]+$"));
        ImportProfile.Parse((await profiles.Find("Our CRM", PageFixture.Admin)).Json).Stages["Fished for"].ShouldBe("Working");
    }

    [Fact]
    public async Task Rejected_rows_are_the_file_with_the_choices_that_they_had()
    {
        await using var hub = await PageFixture.Start();
        var imports = hub.Pages.Services.GetRequiredService<RunningImports>();
        var run = await imports.Start(new()
        {
            Csv = new MemoryStream(Encoding.UTF8.GetBytes("Who,Email,Note\nAna,ana@nordwind.example,hi\nBo,,hello\n")),
            As = ImportAs.New,
            FileName = "fair.csv",
            Profile = new() { Columns = new Dictionary<string, string> { ["Who"] = "name" } },
        }, PageFixture.Admin);
        await imports.Ended(run);

        var page = await Open(hub, $"imports/new?rejects={run}");

        page.WaitForElement(".import-columns");
        page.Find(".import-drop strong").TextContent.ShouldBe("rejected rows of fair.csv");
        Shown(page, "li:has(#column-0) .import-how").ShouldBe("You said so");
        Do(page, "#column-0", element => element.Change("company"));
        page.WaitForAssertion(() => page.Find(".import-foot [role=status]").TextContent.ShouldContain("Would be rejected: 0."));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("7")]
    [InlineData("")]
    public async Task Rejected_rows_that_there_are_not_leave_the_page_as_it_begins(string rejects)
    {
        await using var hub = await PageFixture.Start();

        var page = await Open(hub, $"imports/new?rejects={rejects}");

        page.FindAll(".import-drop strong").ShouldAllBe(strong => !strong.TextContent.Contains("rejected"));
        page.FindAll("[role=alert]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Three_hundred_columns_are_found_by_name_those_that_become_something_first()
    {
        await using var hub = await PageFixture.Start();
        var names = Enumerable.Range(1, 299).Select(n => $"Survey answer number {n} of the year before last");
        var page = ToColumns(await Open(hub),
            $"{string.Join(',', names)},Email\n{string.Concat(Enumerable.Repeat("x,", 299))}a@b.example\n");

        page.FindAll(".import-column").Count.ShouldBe(30);
        page.Find(".import-column strong").TextContent.ShouldBe("Email");
        Do(page, "#find-column", element => element.Input("number 277"));

        page.WaitForAssertion(() => page.FindAll(".import-column strong").Select(name => name.TextContent)
            .ShouldBe(["Survey answer number 277 of the year before last"]));
    }
}
