using Microsoft.Playwright;
using SmarketingHub.Domain.People;
using static Microsoft.Playwright.Assertions;
using static SmarketingHub.EndToEnd.Tests.Visitors;

namespace SmarketingHub.EndToEnd.Tests;

/// <summary>What two people see of one board, in real browsers.</summary>
public sealed class TwoBrowsersTests
{
    [Fact]
    public async Task A_move_in_one_browser_is_seen_in_the_other_also_after_it_was_offline()
    {
        await using var server = await HubServer.Start();
        var lead = await Capture(server, "ana@nordwind.example", "Nordwind");
        var first = await FirstRun(server);
        var second = await SignIn(server, "Berta Rep", "berta@hub.example", Party.Sales, Role.Rep);
        await Expect(In(second, "Captured", lead)).ToBeVisibleAsync();

        // By keyboard, through the card's menu.
        await first.Locator($"#menu-{lead}").FocusAsync();
        await first.Keyboard.PressAsync("Enter");
        await first.GetByRole(AriaRole.Menuitem, new() { Name = "Make ready" })
            .Or(first.GetByRole(AriaRole.Menuitem, new() { Name = "Ready" })).First.ClickAsync();

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
        server.ShouldVerify();
    }

    private static ILocator In(IPage page, string column, long lead) => page.Locator($"[data-column={column}] [data-card='{lead}']");
}
