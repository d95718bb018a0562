using AngleSharp.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Web.Features.Agreements.Life;
using SmarketingHub.Web.Features.Agreements.Listing;
using SmarketingHub.Web.Tests.Bell;

namespace SmarketingHub.Web.Tests.Agreements;

public sealed class AgreementPageTests : AtTheAgreement
{
    [Fact]
    public async Task What_is_in_force_reads_as_sentences_and_nothing_is_a_field()
    {
        await using var circuit = await Server.Circuit(Marta);
        var page = await Page(circuit);

        page.FindAll("h2.agreement-side").Select(h => h.TextContent).ShouldBe(["Marketing promises", "Sales promises"]);
        Said(Sentence(page, "accept").QuerySelector(".sentence-text")!)
            .ShouldBe("Accept or return every lead within 4 business hours of the hand-off.");
        Said(Sentence(page, "effort").QuerySelector(".sentence-text")!)
            .ShouldBe("Try to reach every lead at least 5 times within 10 business days of acceptance, on different days.");
        Said(Sentence(page, "touch-demo").QuerySelector(".sentence-small")!)
            .ShouldContain("in closed time within 1 business hour of opening");
        Said(Sentence(page, "accept").QuerySelector(".sentence-small")!)
            .ShouldContain("at breach: tell the team lead · at 150%: offer to the next rep");
        page.FindAll("button.word").ShouldBeEmpty();
        page.Find(".agreement-badge").TextContent.ShouldBe("Version 1 · in force");
    }

    [Theory]
    [InlineData("?version=abc")]
    [InlineData("?version=7&against=99")]
    [InlineData("?version=1&against=-1")]
    [InlineData("?version=99999999999&against=abc")]
    public async Task What_an_address_asks_that_there_is_not_shows_what_is_in_force(string query)
    {
        await using var circuit = await Server.Circuit(Marta);

        var page = await Page(circuit, query);

        page.Find(".agreement-badge").TextContent.ShouldBe("Version 1 · in force");
        page.FindAll(".agreement-against").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_field_is_changed_in_its_sentence_and_shows_old_and_new()
    {
        await Draft();
        await using var circuit = await Server.Circuit(Nadia);
        var page = await Page(circuit);

        await Type(page, "accept", "target", "target", "2");

        page.WaitForAssertion(() => page.FindAll(".field-editor").ShouldBeEmpty());
        Said(Sentence(page, "accept").QuerySelector(".sentence-text")!)
            .ShouldBe("changed: Accept or return every lead within 4 business hours 2 business hours of the hand-off.");
        Sentence(page, "accept").QuerySelector("del")!.TextContent.ShouldBe("4 business hours");
        Sentence(page, "accept").ClassList.ShouldContain("is-changed");
        Sentence(page, "touch").ClassList.ShouldNotContain("is-changed");
        await Server.Shows(() => Stored("accept").Target == BusinessDuration.Parse("PT2H"));
        Starter.InForce(NodaTime.Instant.FromDateTimeOffset(
            Server.Time.GetUtcNow()))!.Commitments.Single(c => c.Id == "accept").Target.ShouldBe(BusinessDuration.Parse("PT4H"));
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_input_and_what_was_typed_stays()
    {
        await Draft();
        await using var circuit = await Server.Circuit(Nadia);
        var page = await Page(circuit);

        await Type(page, "accept", "target", "target", "soon");

        page.WaitForAssertion(() => page.Find(".field-error").TextContent.ShouldBe("A whole number above zero."));
        page.Find("#field-accept-target-target").GetAttribute("value").ShouldBe("soon");
        page.Find("#field-accept-target-target").GetAttribute("aria-invalid").ShouldBe("true");
        await Press(page, "[data-cancel]");
        page.FindAll(".field-editor").ShouldBeEmpty();
        Stored("accept").Target.ShouldBe(BusinessDuration.Parse("PT4H"));
    }

    [Fact]
    public async Task A_condition_a_ladder_and_a_scope_are_changed_in_words()
    {
        await Draft();
        await using var circuit = await Server.Circuit(Nadia);
        var page = await Page(circuit);

        await Press(page, "#field-accept-condition");
        await Fill(page, "#field-accept-condition-gradeA", true);
        await Press(page, ".field-known button[aria-pressed]",
            page.FindAll(".field-known button").ToList().FindIndex(b => b.TextContent == "DACH"));
        await Save(page, ".field-editor");
        page.WaitForAssertion(() => Said(Sentence(page, "accept")).ShouldContain("grade A leads from DACH"));

        await Press(page, "#field-accept-ladder");
        await Press(page, ".field-editor .link-button");
        await Fill(page, "#field-accept-ladder-percent2", "200");
        await Fill(page, "#field-accept-ladder-action2", "Giver");
        await Save(page, ".field-editor");
        page.WaitForAssertion(() => Said(Sentence(page, "accept")).ShouldContain("at 200%: back to the giver"));

        await Type(page, "scope", "scope", "segments", "enterprise");
        page.WaitForAssertion(() => Said(Sentence(page, "whole")).ShouldContain("leads of the segment enterprise"));
        await Server.Shows(() => Starter.Versions[^1].Scope.Segments is ["enterprise"]);
        Stored("accept").Condition.Countries.ShouldBe(["AT", "CH", "DE"]);
        Stored("accept").Ladder[^1].ShouldBe(new(200, LadderAction.Giver));
    }

    [Fact]
    public async Task A_sentence_that_an_earlier_one_shadows_says_so_and_moving_it_up_lets_it_be_reached()
    {
        await Draft();
        await using var circuit = await Server.Circuit(Nadia);
        var page = await Page(circuit);
        await Fill(page, "#add-sales", "Accept");
        await Press(page, ".sentence-add button", 2);
        page.WaitForAssertion(() => Said(Sentence(page, "accept-2")).ShouldContain("Never reached: every such lead goes by sentence"));
        await Press(page, "#field-accept-2-condition");
        await Fill(page, "#field-accept-2-condition-gradeA", true);
        await Save(page, ".field-editor");
        page.WaitForAssertion(() => page.FindAll(".field-editor").ShouldBeEmpty());

        for (var i = 0; i < 4; i++)
            await Press(page, "[data-sentence=accept-2] .sentence-menu button");

        page.WaitForAssertion(() => Sentence(page, "accept-2").QuerySelector(".sentence-shadow").ShouldBeNull());
        var number = Sentence(page, "accept-2").QuerySelector(".sentence-number")!.TextContent;
        Said(Sentence(page, "accept").QuerySelector(".sentence-shadow")!).ShouldBe($"Grade A leads go by sentence {number}.");
    }

    [Fact]
    public async Task The_way_back_to_another_agreement_opens_that_one_though_its_version_has_the_same_number()
    {
        var second = await Door.Do(Actor.Of(Marta),
            write => write.NewAgreement("Content", Party.Marketing, Party.Sales, Template.ContentLeads));
        await using var circuit = await Server.Circuit(Nadia);
        var page = await Page(circuit);
        page.WaitForAssertion(() => Said(page.Find(".agreement-badge")).ShouldContain("in force"));

        page.Render(p => p.Add(x => x.Id, second.Id));

        page.WaitForAssertion(() => Said(page.Find(".agreement-badge")).ShouldContain("draft"));
        Said(Sentence(page, "accept")).ShouldContain("1 business day");
        await Type(page, "accept", "target", "target", "2");
        await Server.Shows(() => Server.Live.Company.Agreements.Single(a => a.Id == second.Id).Versions[0].Commitments.Single(c =>
            c.Id == "accept").Target == BusinessDuration.Parse("P2D"));
    }

    [Fact]
    public async Task Undo_takes_back_ones_own_change_and_leaves_those_of_others()
    {
        var draft = await Draft();
        await using var circuit = await Server.Circuit(Nadia);
        var page = await Page(circuit);
        await Type(page, "accept", "target", "target", "2");
        page.WaitForAssertion(() => page.FindAll(".field-editor").ShouldBeEmpty());
        await ByMarta(draft, "touch", "PT3H");

        await page.InvokeAsync(page.Instance.Undo);

        await Server.Shows(() => Stored("accept").Target == BusinessDuration.Parse("PT4H"));
        Stored("touch").Target.ShouldBe(BusinessDuration.Parse("PT3H"));
        await page.InvokeAsync(page.Instance.Redo);
        await Server.Shows(() => Stored("accept").Target == BusinessDuration.Parse("PT2H"));
    }

    [Fact]
    public async Task Two_at_one_field_see_each_other_and_neither_overwrites_the_other()
    {
        var draft = await Draft();
        await using var hers = await Server.Circuit(Nadia);
        await using var theirs = await Server.Circuit(Marta);
        var (page, other) = (await Page(hers), await Page(theirs));
        await Press(page, "#field-accept-target");
        await Fill(page, "#field-accept-target-target", "2");
        other.WaitForAssertion(() => Said(other.Find(".agreement-others")).ShouldContain("Nadia is editing sentence"));
        Said(Sentence(other, "accept")).ShouldContain("Nadia is editing this sentence");
        await ByMarta(draft, "accept", "PT3H");
        await Server.Shows(() => Said(Sentence(other, "accept")).Contains("3 business hours", StringComparison.Ordinal));

        await Save(page, ".field-editor");

        page.WaitForAssertion(() => Said(page.Find(".field-conflict")).ShouldContain("Theirs: 3 business hours"));
        page.Find("#field-accept-target-target").GetAttribute("value").ShouldBe("2");
        Stored("accept").Target.ShouldBe(BusinessDuration.Parse("PT3H"));
        await Press(page, ".field-conflict button");
        await Server.Shows(() => Stored("accept").Target == BusinessDuration.Parse("PT2H"));
    }

    [Fact]
    public async Task Nobody_signs_a_text_that_was_changed_since_it_was_read()
    {
        var draft = await Draft();
        await ByMarta(draft, "touch", "PT3H");
        await Door.Do(Actor.Of(Marta), write => write.Propose(Starter.Id, draft.Number));
        await Server.Live.UpToDate(default);
        var (agreement, read) = (Starter, Starter.Versions[^1]);
        await Door.Do(Actor.Of(Nadia), write => write.AskForChanges(agreement.Id, draft.Number, [(null, "Shorter")]));
        await ByMarta(draft, "accept", "PT3H");
        await Door.Do(Actor.Of(Marta), write => write.Propose(agreement.Id, draft.Number));
        await using var circuit = await Server.Circuit(Nadia);
        var card = circuit.Render<SignaturesCard>(p => p.Add(x => x.Agreement, agreement).Add(x => x.Version, read)
            .Add(x => x.Person, Nadia).Add(x => x.Company, Server.Live.Company).Add(x => x.Views, []));

        await card.InvokeAsync(() => card.Find(".sign-buttons .primary").ClickAsync(new()));

        card.Find(".form-error").TextContent.ShouldBe("This was changed by somebody else meanwhile. Look at it first.");
        await Server.Live.UpToDate(default);
        Starter.Versions[^1].Signatures.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_comes_in_another_language_leaves_the_others_theirs()
    {
        await using var hers = await Server.Circuit(Nadia);
        var page = await Page(hers);
        page.WaitForElement(".agreement-badge");

        System.Globalization.CultureInfo.CurrentUICulture = new("pl");
        await using var theirs = await Server.Circuit(Marta);
        await Page(theirs);

        page.WaitForAssertion(() => Said(page.Find(".agreement-others")).ShouldBe("Marta is here"));
    }

    [Fact]
    public async Task Another_field_of_the_same_sentence_is_in_nobodys_way()
    {
        var draft = await Draft();
        await using var circuit = await Server.Circuit(Nadia);
        var page = await Page(circuit);
        await Press(page, "#field-accept-warnAt");
        await Fill(page, "#field-accept-warnAt-warnAt", "60");
        await ByMarta(draft, "accept", "PT3H");

        await Save(page, ".field-editor");

        await Server.Shows(() => Stored("accept").WarnAt is [60]);
        Stored("accept").Target.ShouldBe(BusinessDuration.Parse("PT3H"));
    }

    [Fact]
    public async Task Whoever_leaves_is_gone_for_the_others()
    {
        await Draft();
        await using var theirs = await Server.Circuit(Marta);
        var other = await Page(theirs);
        await using (var hers = await Server.Circuit(Nadia))
        {
            await Page(hers);
            other.WaitForAssertion(() => Said(other.Find(".agreement-others")).ShouldContain("Nadia is here"));
        }

        other.WaitForAssertion(() => other.FindAll(".agreement-others").ShouldBeEmpty());
    }

    [Fact]
    public async Task Proposed_disputed_and_signed_by_both_it_is_in_force()
    {
        await Draft();
        await using var hers = await Server.Circuit(Nadia);
        await using var theirs = await Server.Circuit(Marta);
        var (sales, marketing) = (await Page(hers), await Page(theirs));
        var waiting = theirs.Render<WaitingCount>();
        await Type(sales, "accept", "target", "target", "2");
        sales.WaitForAssertion(() => sales.FindAll(".field-editor").ShouldBeEmpty());
        await Press(sales, ".life-bar .primary");
        await Server.Shows(() => waiting.FindAll(".nav-count").Count == 1);
        sales.WaitForAssertion(() => sales.Find(".agreement-badge").TextContent.ShouldBe("Version 2 · proposed, waiting for Marketing"));

        await Press(marketing, ".sign-buttons button", 0);
        await Fill(marketing, "#ask-sentence", "accept");
        await Fill(marketing, "#ask-words", "Three hours are enough.");
        await Save(marketing, ".ask-form");
        await Server.Shows(() => sales.FindAll(".sentence-comment").Count == 1);
        Said(Sentence(sales, "accept").QuerySelector(".sentence-comment")!).ShouldContain("Three hours are enough.");
        waiting.WaitForAssertion(() => waiting.FindAll(".nav-count").ShouldBeEmpty());

        await Press(sales, ".life-bar .primary");
        await Server.Shows(() => marketing.FindAll(".sign-buttons .primary").Count == 1);
        await Press(marketing, ".sign-buttons .primary");
        await Server.Shows(() => marketing.Find(".agreement-badge").TextContent == "Version 2 · in force");
        marketing.FindAll(".signed code").Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_agreement_is_ended_at_a_date_and_until_then_the_end_is_taken_back()
    {
        await using var circuit = await Server.Circuit(Nadia);
        var page = await Page(circuit);
        await Press(page, ".life-bar button", 1);
        await Fill(page, "#end-at", "2026-02-30T10:00");
        await Save(page, ".life-ask");
        page.WaitForElement(".form-error").TextContent.ShouldContain("A date and an hour");
        await Fill(page, "#end-at", "2026-04-01T10:00");
        await Save(page, ".life-ask");
        await Server.Shows(() => page.Find(".page-lead").TextContent.Contains("ends on Wed 1 Apr", StringComparison.Ordinal));
        await Server.Shows(() => page.FindAll(".life-bar button")
            .Any(b => b.TextContent.StartsWith("Take back the end on", StringComparison.Ordinal)));

        await Press(page, ".life-bar button", 1);

        await Server.Shows(() => page.FindAll(".life-bar button").Any(b => b.TextContent == "End the agreement…"));
        Starter.Versions[0].EndsAt.ShouldBeNull();
    }

    [Fact]
    public async Task Any_two_versions_are_compared_in_words()
    {
        var draft = await Draft();
        await ByMarta(draft, "accept", "PT3H");
        var before = Starter.Versions[^1].TermsOf();
        await Door.Do(Actor.Of(Marta),
            write => write.ChangeDraft(Starter.Id, 2, before,
                before with { Commitments = [.. before.Commitments.Where(c => c.Id != "decide")] }));
        await using var circuit = await Server.Circuit(Nadia);

        var page = await Page(circuit, "?version=2&against=1");

        Sentence(page, "decide").ClassList.ShouldContain("is-removed");
        Sentence(page, "accept").QuerySelector("del")!.TextContent.ShouldBe("4 business hours");
        page.FindAll("button.word").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rep_reads_and_a_stranger_to_it_finds_nothing()
    {
        await Draft();
        await Server.Partner();
        await using var rep = await Server.Circuit(await Server.Hire("Jana"));
        await using var partner = await Server.Circuit(await Server.Hire("Paula", "partner:altamar", Role.Partner));

        var (read, hidden) = (await Page(rep), await Page(partner));

        read.FindAll("button.word, .life-bar, .sentence-add").ShouldBeEmpty();
        hidden.Markup.ShouldContain("There is no such agreement");
    }
}
