using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Web.Features.Account;

namespace SmarketingHub.Web.Tests.Account;

public sealed class FirstRunTests
{
    private static readonly (string, string)[] Filled =
    [
        ("Form.TimeZone", "Europe/Warsaw"), ("Form.Currency", "PLN"), ("Form.Name", "Ada Nowak"), ("Form.Email", "ada@hub.example"),
        ("Form.Party", Party.Sales), ("Form.Password", Site.Password),
    ];

    [Theory]
    [InlineData("/")]
    [InlineData("/breaches")]
    [InlineData("/people")]
    [InlineData("/account/sign-in")]
    public async Task While_nobody_exists_every_page_leads_to_the_first_run(string page)
    {
        await using var site = await Site.Start();

        (await Site.Where(site.Browser(), page)).ShouldBe("/account/welcome");
    }

    [Fact]
    public async Task It_settles_the_company_makes_the_administrator_signs_in_and_is_gone()
    {
        await using var site = await Site.Start();
        var browser = site.Browser();

        var done = await Site.Send(browser, "/account/welcome", Filled);

        Site.To(done).ShouldBe("/");
        (site.Live.Company.TimeZone, site.Live.Company.Currency).ShouldBe(("Europe/Warsaw", "PLN"));
        var ada = site.Live.Company.People.Values.Single();
        (ada.Name, ada.Role, ada.Party).ShouldBe(("Ada Nowak", Role.Admin, Party.Sales));
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Site.Where(browser, "/account/welcome")).ShouldBe("/");
        (await Site.Where(site.Browser(), "/account/welcome")).ShouldBe("/");
        site.Live.Company.InForce(NodaTime.Instant.FromDateTimeOffset(site.Time.GetUtcNow()))
            .ShouldHaveSingleItem().Version.Calendar.Version.ShouldBe(2);
    }

    [Theory]
    [InlineData("Form.Password", "short", "At least 10 characters")]
    [InlineData("Form.Email", "nobody", "is no email address")]
    [InlineData("Form.Name", " ", "A name of 1 to 100 characters.")]
    [InlineData("Form.Currency", "zł", "is no currency")]
    public async Task What_is_wrong_is_said_and_nobody_is_made(string field, string value, string said)
    {
        await using var site = await Site.Start();

        var page = await Site.Send(site.Browser(), "/account/welcome", [.. Filled.Select(f => f.Item1 == field ? (field, value) : f)]);

        WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync()).ShouldContain(said);
        site.Live.Company.People.ShouldBeEmpty();
        site.Rows().Users.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_at_once_one_wins()
    {
        await using var site = await Site.Start();
        Task<Person> Begin(string name) =>
            site.Door.Begin("Etc/UTC", "EUR",
                new() { Id = 0, Name = name, Email = $"{name}@hub.example", Party = Party.Sales, Role = Role.Rep }, "hash");

        var both = new[] { Begin("ada"), Begin("bea") };
        await Should.ThrowAsync<NotAllowed>(Task.WhenAll(both));

        both.Count(task => task.IsCompletedSuccessfully).ShouldBe(1);
        using var rows = site.Rows();
        rows.Users.Count().ShouldBe(1);
    }

    [Fact]
    public async Task Programs_are_told_without_a_page()
    {
        await using var site = await Site.Start();
        var program = site.Browser();
        program.DefaultRequestHeaders.Accept.Clear();

        (await program.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await program.GetAsync("/healthz")).StatusCode.ShouldBe(HttpStatusCode.OK);
        site.Services.GetService<Engine.Samples.Simulator>().ShouldBeNull();
    }
}
