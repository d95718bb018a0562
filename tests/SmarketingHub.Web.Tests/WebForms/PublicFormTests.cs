using System.Net;

namespace SmarketingHub.Web.Tests.WebForms;

/// <summary>A form as visitors of another site see, fill in and send it.</summary>
public sealed class PublicFormTests
{
    [Fact]
    public async Task It_is_there_without_a_sign_in_and_only_its_sites_may_frame_it()
    {
        await using var at = await AtTheForm.Open();
        var page = await at.Visitor.GetAsync(at.Address);

        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        var html = await page.Content.ReadAsStringAsync();
        html.ShouldContain("<h1>Ask for a demo</h1>");
        html.ShouldNotContain("<script");
        html.ShouldContain("I agree to be called.");
        var rules = page.Headers.GetValues("Content-Security-Policy").Single();
        rules.ShouldContain("frame-ancestors 'self' https://www.example.com");
        rules.ShouldContain("default-src 'none'");
        page.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        (await at.Visitor.GetAsync("/css/web-form.css")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await at.Visitor.GetAsync("/forms/0123456789abcdef01234567")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("?lang=pl", "en", "Poproś o pokaz")]
    [InlineData("", "pl-PL,pl;q=0.9,en;q=0.5", "Poproś o pokaz")]
    [InlineData("", "en;q=0.3, pl;q=0.8", "Poproś o pokaz")]
    [InlineData("", "fr,de", "Ask for a demo")]
    [InlineData("?lang=ru", "pl", "Poproś o pokaz")]
    public async Task It_speaks_the_visitors_language_as_far_as_it_has_it(string query, string accepts, string title)
    {
        await using var at = await AtTheForm.Open();
        using var request = new HttpRequestMessage(HttpMethod.Get, at.Address + query);
        request.Headers.TryAddWithoutValidation("Accept-Language", accepts);
        var html = WebUtility.HtmlDecode(await (await at.Visitor.SendAsync(request)).Content.ReadAsStringAsync());

        html.ShouldContain($"<h1>{title}</h1>");
        html.ShouldContain(title.StartsWith('P') ? "<html lang=\"pl\"" : "<html lang=\"en\"");
    }

    [Fact]
    public async Task What_is_sent_is_an_inquiry_with_its_consent()
    {
        await using var at = await AtTheForm.Open();
        var sent = await at.Fill([.. AtTheForm.Ana, ("note", "A demo,\r\nplease.")]);

        sent.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        WebUtility.HtmlDecode(await at.Visitor.GetStringAsync(sent.Headers.Location)).ShouldContain("Thank you. We will be in touch.");
        var inquiry = at.Inquiries().ShouldHaveSingleItem();
        inquiry.Source.ShouldBe("demo-request");
        var (filled, told) = at.Told(inquiry.Id);
        (filled.Form, filled.Consent).ShouldBe((at.Form.Id, 1));
        told["form"]!.ToString().ShouldBe("Demo request");
        var consent = told["consent"]!;
        (consent["version"]!.GetValue<int>(), consent["text"]!.ToString(), consent["source"]!.ToString())
            .ShouldBe((1, "I agree to be called.", $"forms/{at.Form.Key}"));
        consent["at"]!.ToString().ShouldStartWith("2026-03-02T09:00:20");
        using (var rows = at.Site.Rows())
        {
            rows.Contacts.Single().Email.ShouldBe("ana@nordwind.example");
            rows.Texts.Select(t => t.Text).ToList().ShouldContain("A demo,\nplease.");
        }
        at.Now().Taken.ShouldBe(1);
        at.Verify().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_one_of_the_person_joins_and_a_repeated_one_is_none()
    {
        await using var at = await AtTheForm.Open();
        var hidden = await at.Look();
        at.Site.Time.Advance(TimeSpan.FromSeconds(20));
        for (var i = 0; i < 3; i++)
            (await at.Send(hidden, AtTheForm.Ana)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        at.Inquiries().ShouldHaveSingleItem();
        at.Now().Taken.ShouldBe(1);

        await at.Fill([.. AtTheForm.Ana, ("note", "Once more")]);

        at.Inquiries().Select(i => i.LeadId).Distinct().ShouldHaveSingleItem();
        at.Inquiries().Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_page_that_embeds_it_and_its_campaign_are_kept_without_a_script()
    {
        await using var at = await AtTheForm.Open();
        const string Marks = "utm_source=news&utm_medium=mail&utm_campaign=spring&utm_term=a%20b&utm_content=top";
        var hidden = await at.Look("", ("Referer", $"https://www.example.com/pricing?{Marks}#x"));
        at.Site.Time.Advance(TimeSpan.FromSeconds(20));
        (await at.Send(hidden, AtTheForm.Ana)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);

        var inquiry = at.Inquiries().Single();
        (inquiry.Source, inquiry.Campaign, inquiry.Channel).ShouldBe(("demo-request", "spring", "mail"));
        var told = at.Told(inquiry.Id).Told;
        told["page"]!.ToString().ShouldStartWith("https://www.example.com/pricing?utm_source=news");
        told["page"]!.ToString().ShouldNotContain("#");
        told["utm"]!.AsObject().Select(u => $"{u.Key}={u.Value}").ShouldBe(
            ["source=news", "medium=mail", "campaign=spring", "term=a b", "content=top"]);
        told["consent"]!["source"]!.ToString().ShouldStartWith("https://www.example.com/pricing");
    }

    [Fact]
    public async Task Marks_in_its_own_address_count_before_those_of_the_page_and_its_own_campaign_before_both()
    {
        await using var at = await AtTheForm.Open(AtTheForm.Demo with { Campaign = "own" });
        var hidden = await at.Look("?utm_source=link&utm_campaign=other", ("Referer", "https://www.example.com/?utm_source=page"));
        at.Site.Time.Advance(TimeSpan.FromSeconds(20));
        await at.Send(hidden, AtTheForm.Ana);

        var inquiry = at.Inquiries().Single();
        inquiry.Campaign.ShouldBe("own");
        at.Told(inquiry.Id).Told["utm"]!.AsObject().Select(u => $"{u.Key}={u.Value}").ShouldBe(["source=link", "campaign=other"]);
    }

    [Fact]
    public async Task Each_mistake_stands_at_its_field_and_what_was_typed_stays()
    {
        await using var at = await AtTheForm.Open();
        var wrong = await at.Fill(
            ("email", "ana at nordwind"), ("company", "<b>Nord & wind</b>"), ("country", "Atlantis"), ("note", "Hello"));

        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = await wrong.Content.ReadAsStringAsync();
        html.ShouldContain("value=\"ana at nordwind\"");
        html.ShouldContain("value=\"&lt;b&gt;Nord &amp; wind&lt;/b&gt;\"");
        html.ShouldContain("Hello</textarea>");
        foreach (var field in new[] { "email", "country", "consent" })
        {
            html.ShouldContain($"id=\"{field}-why\"");
            html.ShouldContain($"href=\"#{field}\"");
        }
        html.ShouldNotContain("id=\"company-why\"");
        at.Inquiries().ShouldBeEmpty();

        // Corrected at once, with the page that came back.
        (await at.Send(AtTheForm.Hidden(html), AtTheForm.Ana)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        at.Inquiries().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_mistake_is_told_in_the_language_of_the_form()
    {
        await using var at = await AtTheForm.Open();
        var hidden = await at.Look("?lang=pl");
        at.Site.Time.Advance(TimeSpan.FromSeconds(20));
        var html = WebUtility.HtmlDecode(await (await at.Send(hidden, ("company", "Nordwind"))).Content.ReadAsStringAsync());
        html.ShouldContain("Proszę to wypełnić.");
        html.ShouldContain("Zgadzam się na telefon.");
    }

    [Fact]
    public async Task Another_language_keeps_what_was_typed_and_sends_nothing()
    {
        await using var at = await AtTheForm.Open();
        var html = await (await at.Fill(("email", "ana@x.example"), ("inLanguage", "pl"))).Content.ReadAsStringAsync();
        html.ShouldContain("<html lang=\"pl\"");
        html.ShouldContain("value=\"ana@x.example\"");
        at.Inquiries().ShouldBeEmpty();
    }

    [Fact]
    public async Task Words_that_changed_meanwhile_are_agreed_to_anew()
    {
        await using var at = await AtTheForm.Open();
        var hidden = await at.Look();
        at.Site.Time.Advance(TimeSpan.FromSeconds(20));
        await at.Change(text => text with
        {
            Words = [.. text.Words.Select(w => w.Language == "en" ? w with { Consent = "I agree to be called and written to." } : w)],
        });
        at.Form.ConsentVersion.ShouldBe(2);

        var again = await at.Send(hidden, AtTheForm.Ana);
        again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = await again.Content.ReadAsStringAsync();
        html.ShouldContain("I agree to be called and written to.");
        html.ShouldContain("value=\"ana@nordwind.example\"");
        at.Inquiries().ShouldBeEmpty();

        (await at.Send(AtTheForm.Hidden(html), ("email", "ana@nordwind.example"), ("consent", "2"))).StatusCode
            .ShouldBe(HttpStatusCode.SeeOther);
        at.Told(at.Inquiries().Single().Id).Event.Consent.ShouldBe(2);
    }

    [Fact]
    public async Task A_form_of_another_site_is_looked_at_once_more()
    {
        await using var at = await AtTheForm.Open();
        using var plain = new HttpRequestMessage(HttpMethod.Post, at.Address);
        plain.Headers.Add("Origin", "https://www.example.com");
        plain.Content = AtTheForm.Body([], [.. AtTheForm.Ana, ("lang", "en"), ("utm_source", "plain")]);
        var asked = await at.Visitor.SendAsync(plain);

        asked.StatusCode.ShouldBe(HttpStatusCode.OK);
        var html = await asked.Content.ReadAsStringAsync();
        html.ShouldContain("One more step");
        html.ShouldContain("value=\"ana@nordwind.example\"");
        at.Inquiries().ShouldBeEmpty();
        at.Site.Time.Advance(TimeSpan.FromSeconds(1));
        (await at.Send(AtTheForm.Hidden(html), AtTheForm.Ana)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        at.Told(at.Inquiries().Single().Id).Told["utm"]!["source"]!.ToString().ShouldBe("plain");
    }

    [Fact]
    public async Task A_form_of_a_site_that_may_not_is_shown_here_and_counted()
    {
        await using var at = await AtTheForm.Open();
        using var plain = new HttpRequestMessage(HttpMethod.Post, at.Address);
        plain.Headers.Add("Origin", "https://elsewhere.example");
        plain.Content = AtTheForm.Body([], AtTheForm.Ana);
        var refused = await at.Visitor.SendAsync(plain);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("value=\"ana@nordwind.example\"");
        at.Inquiries().ShouldBeEmpty();
    }

    [Fact]
    public async Task It_leads_where_it_says_when_it_was_sent()
    {
        await using var at = await AtTheForm.Open(AtTheForm.Demo with { ThanksUrl = "https://www.example.com/thanks" });
        var sent = await at.Fill(AtTheForm.Ana);
        sent.Headers.Location!.ToString().ShouldBe("https://www.example.com/thanks");
        (await at.Visitor.GetAsync(at.Address)).Headers.GetValues("Content-Security-Policy").Single()
            .ShouldContain("form-action 'self' https://www.example.com;");
    }

    [Fact]
    public async Task A_closed_one_takes_nothing_and_says_so()
    {
        await using var at = await AtTheForm.Open();
        var hidden = await at.Look();
        await at.Change(text => text with { IsOpen = false });
        (await at.Visitor.GetAsync(at.Address)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await at.Send(hidden, AtTheForm.Ana)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        at.Inquiries().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("application/json", "{\"email\":\"ana@x.example\"}", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("multipart/form-data; boundary=b", "no part at all", HttpStatusCode.BadRequest)]
    public async Task What_is_no_form_is_refused(string type, string body, HttpStatusCode status)
    {
        await using var at = await AtTheForm.Open();
        using var content = new StringContent(body);
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        using var request = new HttpRequestMessage(HttpMethod.Post, at.Address) { Content = content };
        using var program = at.Site.Server.CreateClient();
        (await program.SendAsync(request)).StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task Too_long_is_told_at_its_field()
    {
        await using var at = await AtTheForm.Open();
        var wrong = await at.Fill(
            ("email", "ana@x.example"), ("company", new string('x', 201)), ("note", new string('y', 5_001)), ("consent", "1"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = await wrong.Content.ReadAsStringAsync();
        html.ShouldContain("id=\"company-why\"");
        html.ShouldContain("id=\"note-why\"");
    }
}
