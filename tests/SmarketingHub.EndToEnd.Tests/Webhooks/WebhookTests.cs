using System.Net.Http.Json;
using System.Text.Json;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SmarketingHub.EndToEnd.Tests.Webhooks;

/// <summary>A real server that is killed, and the page in a real browser.</summary>
public sealed class WebhookTests
{
    private static readonly string[] Rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

    private static readonly Dictionary<string, string> AllowPrivate = new() { ["Webhooks__AllowPrivate"] = "true" };

    [Fact]
    public async Task Killed_while_it_sends_nothing_is_lost_and_what_comes_twice_has_its_id()
    {
        using var receiver = new Receiver();
        await using var server = await HubServer.Start(variables: AllowPrivate);
        var killed = new TaskCompletionSource();
        receiver.BeforeAnswer = async count =>
        {
            if (count == 12)
            {
                // Kill -9: what is on its way is answered to nobody.
                await server.Kill();
                killed.SetResult();
            }
        };
        var made = await (await server.Api.PostAsJsonAsync("api/v1/webhooks", new { url = receiver.Url, events = new[] { "*" } }))
            .Content.ReadFromJsonAsync<JsonElement>();
        var from = made.GetProperty("sequence").GetInt64();
        try
        {
            for (var i = 0; i < 40; i++)
                await Visitors.Capture(server, $"{i}@example.com", $"Company {i}");
        }
        catch (HttpRequestException)
        {
            await killed.Task;
        }
        await killed.Task;

        await server.Run();
        var last = await Visitors.Capture(server, "after@example.com", "After");
        await Poll.Until(() => Task.FromResult(Done()), TimeSpan.FromSeconds(120), () => $"Missing: {string.Join(", ", Missing())}");

        receiver.All.GroupBy(m => m.Sequence).ShouldAllBe(same => same.Select(m => m.Id).Distinct().Count() == 1);
        foreach (var lead in receiver.All.GroupBy(m => m.Lead))
            lead.DistinctBy(m => m.Sequence).Select(m => m.Sequence).ShouldBeInOrder();
        server.ShouldVerify();

        bool Done() => receiver.All.Any(m => m.Lead == last) && Missing().Count == 0;

        List<long> Missing()
        {
            using var rows = server.Rows();
            return [.. rows.Ledger.Where(e => e.Sequence > from).Select(e => e.Sequence).AsEnumerable()
                .Except(receiver.All.Select(m => m.Sequence))];
        }
    }

    [Fact]
    public async Task The_page_makes_one_shows_its_secret_once_tests_it_and_sends_again()
    {
        using var receiver = new Receiver();
        await using var server = await HubServer.Start(variables: AllowPrivate);
        var page = await Visitors.FirstRun(server, new() { ColorScheme = ColorScheme.Light });
        await page.GotoAsync("/webhooks");
        await page.ClickAsync("text=Add a webhook");
        await page.GetByLabel("Address, such as").FillAsync("nowhere");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Give an address such as https://example.com/hub")).ToBeVisibleAsync();
        await page.GetByLabel("Address, such as").FillAsync(receiver.Url);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Expect(page.Locator("output")).ToContainTextAsync("whsec_");
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Axe(page);

        await page.ClickAsync(".webhooks a");
        await page.ClickAsync("text=Send a test");
        await Expect(page.GetByText("The test arrived: 200")).ToBeVisibleAsync();
        var lead = await Visitors.Capture(server, "ana@example.com", "Nordwind");
        await Expect(page.Locator("td", new() { HasText = "leadCaptured" })).ToHaveCountAsync(1);
        await page.GetByLabel("Sequence").FillAsync("0");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        await Expect(page.GetByText("Give the sequence of an event")).ToBeVisibleAsync();
        await page.GetByLabel("Sequence").FillAsync("1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        await Expect(page.Locator("td", new() { HasText = "leadCaptured" })).ToHaveCountAsync(2);
        receiver.All.Count(m => m.Type == "leadCaptured" && m.Lead == lead).ShouldBe(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Resume" })).ToBeVisibleAsync();
        await Axe(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "New secret" }).ClickAsync();
        await Expect(page.Locator("output")).ToContainTextAsync("whsec_");
        if (Environment.GetEnvironmentVariable("WEBHOOK_PICTURES") is { } folder)
            await Pictures(page, folder);
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(page.GetByText("No webhook yet.")).ToBeVisibleAsync();
    }

    private static async Task Axe(IPage page) =>
        (await page.RunAxe(new AxeRunOptions { RunOnly = new() { Type = "tag", Values = [.. Rules] } }))
            .Violations.Select(v => $"{v.Id}: {v.Nodes[0].Html}").ShouldBeEmpty();

    private static async Task Pictures(IPage page, string folder)
    {
        await page.ScreenshotAsync(new() { Path = $"{folder}/one-light.png", FullPage = true });
        await page.SetViewportSizeAsync(390, 800);
        await page.ScreenshotAsync(new() { Path = $"{folder}/one-390.png", FullPage = true });
        await page.SetViewportSizeAsync(1280, 800);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.ScreenshotAsync(new() { Path = $"{folder}/one-dark.png", FullPage = true });
    }
}
