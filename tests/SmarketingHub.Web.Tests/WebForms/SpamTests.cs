using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Forgetting;
using SmarketingHub.Engine.Housekeeping;
using SmarketingHub.Engine.WebForms;

namespace SmarketingHub.Web.Tests.WebForms;

/// <summary>Spam is kept out and nothing is lost: what looks like it waits for somebody, what is too much is told so and counted.</summary>
public sealed class SpamTests
{
    [Fact]
    public async Task A_hidden_field_that_was_filled_in_holds_it_back_and_the_sender_learns_nothing()
    {
        await using var at = await AtTheForm.Open();
        var sent = await at.Fill([.. AtTheForm.Ana, AtTheForm.InHiddenField]);
        sent.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        at.Inquiries().ShouldBeEmpty();
        at.Held().ShouldHaveSingleItem().Signs.ShouldBe([SpamSign.HiddenField]);
        (at.Now().Held, at.Now().Taken).ShouldBe((1, 0));
    }

    [Theory]
    [InlineData(2_900, true)]
    [InlineData(3_000, false)]
    public async Task Sooner_than_anybody_types_it_is_held_back(int milliseconds, bool isHeld)
    {
        await using var at = await AtTheForm.Open();
        var hidden = await at.Look();
        at.Site.Time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        await at.Send(hidden, AtTheForm.Ana);
        at.Held().Count.ShouldBe(isHeld ? 1 : 0);
        at.Inquiries().Count.ShouldBe(isHeld ? 0 : 1);
    }

    [Theory]
    [InlineData("note", "see https://a.example and https://b.example", false)]
    [InlineData("note", "https://a.example http://b.example www.c.example", true)]
    [InlineData("note", "[url=x]1[/url] <a href=x>2</a> HTTPS://C.example", true)]
    [InlineData("company", "Cheap https://a.example", true)]
    public async Task Links_are_counted(string field, string text, bool isHeld)
    {
        await using var at = await AtTheForm.Open();
        await at.Fill([("email", "ana@x.example"), ("consent", "1"), (field, text)]);
        at.Held().Count.ShouldBe(isHeld ? 1 : 0);
    }

    [Fact]
    public async Task What_was_held_back_is_let_in_as_it_was_sent()
    {
        await using var at = await AtTheForm.Open();
        await at.Fill([.. AtTheForm.Ana, AtTheForm.InHiddenField]);
        var held = at.Held().Single();
        at.Site.Time.Advance(TimeSpan.FromDays(40));

        var taken = await at.LetIn(held.Id);

        taken.Created.ShouldBeTrue();
        var inquiry = at.Inquiries().Single();
        inquiry.ReceivedAt.ShouldBe(held.At);
        at.Told(inquiry.Id).Told["consent"]!["at"]!.ToString().ShouldStartWith("2026-03-02T09:00:20");
        at.Held().ShouldBeEmpty();
        (at.Now().LetIn, at.Now().Held).ShouldBe((1, 1));
        using (var rows = at.Site.Rows())
            rows.Clocks.Where(c => c.LeadId == taken.LeadId).Select(c => c.StartedAt).ToList()
                .ShouldAllBe(started => started >= held.At + NodaTime.Duration.FromDays(39));
        await Should.ThrowAsync<NotFound>(() => at.LetIn(held.Id));
        at.Verify().ShouldBeEmpty();
    }

    [Fact]
    public async Task Dismissed_it_is_gone()
    {
        await using var at = await AtTheForm.Open();
        await at.Fill([.. AtTheForm.Ana, AtTheForm.InHiddenField]);
        var held = at.Held().Single().Id;
        await at.Site.Door.Do(AtTheForm.Admin, write =>
        {
            write.Dismiss(held);
            return true;
        });
        at.Held().ShouldBeEmpty();
        at.Inquiries().ShouldBeEmpty();
        at.Now().Dismissed.ShouldBe(1);
    }

    [Fact]
    public async Task Sent_twice_it_waits_once()
    {
        await using var at = await AtTheForm.Open();
        var hidden = await at.Look();
        await at.Send(hidden, AtTheForm.Ana);
        await at.Send(hidden, AtTheForm.Ana);
        at.Held().ShouldHaveSingleItem();
        at.Now().Held.ShouldBe(1);
    }

    [Theory]
    [InlineData(Role.Rep, Party.Marketing)]
    [InlineData(Role.Lead, Party.Sales)]
    [InlineData(Role.Manager, Party.Marketing)]
    public async Task Others_neither_keep_forms_nor_let_in(Role role, string party)
    {
        await using var at = await AtTheForm.Open();
        await at.Fill([.. AtTheForm.Ana, AtTheForm.InHiddenField]);
        var held = at.Held().Single().Id;
        var actor = new Actor(ActorKind.Key, 2, role, party);
        await Should.ThrowAsync<NotAllowed>(() => at.Site.Door.Do(actor, write => write.LetIn(held)));
        await Should.ThrowAsync<NotAllowed>(() => at.Site.Door.Do(actor, write => write.MakeForm(AtTheForm.Demo)));
        at.Held().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_token_of_another_form_or_one_that_was_changed_is_none()
    {
        await using var at = await AtTheForm.Open();
        var hidden = await at.Look();
        at.Site.Time.Advance(TimeSpan.FromSeconds(20));
        foreach (var token in new[] { "", "x", "a.b.c", Regex.Replace(hidden["token"], "^.", "0"), hidden["token"] + "0", "ł.ó.ż" })
        {
            var asked = await at.Send(new(hidden) { ["token"] = token }, AtTheForm.Ana);
            asked.StatusCode.ShouldBe(HttpStatusCode.OK, token);
        }
        at.Inquiries().ShouldBeEmpty();
        var other = await at.Site.Door.Do(AtTheForm.Admin, write => write.MakeForm(AtTheForm.Demo));
        (await at.Visitor.PostAsync($"/forms/{other.Key}", AtTheForm.Body(hidden, AtTheForm.Ana))).StatusCode.ShouldBe(HttpStatusCode.OK);
        at.Inquiries().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_that_was_open_for_a_day_is_sent_once_more()
    {
        await using var at = await AtTheForm.Open();
        var hidden = await at.Look();
        at.Site.Time.Advance(TimeSpan.FromHours(25));
        var html = await (await at.Send(hidden, AtTheForm.Ana)).Content.ReadAsStringAsync();
        html.ShouldContain("One more step");
        at.Site.Time.Advance(TimeSpan.FromSeconds(1));
        (await at.Send(AtTheForm.Hidden(html), AtTheForm.Ana)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Too_much_from_one_network_is_told_so_counted_and_goes_on_later()
    {
        await using var at = await AtTheForm.Open(options: new() { MostOfAddress = 3 });
        for (var i = 0; i < 3; i++)
            (await at.Fill(AtTheForm.Ana)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var refused = await at.Fill(("email", "bo@x.example"), ("consent", "1"));

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        var html = await refused.Content.ReadAsStringAsync();
        html.ShouldContain("value=\"bo@x.example\"");
        var tally = at.Site.Services.GetRequiredService<FormTally>();
        tally.Of(at.Form.Id).Refused.ShouldBe(1);
        await tally.Write();
        (at.Now().Refused, tally.Of(at.Form.Id).Refused).ShouldBe((1, 0));
        at.Site.Time.Advance(FormOptions.Window);
        (await at.Send(AtTheForm.Hidden(html), ("email", "bo@x.example"), ("consent", "1"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        at.Inquiries().Count.ShouldBe(4);
    }

    [Fact]
    public async Task Too_much_to_one_form_leaves_the_others()
    {
        await using var at = await AtTheForm.Open(options: new() { MostOfForm = 1 });
        (await at.Fill(AtTheForm.Ana)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await at.Fill(("email", "bo@x.example"), ("consent", "1"))).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        var other = await at.Site.Door.Do(AtTheForm.Admin, write => write.MakeForm(AtTheForm.Demo));
        (await at.Visitor.PostAsync($"/forms/{other.Key}", AtTheForm.Body([], AtTheForm.Ana))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task When_too_much_waits_the_sender_is_told_instead()
    {
        await using var at = await AtTheForm.Open(options: new() { MostHeld = 1 });
        (await at.Fill([.. AtTheForm.Ana, AtTheForm.InHiddenField])).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await at.Fill([.. AtTheForm.Ana, AtTheForm.InHiddenField])).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        at.Held().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_was_held_back_of_a_forgotten_person_goes_with_them()
    {
        await using var at = await AtTheForm.Open();
        await at.Fill(AtTheForm.Ana);
        await at.Fill([.. AtTheForm.Ana, AtTheForm.InHiddenField]);
        await at.Fill([("email", "bo@x.example"), ("consent", "1"), AtTheForm.InHiddenField]);
        long ana;
        using (var rows = at.Site.Rows())
            ana = rows.Contacts.Single().Id;

        await at.Site.Services.GetRequiredService<Forgetter>().Forget(AtTheForm.Admin, ana, ForgetReason.ErasureRequest);

        at.Held().ShouldHaveSingleItem().Sent.ShouldContain("bo@x.example");
        using (var rows = at.Site.Rows())
            rows.Texts.AsNoTracking().Select(t => t.Text).ToList().ShouldBeEmpty();
        at.Verify().ShouldBeEmpty();
    }

    [Fact]
    public async Task It_waits_for_90_days()
    {
        await using var at = await AtTheForm.Open();
        await at.Fill([.. AtTheForm.Ana, AtTheForm.InHiddenField]);
        var housekeeper = at.Site.Services.GetRequiredService<Housekeeper>();
        at.Site.Time.Advance(TimeSpan.FromDays(89));
        await housekeeper.Tidy();
        at.Held().ShouldHaveSingleItem();
        at.Site.Time.Advance(TimeSpan.FromDays(2));
        await housekeeper.Tidy();
        at.Held().ShouldBeEmpty();
    }
}
