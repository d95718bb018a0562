using System.Net.Http.Json;
using System.Text.Json;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SmarketingHub.EndToEnd.Tests;

/// <summary>What two people see of one board, in real browsers.</summary>
public sealed class TwoBrowsersTests
{
    private const string Password = "four words make it";

    [Fact]
    public async Task A_move_in_one_browser_is_seen_in_the_other_also_after_it_was_offline()
    {
        await using var server = await HubServer.Start();
        var lead = await Capture(server, "ana@nordwind.example", "Nordwind");
        var first = await FirstRun(server);
        var second = await SignIn(server, "Berta Rep", "berta@hub.example", "sales", "rep");
        await Expect(In(second, "Captured", lead)).ToBeVisibleAsync();

        // By keyboard, through the card's menu.
        await first.Locator($"#menu-{lead}").FocusAsync();
        await first.Keyboard.PressAsync("Enter");
        await first.GetByRole(AriaRole.Menuitem, new() { Name = "Make ready" }).Or(first.GetByRole(AriaRole.Menuitem, new() { Name = "Ready" })).First.ClickAsync();

        await Expect(In(second, "Ready", lead)).ToBeVisibleAsync();
        await Expect(In(first, "Ready", lead)).ToBeVisibleAsync();

        await second.Context.SetOfflineAsync(true);
        await Trigger(server, lead, "offer", new { to = "sales" });
        await Expect(In(first, "OfferedToSales", lead)).ToBeVisibleAsync();
        await second.Context.SetOfflineAsync(false);

        await Expect(In(second, "OfferedToSales", lead)).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    [Fact]
    public async Task The_page_resumes_by_itself_after_the_server_was_killed_and_started_again()
    {
        await using var server = await HubServer.Start();
        var page = await FirstRun(server);
        await server.Kill();
        await server.Run();
        var lead = await Capture(server, "ana@brillo.example", "Brillo Foods");

        await Expect(In(page, "Captured", lead)).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    [Fact]
    public async Task An_import_beside_the_running_server_shows_on_its_board()
    {
        await using var server = await HubServer.Start();
        var page = await FirstRun(server);
        var file = Path.Combine(server.Folder, "leads.csv");
        await File.WriteAllTextAsync(file, "First Name,Last Name,Email,Company\nAna,Kowal,ana@tatra.example,Tatra Steel\n");

        var import = await server.Command("import", file, "--as", "new");

        import.ExitCode.ShouldBe(0, import.Output);
        await Expect(page.GetByText("Tatra Steel").First).ToBeVisibleAsync();
        (await server.Command("verify")).ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("/", ColorScheme.Light, 1600)]
    [InlineData("/", ColorScheme.Dark, 390)]
    [InlineData("/lead", ColorScheme.Light, 1600)]
    [InlineData("/lead", ColorScheme.Dark, 390)]
    [InlineData("/breaches", ColorScheme.Light, 390)]
    [InlineData("/breaches", ColorScheme.Dark, 1600)]
    [InlineData("/agreements", ColorScheme.Light, 1600)]
    [InlineData("/agreements", ColorScheme.Dark, 390)]
    public async Task Pages_keep_the_accessibility_rules(string path, ColorScheme colors, int width)
    {
        await using var server = await HubServer.Start();
        var lead = await Capture(server, "ana@nordwind.example", "Nordwind");
        var page = await FirstRun(server, new() { ColorScheme = colors, ViewportSize = new() { Width = width, Height = 900 } });
        await page.GotoAsync(path == "/lead" ? $"/leads/{lead}" : path);
        await Expect(page.Locator("main")).Not.ToBeEmptyAsync();
        await Expect(page.GetByText(path == "/" || path == "/lead" ? "Nordwind" : "Nordwind").Or(page.Locator("h1")).First).ToBeVisibleAsync();

        var found = await page.RunAxe(new AxeRunOptions { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } });

        found.Violations.Select(v => $"{v.Id}: {v.Help}: {string.Join("; ", v.Nodes.Select(n => n.Html))}").ShouldBeEmpty();
    }

    private static ILocator In(IPage page, string column, long lead) => page.Locator($"[data-column={column}] [data-card='{lead}']");

    private static async Task<long> Capture(HubServer server, string email, string company)
    {
        var answer = await server.Api.PostAsJsonAsync("api/v1/leads", new { email, company, source = "web-form", grade = "A" });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }

    private static async Task Trigger(HubServer server, long lead, string trigger, object arguments) =>
        (await server.Api.PostAsJsonAsync($"api/v1/leads/{lead}/{trigger}", arguments)).EnsureSuccessStatusCode();

    private static async Task<IPage> FirstRun(HubServer server, BrowserNewContextOptions? options = null)
    {
        var page = await Browser.Open(server.Address, options);
        await page.GotoAsync("/");
        await page.FillAsync("[id='Form.Name']", "Maja Kowalska");
        await page.FillAsync("[id='Form.Email']", "maja@hub.example");
        await page.FillAsync("[id='Form.Password']", Password);
        await page.ClickAsync("button[type=submit]");
        await Expect(page.Locator("#board")).ToBeVisibleAsync();
        return page;
    }

    private static async Task<IPage> SignIn(HubServer server, string name, string email, string party, string role)
    {
        var added = await server.Command("user", "add", "--name", name, "--email", email, "--party", party, "--role", role);
        added.ExitCode.ShouldBe(0, added.Output);
        var page = await Browser.Open(server.Address);
        await page.GotoAsync("/");
        await page.FillAsync("[id='Form.Email']", email);
        await page.FillAsync("[id='Form.Password']", added.Output.Trim().Split('\n')[^1].Trim().Split(' ')[^1]);
        await page.ClickAsync("button[type=submit]");
        await Expect(page.Locator("#board")).ToBeVisibleAsync();
        return page;
    }
}
