using System.Net;
using System.Text.RegularExpressions;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Web.Tests.Account;

public sealed partial class SignInTests
{
    private static string Cookie(HttpResponseMessage signedIn) =>
        signedIn.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("hub-sign-in", StringComparison.Ordinal)) is var cookie
            ? cookie[..cookie.IndexOf(';')] : "";

    private static async Task<HttpStatusCode> Asks(Site site, string cookie)
    {
        var thief = site.Browser();
        thief.DefaultRequestHeaders.Add("Cookie", cookie);
        return (await thief.GetAsync("/")).StatusCode;
    }

    [GeneratedRegex("""<p class="form-error"[^>]*>.*?</p>""")]
    private static partial Regex Alert();

    [Fact]
    public async Task Whoever_signs_in_goes_on_to_where_they_wanted()
    {
        await using var site = await Site.Start();
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
        await using var site = await Site.Start();
        await site.Hire("ana");

        var done = await Site.SignIn(site.Browser(), "ana", page: $"/account/sign-in?returnUrl={Uri.EscapeDataString(address)}");

        Site.To(done).ShouldBe("/");
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_are_told_alike()
    {
        await using var site = await Site.Start();
        await site.Hire("ana");

        var wrong = await (await Site.SignIn(site.Browser(), "ana", "not the password")).Content.ReadAsStringAsync();
        var unknown = await (await Site.SignIn(site.Browser(), "bea", "not the password")).Content.ReadAsStringAsync();

        wrong.ShouldContain("The email or the password is wrong.");
        unknown.ShouldContain("The email or the password is wrong.");
    }

    [Fact]
    public async Task After_five_tries_even_the_right_password_has_to_wait()
    {
        await using var site = await Site.Start();
        await site.Hire("ana");
        var browser = site.Browser();
        for (var i = 0; i < 5; i++)
            await Site.SignIn(browser, "ana", "not the password");

        var refused = await Site.SignIn(browser, "ana");
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromMinutes(5));
        (await refused.Content.ReadAsStringAsync()).ShouldContain("Too many wrong tries. Try again in 5 min.");
        site.Time.Advance(TimeSpan.FromMinutes(5));
        (await Site.SignIn(browser, "ana")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Nobody_learns_by_guessing_which_accounts_there_are()
    {
        await using var site = await Site.Start();
        await site.Hire("ana");
        async Task<List<(HttpStatusCode, string)>> Guess(string name)
        {
            var (browser, said) = (site.Browser(), new List<(HttpStatusCode, string)>());
            for (var i = 0; i < 7; i++)
                said.Add(await Site.SignIn(browser, name, "not the password") is var answer
                    ? (answer.StatusCode, Alert().Match(await answer.Content.ReadAsStringAsync()).Value) : default);
            return said;
        }

        (await Guess("ana")).ShouldBe(await Guess("nobody"));
    }

    [Fact]
    public async Task One_network_does_not_try_a_password_at_everybody()
    {
        await using var site = await Site.Start();
        await site.Hire("ana");
        var browser = site.Browser();
        for (var i = 0; i < 20; i++)
            (await Site.SignIn(browser, $"somebody{i}", "Spring-2026")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await Site.SignIn(browser, "ana")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        site.Time.Advance(TimeSpan.FromMinutes(1));
        (await Site.SignIn(browser, "ana")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task The_current_password_is_not_guessed_on_the_page_that_changes_it()
    {
        await using var site = await Site.Start();
        await site.Hire("ana");
        var browser = site.Browser();
        await Site.SignIn(browser, "ana");
        for (var i = 0; i < 5; i++)
            await Site.Send(browser, "/account/password", ("Form.Current", "not the password"), ("Form.Next", "another good one"));

        var refused = await Site.Send(browser, "/account/password", ("Form.Current", Site.Password), ("Form.Next", "another good one"));

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("Too many wrong tries.");
    }

    [Fact]
    public async Task A_cookie_is_worth_nothing_after_the_sign_out_also_when_the_server_has_started_again()
    {
        await using var site = await Site.Start();
        await site.Hire("ana");
        var (browser, other) = (site.Browser(), site.Browser());
        var (cookie, stays) = (Cookie(await Site.SignIn(browser, "ana")), Cookie(await Site.SignIn(other, "ana")));
        await Site.Send(browser, "/account/leave");

        await site.Restart();

        (await Asks(site, cookie)).ShouldBe(HttpStatusCode.Redirect);
        (await Asks(site, stays)).ShouldBe(HttpStatusCode.OK, "signed in on another device");
    }

    [Fact]
    public async Task Signed_out_on_all_devices_every_cookie_is_worth_nothing()
    {
        await using var site = await Site.Start();
        await site.Hire("ana");
        var (browser, other) = (site.Browser(), site.Browser());
        var (cookie, others) = (Cookie(await Site.SignIn(browser, "ana")), Cookie(await Site.SignIn(other, "ana")));

        await Site.Send(browser, "/account/leave", ("everywhere", "true"));

        foreach (var worthless in new[] { cookie, others })
            (await Asks(site, worthless)).ShouldBe(HttpStatusCode.Redirect);
        await site.Restart();
        foreach (var worthless in new[] { cookie, others })
            (await Asks(site, worthless)).ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Somebody_who_was_deactivated_and_comes_back_signs_in_anew()
    {
        await using var site = await Site.Start();
        var ana = await site.Hire("ana");
        var cookie = Cookie(await Site.SignIn(site.Browser(), "ana"));
        await site.Change(ana with { Active = false });
        await site.Change(ana);

        (await Asks(site, cookie)).ShouldBe(HttpStatusCode.Redirect);
        (await Site.SignIn(site.Browser(), "ana")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Somebody_deactivated_is_out_at_the_next_request_and_stays_out()
    {
        await using var site = await Site.Start();
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
        await using var site = await Site.Start();
        await site.Hire("ana");
        var browser = site.Browser();
        var cookie = Cookie(await Site.SignIn(browser, "ana"));

        Site.To(await Site.Send(browser, "/account/leave")).ShouldBe("/account/sign-in");

        (await Asks(site, cookie)).ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Signing_out_needs_the_pages_own_form()
    {
        await using var site = await Site.Start();
        await site.Hire("ana");
        var browser = site.Browser();
        await Site.SignIn(browser, "ana");

        (await browser.PostAsync("/account/sign-out",
            new FormUrlEncodedContent([new("sign", "out")]))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Another_password_ends_the_other_sign_ins()
    {
        await using var site = await Site.Start();
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
        await using var site = await Site.Start();
        await site.Hire("ana", role);
        var browser = site.Browser();
        await Site.SignIn(browser, "ana");

        (await browser.GetAsync("/people")).StatusCode.ShouldBe(sees ? HttpStatusCode.OK : HttpStatusCode.Redirect);
    }
}
