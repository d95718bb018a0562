using System.Net;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Web.Tests.Account;

public sealed class SignInTests
{
    [Fact]
    public async Task Whoever_signs_in_goes_on_to_where_they_wanted()
    {
        await using var site = new Site();
        await site.Hire("ana");
        var browser = site.Browser();
        var asked = await Site.Where(browser, "/breaches?page=2");

        var done = await Site.SignIn(browser, "ANA", page: asked!);

        Site.To(done).ShouldBe("/breaches?page=2");
        (await browser.GetAsync("/breaches")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    public async Task Nobody_is_led_elsewhere(string address)
    {
        await using var site = new Site();
        await site.Hire("ana");

        var done = await Site.SignIn(site.Browser(), "ana", page: $"/account/sign-in?returnUrl={Uri.EscapeDataString(address)}");

        Site.To(done).ShouldBe("/");
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_are_told_alike()
    {
        await using var site = new Site();
        await site.Hire("ana");

        var wrong = await (await Site.SignIn(site.Browser(), "ana", "not the password")).Content.ReadAsStringAsync();
        var unknown = await (await Site.SignIn(site.Browser(), "bea", "not the password")).Content.ReadAsStringAsync();

        wrong.ShouldContain("The email or the password is wrong.");
        unknown.ShouldContain("The email or the password is wrong.");
    }

    [Fact]
    public async Task After_five_tries_even_the_right_password_has_to_wait()
    {
        await using var site = new Site();
        await site.Hire("ana");
        var browser = site.Browser();
        for (var i = 0; i < 5; i++)
            await Site.SignIn(browser, "ana", "not the password");

        (await Site.SignIn(browser, "ana")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Somebody_deactivated_is_out_at_the_next_request_and_stays_out()
    {
        await using var site = new Site();
        var ana = await site.Hire("ana");
        var browser = site.Browser();
        await Site.SignIn(browser, "ana");
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await site.Change(ana with { Active = false });

        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Site.SignIn(browser, "ana")).StatusCode.ShouldBe(HttpStatusCode.OK, "the page again, with its refusal");
    }

    [Fact]
    public async Task A_cookie_kept_from_before_the_sign_out_is_worth_nothing()
    {
        await using var site = new Site();
        await site.Hire("ana");
        var browser = site.Browser();
        var cookie = (await Site.SignIn(browser, "ana")).Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("hub-sign-in", StringComparison.Ordinal));

        Site.To(await Site.Send(browser, "/account/leave")).ShouldBe("/account/sign-in");

        var thief = site.Browser();
        thief.DefaultRequestHeaders.Add("Cookie", cookie[..cookie.IndexOf(';')]);
        (await thief.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Signing_out_needs_the_pages_own_form()
    {
        await using var site = new Site();
        await site.Hire("ana");
        var browser = site.Browser();
        await Site.SignIn(browser, "ana");

        (await browser.PostAsync("/account/sign-out", new FormUrlEncodedContent([new("sign", "out")]))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Another_password_ends_the_other_sign_ins()
    {
        await using var site = new Site();
        await site.Hire("ana");
        var (here, there) = (site.Browser(), site.Browser());
        await Site.SignIn(here, "ana");
        await Site.SignIn(there, "ana");

        await Site.Send(here, "/account/password", ("Form.Current", Site.Password), ("Form.Next", "another good one"));

        (await here.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await there.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Site.SignIn(there, "ana")).StatusCode.ShouldBe(HttpStatusCode.OK, "the old one is refused");
        (await Site.SignIn(there, "ana", "another good one")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData(Role.Rep, false)]
    [InlineData(Role.Lead, false)]
    [InlineData(Role.Manager, false)]
    [InlineData(Role.Admin, true)]
    public async Task Only_administrators_see_the_people(Role role, bool sees)
    {
        await using var site = new Site();
        await site.Hire("ana", role);
        var browser = site.Browser();
        await Site.SignIn(browser, "ana");

        (await browser.GetAsync("/people")).StatusCode.ShouldBe(sees ? HttpStatusCode.OK : HttpStatusCode.Redirect);
    }
}
