using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.Playwright;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.People;
using static Microsoft.Playwright.Assertions;

namespace SmarketingHub.EndToEnd.Tests;

/// <summary>Programs that take leads in, and people who come to the board.</summary>
public static class Visitors
{
    private const string Password = "four words make it";

    public static async Task<long> Capture(HubServer server, string email, string company)
    {
        var answer = await server.Api.PostAsJsonAsync("api/v1/leads", new { email, company, source = "web-form", grade = "A" });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }

    public static async Task Trigger(HubServer server, long lead, string trigger, object arguments) =>
        (await server.Api.PostAsJsonAsync($"api/v1/leads/{lead}/{trigger}", arguments)).EnsureSuccessStatusCode();

    public static async Task<IPage> FirstRun(HubServer server, BrowserNewContextOptions? options = null)
    {
        var page = await server.Open(options);
        await page.GotoAsync("/");
        await page.FillAsync("[id='Form.Name']", "Maja Kowalska");
        await page.FillAsync("[id='Form.Email']", "maja@hub.example");
        await page.FillAsync("[id='Form.Password']", Password);
        await page.ClickAsync("button[type=submit]");
        await Expect(page.Locator("#board")).ToBeVisibleAsync();
        return page;
    }

    public static async Task<IPage> SignIn(HubServer server, string name, string email, string party, Role role)
    {
        var hash = new PasswordHasher<Login>().HashPassword(new(), Password);
        await server.Do(write =>
        {
            var added = write.AddPerson(new() { Id = 0, Name = name, Email = email, Party = party, Role = role });
            write.AddLogin(added, hash);
            return added.Id;
        });
        var page = await server.Open();
        await page.GotoAsync("/");
        await page.FillAsync("[id='Form.Email']", email);
        await page.FillAsync("[id='Form.Password']", Password);
        await page.ClickAsync("button[type=submit]");
        await Expect(page.Locator("#board")).ToBeVisibleAsync();
        return page;
    }
}
