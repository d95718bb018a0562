using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SmarketingHub.EndToEnd.Tests;

/// <summary>Files go in by the page alone, as a newcomer takes them.</summary>
public sealed class ImportTests
{
    private static string Data(string name) => Path.Combine(Repository.Root, "tests", "data", "imports", name);

    [Fact]
    public async Task A_hubspot_file_in_spanish_and_a_salesforce_report_with_a_trailer_go_in_by_the_page_alone()
    {
        await using var server = await HubServer.Start();
        var page = await Visitors.FirstRun(server);
        await NewImport(page);

        await ToColumns(page, Data("hubspot-es.csv"), "As history");
        await Expect(page.Locator(".import-summary")).ToContainTextAsync("HubSpot · contacts");
        await Expect(page.Locator("li:has-text('Etapa del ciclo de vida') select")).ToHaveValueAsync("stage");
        await Continue(page);
        await Expect(page.Locator(".import-lead").First).ToContainTextAsync("Ana Pérez");
        await Import(page);
        await Expect(Figure(page, "new leads")).ToHaveTextAsync("2");

        await NewImport(page);
        await ToColumns(page, Data("salesforce-leads.csv"), "As history");
        await Expect(page.Locator(".import-summary")).ToContainTextAsync("Rows: 3");
        await Expect(page.Locator("label:has-text('Eva Lind')")).ToBeVisibleAsync();
        await page.Locator(".import-words select").SelectOptionAsync(new SelectOptionValue { Label = "Maja Kowalska" });
        await Expect(page.Locator("[aria-busy=false]")).ToHaveCountAsync(1);
        await Continue(page);
        await Import(page);
        await Expect(Figure(page, "new leads")).ToHaveTextAsync("3");

        (await Companies(server)).ShouldBe(["Brillo", "Brillo", "Corso", "Nordwind", "Nordwind"]);

        // And the second one is taken back as a whole.
        await page.ClickAsync("[aria-labelledby=undo-head] button");
        await Expect(Figure(page, "leads gone")).ToHaveTextAsync("3");
        await page.ClickAsync(".is-grave");
        await Expect(page.Locator(".page > [role=status]")).ToHaveTextAsync("Taken back");
        (await Companies(server)).ShouldBe(["Brillo", "Nordwind"]);
    }

    [Fact]
    public async Task A_refused_file_is_mended_on_the_page_and_rejected_rows_are_got_and_imported_again()
    {
        await using var server = await HubServer.Start();
        var page = await Visitors.FirstRun(server);
        await page.GotoAsync("/imports/new");
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var file = Path.Combine(server.Folder, "fair.csv");
        await File.WriteAllBytesAsync(file, Encoding.GetEncoding("windows-1252").GetBytes(
            "Email,Contact of ours,First Name\nana@nordwind.example,,Ána\n,Müller GmbH,Bo\n"));

        await Choose(page, file, "As new inquiries");
        await page.ClickAsync(".import-foot .primary");
        await Expect(page.Locator("#wrong-file")).ToBeVisibleAsync();
        await page.SelectOptionAsync("#import-encoding", "windows-1252");
        await Continue(page);
        await Continue(page);
        await Expect(page.Locator(".import-rejects li")).ToHaveCountAsync(1);
        await Import(page);
        await Expect(Figure(page, "rejected")).ToHaveTextAsync("1");

        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("a[download]"));
        download.SuggestedFilename.ShouldBe("fair.rejected.csv");
        (await File.ReadAllTextAsync(await download.PathAsync())).ShouldContain("Müller GmbH");
        await page.ClickAsync("a[href*='rejects=']");
        await page.Locator("li:has-text('Contact of ours') select").SelectOptionAsync("company");
        await Expect(page.Locator(".import-foot [role=status]")).ToContainTextAsync("Would be rejected: 0.");
        await Continue(page);
        await Import(page);
        await Expect(Figure(page, "new leads")).ToHaveTextAsync("1");
        await Expect(Figure(page, "rejected")).ToHaveTextAsync("0");
    }

    private static async Task<IEnumerable<string>> Companies(HubServer server) =>
        (await server.Get("api/v1/leads?limit=50")).GetProperty("items").EnumerateArray()
            .Select(lead => lead.GetProperty("company").ToString()).Order();

    private static async Task NewImport(IPage page)
    {
        await page.ClickAsync(".shell-nav a[href='imports']");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Imports");
        await page.ClickAsync(".page-head a[href='imports/new']");
    }

    /// <summary>Waits until the input hears of a file: on a busy machine a test is faster than its page.</summary>
    internal static Task Listening(IPage page) =>
        page.WaitForFunctionAsync("document.getElementById('import-file')?._blazorInputFileNextFileId !== undefined");

    private static async Task Choose(IPage page, string file, string how)
    {
        await Listening(page);
        await page.SetInputFilesAsync("#import-file", file);
        await Expect(page.Locator(".import-drop")).ToContainTextAsync(Path.GetFileName(file));
        await page.GetByText(how, new() { Exact = true }).ClickAsync();
    }

    private static async Task ToColumns(IPage page, string file, string how)
    {
        await Choose(page, file, how);
        await Continue(page);
        await Expect(page.Locator(".import-columns")).ToBeVisibleAsync();
    }

    // The next step stands there before it is gone on from.
    private static async Task Continue(IPage page)
    {
        var number = await page.Locator(".import-steps li.is-done").CountAsync();
        await page.ClickAsync(".import-foot .primary");
        await Expect(page.Locator(".import-steps li.is-done")).ToHaveCountAsync(number + 1);
    }

    private static async Task Import(IPage page)
    {
        if (await page.Locator("#import-keep").CountAsync() == 0)
            await Continue(page);
        await page.ClickAsync(".import-foot .primary");
        await Expect(page.Locator(".page > [role=status]")).ToHaveTextAsync("Done");
    }

    private static ILocator Figure(IPage page, string name) => page.Locator($".figure:has(dt:text-is('{name}')) dd");
}
