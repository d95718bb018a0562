using System.Net.Http.Json;
using System.Text;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SmarketingHub.EndToEnd.Tests;

/// <summary>Every page, in light and dark, wide and on a phone, keeps the rules of WCAG 2.2 AA that a program can check.</summary>
public sealed class AccessibilityTests(AccessibilityTests.Office office) : IClassFixture<AccessibilityTests.Office>
{
    private static readonly string[] Rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

    [Fact]
    public async Task Escape_closes_a_dialog_whose_pressed_button_lost_the_focus_to_the_page()
    {
        var page = await Browser.Open(office.Server.Address, new() { StorageState = office.SignedIn });
        await page.GotoAsync("/breaches");
        await page.Locator(".avatar-button").ClickAsync();
        await page.GetByText("My due times in my calendar").ClickAsync();
        var dialog = page.Locator(".mud-dialog");
        await dialog.Locator(".primary").ClickAsync();
        await Expect(dialog.Locator("output")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Escape");

        await Expect(dialog).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("", "Nordwind")]
    [InlineData("lead", "Nordwind")]
    [InlineData("breaches", "Breaches")]
    [InlineData("agreements", "Agreements")]
    [InlineData("agreement", "Sales promises")]
    [InlineData("calendars", "Office hours")]
    [InlineData("calendars/office", "The next six weeks")]
    [InlineData("reports", "To the breach desk")]
    [InlineData("reports/hours", "All hours")]
    [InlineData("reports/times", "Times")]
    [InlineData("reports/compliance", "Compliance")]
    [InlineData("reports/funnel?show=captured:reached", "Received in the period: leads")]
    [InlineData("reports/feedback?show=returns", "Why leads came back")]
    [InlineData("reports/pauses?show=pauses", "All pauses")]
    [InlineData("reports/load", "Load")]
    [InlineData("reports/fairness", "Fairness")]
    [InlineData("routing", "Try these rules on the past")]
    [InlineData("reports/pace", "Pace")]
    [InlineData("reports/funnel?party=nobody", "There is no party 'nobody'.")]
    [InlineData("operations", "What runs here")]
    [InlineData("imports", "messy.csv")]
    [InlineData("imports/new", "As history")]
    public async Task Pages_keep_the_accessibility_rules(string path, string shows)
    {
        var page = await Browser.Open(office.Server.Address, new() { StorageState = office.SignedIn });
        foreach (var (colors, width) in new[] { (ColorScheme.Light, 1600), (ColorScheme.Dark, 1600), (ColorScheme.Light,
            390), (ColorScheme.Dark, 390) })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = colors });
            await page.SetViewportSizeAsync(width, 900);
            await page.GotoAsync(path switch
            {
                "lead" => $"/leads/{office.Lead}",
                "agreement" => $"/agreements/{office.Agreement}",
                _ => $"/{path}",
            });
            await Expect(page.Locator("main").GetByText(shows).First).ToBeVisibleAsync();
            if (path == "agreement")
            {
                await page.Locator("#field-accept-condition").ClickAsync();
                await Expect(page.Locator(".field-editor")).ToBeVisibleAsync();
            }
            if (path == "imports/new")
                await ChooseFile(page);
            if (path.StartsWith("reports", StringComparison.Ordinal))
                await Expect(page.Locator(".report-body, .empty").First).ToBeVisibleAsync();
            if (path == "calendars/office")
            {
                await page.Locator(".feed-left-out summary").ClickAsync();
                await page.Locator("[aria-label^='What counts']").ClickAsync();
                await Expect(page.Locator(".feed-events")).ToBeVisibleAsync();
            }

            var found = await page.RunAxe(new AxeRunOptions { RunOnly = new() { Type = "tag", Values = [.. Rules] } });

            found.Violations.Select(v => $"{v.Id}: {v.Help}: {string.Join("; ", v.Nodes.Select(n => n.Html))}")
                .ShouldBeEmpty($"{path} {colors} {width}");
        }
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Reports_fit_on_paper_and_begin_in_the_first_screen_of_a_phone()
    {
        var page = await Browser.Open(office.Server.Address, new() { StorageState = office.SignedIn });
        foreach (var path in new[]
        {
            "reports", "reports/hours?view=hour", "reports/times", "reports/compliance?view=person", "reports/pace", "reports/funnel",
            "reports/feedback", "reports/pauses", "reports/load",
        })
        {
            await page.EmulateMediaAsync(new() { Media = Media.Screen });
            await page.SetViewportSizeAsync(390, 844);
            await page.GotoAsync($"/{path}");
            await Expect(page.Locator(".report-body")).ToBeVisibleAsync();
            (await page.EvaluateAsync<double>("document.querySelector('.report-body :is(.report-lead, h2)').getBoundingClientRect().top"))
                .ShouldBeLessThan(300, path);
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBe(390, path);

            await page.EmulateMediaAsync(new() { Media = Media.Print });
            // A4, with and without its margins.
            foreach (var width in new[] { 794, 700 })
            {
                await page.SetViewportSizeAsync(width, 1123);
                (await page.EvaluateAsync<string[]>(Beyond)).ShouldBeEmpty($"{path} on paper of {width}");
                (await page.EvaluateAsync<double>(SmallestLetters)).ShouldBeGreaterThan(9, path);
            }
        }
        await page.Context.CloseAsync();
    }

    // What is to the left or right of the paper, letters of pictures among it.
    private const string Beyond = """
        [...document.querySelectorAll("main *")].filter(e => {
            const box = e.getBoundingClientRect();
            return box.width && (box.left < -0.5 || box.right > innerWidth + 0.5);
        }).map(e => `${e.tagName} ${e.textContent.trim().slice(0, 40)}`)
        """;

    // In pixels, as the picture is scaled.
    private const string SmallestLetters = """
        Math.min(99, ...[...document.querySelectorAll("main figure svg")].map(picture =>
            12 * picture.getBoundingClientRect().width / picture.viewBox.baseVal.width).filter(size => size > 0))
        """;

    [Fact]
    public async Task A_phone_has_five_places_in_its_menu_and_the_rest_under_more()
    {
        var page = await Browser.Open(office.Server.Address, new()
        {
            StorageState = office.SignedIn,
            ViewportSize = new() { Width = 390, Height = 844 },
        });
        await page.GotoAsync("/reports/funnel");
        await Expect(page.Locator(".shell-nav > ul > li")).ToHaveCountAsync(6);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Webhooks" })).ToBeHiddenAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "More", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Webhooks" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Webhooks", Level = 1 })).ToBeVisibleAsync();
        await Expect(page.Locator("#nav-more")).ToBeHiddenAsync();
        await page.Context.CloseAsync();
    }

    // Its second step has most of what an import's page can have.
    private static async Task ChooseFile(IPage page)
    {
        await ImportTests.Listening(page);
        await page.SetInputFilesAsync("#import-file",
            new FilePayload { Name = "messy.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Office.Messy) });
        await page.GetByText("As history", new() { Exact = true }).ClickAsync();
        await page.ClickAsync(".import-foot .primary");
        await Expect(page.Locator(".import-columns")).ToBeVisibleAsync();
    }

    /// <summary>One server with one lead and somebody signed in.</summary>
    public sealed class Office : IAsyncLifetime
    {
        /// <summary>With days and amounts that could be two, a word that nobody knows, a column that means nothing.</summary>
        public const string Messy =
            "Email,Lead Status,Create Date,Amount,Favourite colour\nana@brillo.example,Fished for,03/04/2025,1.500,blue\n";

        public HubServer Server { get; private set; } = null!;
        public long Lead { get; private set; }

        /// <summary>With a draft.</summary>
        public long Agreement { get; private set; }
        public string SignedIn { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            Server = await HubServer.Start();
            Lead = await Visitors.Capture(Server, "ana@nordwind.example", "Nordwind");
            var page = await Visitors.FirstRun(Server);
            // For the reports: one that came back, one that is paused.
            var (returned, paused) = (await Visitors.Capture(Server, "jan@brillo.example", "Brillo"),
                await Visitors.Capture(Server, "eva@tatra.example", "Tatra"));
            await Visitors.Trigger(Server, returned, "ready", new { });
            await Visitors.Trigger(Server, returned, "offer", new { to = "sales" });
            await Visitors.Trigger(Server, returned, "return", new { reason = "notNow" });
            await Visitors.Trigger(Server, paused, "pause",
                new { words = "They are moving.", until = TimeProvider.System.GetUtcNow().AddDays(9) });
            Agreement = (await Server.Get("api/v1/agreements")).GetProperty("items")[0].GetProperty("id").GetInt64();
            (await Server.Api.PostAsJsonAsync($"api/v1/agreements/{Agreement}/versions", new { })).EnsureSuccessStatusCode();
            (await Server.Api.PostAsync("api/v1/imports?as=history", new MultipartFormDataContent
            {
                { new StringContent(Messy, Encoding.UTF8, "text/csv"), "file", "messy.csv" },
            })).EnsureSuccessStatusCode();
            (await Server.Api.PostAsJsonAsync("api/v1/calendars/office/feeds",
                new { name = "National", ics = National(), rule = new { leaveOut = new[] { "observance" } } })).EnsureSuccessStatusCode();
            SignedIn = await page.Context.StorageStateAsync();
        }

        public ValueTask DisposeAsync() => Server.DisposeAsync();

        private static string National() => "BEGIN:VCALENDAR\r\n" + string.Concat(Enumerable.Range(1, 90).Select(n =>
            $"BEGIN:VEVENT\r\nUID:{n}\r\nDTSTART;VALUE=DATE:{new DateOnly(2026, 1, 1).AddDays(3 * n):yyyyMMdd}\r\nRRULE:FREQ=YEARLY\r\n"
                + $"SUMMARY:Day {n} of all those that nobody would keep the office closed for\r\n"
                + $"DESCRIPTION:{(n % 9 == 0 ? "Public holiday" : "Observance")}\r\nEND:VEVENT\r\n"))
            + "BEGIN:VEVENT\r\nUID:b\r\nDTSTART:20270706T090000Z\r\nDTEND:20270706T100000Z\r\nSUMMARY:Review\r\nEND:VEVENT\r\n"
            + "END:VCALENDAR\r\n";
    }
}
