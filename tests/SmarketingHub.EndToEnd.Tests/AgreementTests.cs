using System.Globalization;
using System.Net.Http.Json;
using Microsoft.Playwright;
using SmarketingHub.Domain.People;
using static Microsoft.Playwright.Assertions;
using static SmarketingHub.EndToEnd.Tests.Visitors;

namespace SmarketingHub.EndToEnd.Tests;

/// <summary>Two team leads at one agreement, in real browsers, while clocks run.</summary>
public sealed class AgreementTests
{
    [Fact]
    public async Task Two_team_leads_draft_dispute_sign_and_put_it_in_force_and_a_re_timed_clock_moves()
    {
        await using var server = await HubServer.Start();
        await FirstRun(server);
        await AroundTheClock(server);
        var lead = await Offered(server, "Nordwind");
        var marketing = await SignIn(server, "Marta Kowal", "marta@hub.example", Party.Marketing, Role.Lead);
        var sales = await SignIn(server, "Nadia Brandt", "nadia@hub.example", Party.Sales, Role.Lead);
        var kept = await Due(server, lead);

        // Marta drafts; Nadia sees her come, and her words as they are saved.
        await Open(marketing);
        await marketing.GetByRole(AriaRole.Button, new() { Name = "New draft from version" }).ClickAsync();
        await Expect(marketing.Locator(".agreement-badge")).ToContainTextAsync("draft");
        await Open(sales);
        await Expect(sales.Locator(".agreement-others")).ToContainTextAsync("Marta Kowal is here");
        await Write(marketing, "accept", "target", "3");
        await Expect(Sentence(sales, "accept")).ToContainTextAsync("3 business hours");
        await Expect(Sentence(sales, "accept").Locator("del")).ToContainTextAsync("4 business hours");

        // What is typed outlives a page that is lost.
        await sales.Locator("#field-accept-target").ClickAsync();
        await sales.Locator("#field-accept-target-target").FillAsync("2");
        await Expect(Sentence(marketing, "accept")).ToContainTextAsync("Nadia Brandt is editing this sentence");
        await sales.ReloadAsync();
        await sales.GetByRole(AriaRole.Button, new() { Name = "Go on with it" }).ClickAsync();
        await Expect(sales.Locator("#field-accept-target-target")).ToHaveValueAsync("2");
        await Expect(sales.Locator("#field-accept-target-target")).ToBeFocusedAsync();
        await sales.Keyboard.PressAsync("Escape");
        await Expect(sales.Locator(".field-editor")).ToHaveCountAsync(0);

        // Proposed, disputed with words at the sentence, changed, signed by both.
        await marketing.GetByRole(AriaRole.Button, new() { Name = "Propose and sign for Marketing", Exact = true }).ClickAsync();
        await Expect(sales.Locator(".nav-count.is-calm")).ToHaveTextAsync("1");
        await sales.GetByRole(AriaRole.Button, new() { Name = "Ask for changes" }).ClickAsync();
        await sales.Locator("#ask-sentence").SelectOptionAsync("accept");
        await sales.Locator("#ask-words").FillAsync("Two hours, and the running clocks too.");
        await sales.Locator(".ask-form button[type=submit]").ClickAsync();
        await Expect(Sentence(marketing, "accept")).ToContainTextAsync("Two hours, and the running clocks too.");
        await Write(marketing, "accept", "target", "2");
        await marketing.Locator("#field-reTimes-reTimes").ClickAsync();
        await marketing.Locator("#field-reTimes-reTimes-reTimes").SelectOptionAsync("yes");
        await marketing.Locator(".field-editor button[type=submit]").ClickAsync();
        await marketing.GetByRole(AriaRole.Button, new() { Name = "Look at the running clocks" }).ClickAsync();
        await Expect(marketing.Locator("section:has(#retiming) dd").First).ToHaveTextAsync("1");
        await marketing.GetByRole(AriaRole.Button, new() { Name = "Propose and sign for Marketing", Exact = true }).ClickAsync();
        (await Due(server, lead)).ShouldBe(kept, "nothing is in force yet");
        await sales.GetByRole(AriaRole.Button, new() { Name = "Sign for Sales", Exact = true }).ClickAsync();

        await Expect(sales.Locator(".agreement-badge")).ToContainTextAsync("· in force");
        await Expect(sales.Locator(".signed")).ToHaveCountAsync(2);
        await Expect(sales.Locator(".signatures")).ToContainTextAsync("127.0.0.1");
        await Poll.Until(async () => await Due(server, lead) == kept - TimeSpan.FromHours(2), TimeSpan.FromSeconds(30),
            () => "The running clock was not re-timed.");
        await sales.GotoAsync("/");
        var shown = await sales.Locator($"[data-card='{lead}'] [data-due]").First.GetAttributeAsync("data-due");
        DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(shown!, CultureInfo.InvariantCulture)).ShouldBe(kept - TimeSpan.FromHours(2));
        server.ShouldVerify();
    }

    [Fact]
    public async Task Without_re_timing_a_running_clock_keeps_its_deadline_and_the_next_lead_goes_by_the_new_text()
    {
        await using var server = await HubServer.Start();
        await FirstRun(server);
        await AroundTheClock(server);
        var first = await Offered(server, "Nordwind");
        var kept = await Due(server, first);
        var marketing = await SignIn(server, "Marta Kowal", "marta@hub.example", Party.Marketing, Role.Lead);
        var sales = await SignIn(server, "Nadia Brandt", "nadia@hub.example", Party.Sales, Role.Lead);

        await Open(marketing);
        await marketing.GetByRole(AriaRole.Button, new() { Name = "New draft from version" }).ClickAsync();
        await Expect(marketing.Locator(".agreement-badge")).ToContainTextAsync("draft");
        await Write(marketing, "accept", "target", "1");
        await marketing.GetByRole(AriaRole.Button, new() { Name = "Propose and sign for Marketing", Exact = true }).ClickAsync();
        await Open(sales);
        await sales.GetByRole(AriaRole.Button, new() { Name = "Sign for Sales", Exact = true }).ClickAsync();
        await Expect(sales.Locator(".agreement-badge")).ToContainTextAsync("in force");

        var before = TimeProvider.System.GetUtcNow();
        var second = await Offered(server, "Brillo");
        (await Due(server, first)).ShouldBe(kept);
        (await Due(server, second)).ShouldBeInRange(before + TimeSpan.FromHours(1),
            TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(1));
    }

    private static async Task<long> Offered(HubServer server, string company)
    {
        var lead = await Capture(server, $"ana@{company.ToLowerInvariant()}.example", company);
        await Trigger(server, lead, "ready", new { });
        await Trigger(server, lead, "offer", new { to = "sales" });
        return lead;
    }

    private static async Task Open(IPage page)
    {
        await page.GotoAsync("/agreements");
        await page.Locator(".agreement-name").First.ClickAsync();
        await Expect(page.Locator("[data-sentence=accept]")).ToBeVisibleAsync();
    }

    private static ILocator Sentence(IPage page, string id) => page.Locator($"[data-sentence='{id}']");

    // By keyboard alone.
    private static async Task Write(IPage page, string sentence, string field, string value)
    {
        await page.Locator($"#field-{sentence}-{field}").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var input = page.Locator($"#field-{sentence}-{field}-{field}");
        await Expect(input).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(value);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".field-editor")).ToHaveCountAsync(0);
        await Expect(page.Locator($"#field-{sentence}-{field}")).ToBeFocusedAsync();
    }

    private static async Task<DateTimeOffset> Due(HubServer server, long lead) =>
        (await server.Get($"api/v1/leads/{lead}/clocks")).GetProperty("items").EnumerateArray()
            .Single(c => c.GetProperty("promise").GetString() == "accept" && c.GetProperty("state").GetString() == "running")
            .GetProperty("dueAt").GetDateTimeOffset();

    // Whenever this runs, something counts.
    private static async Task AroundTheClock(HubServer server)
    {
        var hours = new[] { "mon", "tue", "wed", "thu", "fri", "sat", "sun" }.ToDictionary(day => day,
            _ => new[] { new[] { "00:00", "24:00" } });
        (await server.Api.PutAsJsonAsync("api/v1/calendars/office", new { timeZone = "Etc/UTC", hours })).EnsureSuccessStatusCode();
    }
}
