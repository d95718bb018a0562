using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SmarketingHub.EndToEnd.Tests;

public sealed class CalendarTests
{
    [Fact]
    public async Task The_week_is_painted_by_mouse_by_keys_and_by_typing_and_saved_as_a_version()
    {
        await using var server = await HubServer.Start();
        var page = await Visitors.FirstRun(server);
        await page.GotoAsync("/calendars/office");
        await Expect(page.Locator("#week-0-18")).ToHaveClassAsync("is-open");
        await Expect(page.Locator(".week[data-listening]")).ToHaveCountAsync(1);

        // By mouse: Saturday from 10:00 to 14:00.
        var (from, to) = (await Place(page, 5, 20), await Place(page, 5, 27));
        await page.Mouse.MoveAsync(from.X, from.Y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(to.X + 40, to.Y, new() { Steps = 5 });
        await page.Mouse.UpAsync();
        await Expect(page.Locator("#hours-sat")).ToHaveValueAsync("10:00–14:00");

        // By keys: to Sunday midnight, and a stroke of two half hours.
        await page.Keyboard.PressAsync("Home");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Shift+ArrowDown");
        await Expect(page.Locator("#hours-sun")).ToHaveValueAsync("00:00–01:00");

        // The cursor outlives that the server draws its cell anew.
        await page.Keyboard.PressAsync("Space");
        await Expect(page.Locator("#hours-sun")).ToHaveValueAsync("00:00–00:30");
        await Expect(page.Locator("#week-6-1[data-at]")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Space");
        await Expect(page.Locator("#hours-sun")).ToHaveValueAsync("00:00–01:00");

        await page.FillAsync("#hours-tue", "22:00-06:15");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("#week-2-12")).ToHaveClassAsync("is-part");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as version" }).ClickAsync();

        await Expect(page.Locator(".calendar-save")).ToHaveCountAsync(0);
        var hours = (await server.Get("api/v1/calendars/office")).GetProperty("hours");
        (hours.GetProperty("sat").ToString(), hours.GetProperty("sun").ToString(), hours.GetProperty("tue").ToString())
            .ShouldBe(("""[["10:00","14:00"]]""", """[["00:00","01:00"]]""", """[["22:00","06:15"]]"""));
    }

    [Fact]
    public async Task What_was_painted_and_typed_outlives_leaving_the_page_and_a_restart_of_the_server()
    {
        await using var server = await HubServer.Start();
        var page = await Visitors.FirstRun(server);
        await page.GotoAsync("/calendars/office");
        await Expect(page.Locator("#week-0-18")).ToHaveClassAsync("is-open");
        await Expect(page.Locator(".week[data-listening]")).ToHaveCountAsync(1);
        // A question put to the calendar is no draft of it.
        await page.FillAsync(".probe-target input", "7");
        (await page.EvaluateAsync<string?>("sessionStorage.getItem('draft:calendar:office')")).ShouldBeNull();
        await page.Mouse.ClickAsync((await Place(page, 5, 20)).X, (await Place(page, 5, 20)).Y);
        await Expect(page.Locator("#hours-sat")).ToHaveValueAsync("10:00–10:30");

        // By a link: asked, stayed; asked again, left.
        var (asked, leave) = (new List<string>(), false);
        page.Dialog += async (_, dialog) =>
        {
            asked.Add(dialog.Type);
            await (leave ? dialog.AcceptAsync() : dialog.DismissAsync());
        };
        await page.ClickAsync(".page-tools a[href='calendars']");
        await Poll.Until(() => Task.FromResult(asked.Count == 1), TimeSpan.FromSeconds(30), () => "Nobody is asked");
        page.Url.ShouldEndWith("/calendars/office");
        leave = true;
        await page.ClickAsync(".page-tools a[href='calendars']");

        await page.ClickAsync("a[href='calendars/office']");
        await page.ClickAsync(".calendar-newer button >> nth=0");
        await Expect(page.Locator("#hours-sat")).ToHaveValueAsync("10:00–10:30");

        // Typed and not left yet while the line is lost: the page comes back by itself, asks nobody, and has it.
        await page.FillAsync("#hours-sun", "22-23");
        await server.Kill();
        await server.Run();
        await page.ClickAsync(".calendar-newer button >> nth=0", new() { Timeout = 60_000 });
        await Expect(page.Locator("#hours-sun")).ToHaveValueAsync("22-23");
        await Expect(page.Locator("#hours-sat")).ToHaveValueAsync("10:00–10:30");
        asked.ShouldBe(["confirm", "confirm"]);

        // By hand it does ask.
        await page.ReloadAsync();
        asked.ShouldBe(["confirm", "confirm", "beforeunload"]);
        await page.ClickAsync(".calendar-newer button >> nth=0");
        await page.ClickAsync(".calendar-save .primary");
        await Expect(page.Locator(".calendar-save")).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await Expect(page.Locator("#hours-sun")).ToHaveValueAsync("22:00–23:00");
        await Expect(page.Locator(".calendar-newer")).ToHaveCountAsync(0);
        asked.Count.ShouldBe(3);
    }

    private static async Task<(float X, float Y)> Place(IPage page, int day, int slot)
    {
        var box = (await page.Locator($"#week-{day}-{slot}").BoundingBoxAsync())!;
        return (box.X + box.Width / 2, box.Y + box.Height / 2);
    }
}
