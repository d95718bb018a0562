using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Web.Features.Agreements.Editing;
using SmarketingHub.Web.Tests.Bell;

namespace SmarketingHub.Web.Tests.Agreements;

/// <summary>Sentences that are removed, moved, added and talked about, while others do the same.</summary>
public sealed class SentenceTests : AtTheAgreement
{
    [Fact]
    public async Task A_sentence_removed_by_another_while_a_field_of_it_is_open_keeps_what_was_typed_and_can_be_put_back()
    {
        await Draft();
        await using var circuit = await Server.Circuit(Nadia);
        var words = circuit.JSInterop.SetupModule("./js/sentences.js");
        var (focus, again) = (words.SetupVoid("focus", _ => true).SetVoidResult(),
            words.SetupVoid("enterAgain", _ => true).SetVoidResult());
        var page = await Page(circuit);
        await Press(page, "#field-accept-target");
        await Fill(page, "#field-accept-target-target", "2");
        again.Invocations.ShouldBeEmpty();

        await ByMarta(terms => terms with { Commitments = [.. terms.Commitments.Where(c => c.Id != "accept")] });

        page.WaitForAssertion(() => Said(page.Find(".field-conflict"))
            .ShouldBe("Marta removed this sentence meanwhile. What you typed is still here."));
        page.Find("#field-accept-target-target").GetAttribute("value").ShouldBe("2");
        again.Invocations.Count.ShouldBe(1, "what the server does not know yet is with the browser");
        await Save(page);
        await Server.Shows(() => Starter.Versions[^1].Commitments.Any(c => c.Id == "accept"));
        Starter.Versions[^1].Commitments.Select(c => c.Id).ShouldBe(Starter.Versions[0].Commitments.Select(c => c.Id));
        Stored("accept").Target.ShouldBe(BusinessDuration.Parse("PT2H"));
        page.FindAll(".field-editor").ShouldBeEmpty();
        page.WaitForAssertion(() => focus.Invocations.Select(i => i.Arguments[0]).ShouldBe(["field-accept-target"]));
    }

    [Fact]
    public async Task A_removed_sentence_that_is_in_no_other_version_stays_until_its_field_is_given_up()
    {
        await Draft();
        await ByMarta(terms => terms with
        {
            PeriodCommitments =
            [
                new() { Id = "revenue", Measure = Measure.Revenue, Amount = 90_000 },
                new() { Id = "qualified", Measure = Measure.Qualified, Amount = 10 },
            ],
        });
        await using var circuit = await Server.Circuit(Nadia);
        var focus = circuit.JSInterop.SetupModule("./js/sentences.js").SetupVoid("focus", _ => true).SetVoidResult();
        var page = await Page(circuit);
        await Press(page, "#field-qualified-amount");
        await Fill(page, "#field-qualified-amount-amount", "12");

        await ByMarta(terms => terms with { PeriodCommitments = [] });

        page.WaitForAssertion(() => Said(page.Find(".field-conflict")).ShouldContain("Marta removed this sentence"));
        Sentence(page, "revenue").ClassList.ShouldContain("is-removed");
        await Press(page, "[data-cancel]");
        page.FindAll("[data-sentence=revenue]").ShouldBeEmpty();
        page.WaitForAssertion(() => focus.Invocations.Select(i => i.Arguments[0]).ShouldBe(["add-together"]));
        Starter.Versions[^1].PeriodCommitments.ShouldBeEmpty();
    }

    [Fact]
    public async Task Goals_of_one_sentence_are_put_back_together()
    {
        await Draft();
        await ByMarta(terms => terms with
        {
            PeriodCommitments =
            [
                new() { Id = "revenue", Measure = Measure.Revenue, Amount = 90_000 },
                new() { Id = "qualified", Measure = Measure.Qualified, Amount = 10 },
            ],
        });
        await using var circuit = await Server.Circuit(Nadia);
        var page = await Page(circuit);
        await Press(page, "#field-qualified-amount");
        await Fill(page, "#field-qualified-amount-amount", "12");
        await ByMarta(terms => terms with { PeriodCommitments = [] });
        page.WaitForElement(".field-conflict");

        await Save(page);

        await Server.Shows(() => Starter.Versions[^1].PeriodCommitments.Count == 2);
        Starter.Versions[^1].PeriodCommitments.Select(c => (c.Id, c.Amount)).ShouldBe([("revenue", 90_000), ("qualified", 12)]);
    }

    [Fact]
    public async Task A_rule_above_that_is_removed_takes_no_others_words_along()
    {
        await Draft();
        await ByMarta(terms => terms with
        {
            CaptureRules = [new(new() { Sources = ["demo-request"] }, Party.Sales), new(new() { Sources = ["event"] }, Party.Sales)],
        });
        await using var circuit = await Server.Circuit(Nadia);
        var page = await Page(circuit);
        await Press(page, "#field-capture-1-condition");
        await Fill(page, "#field-capture-1-condition-gradeA", true);
        await ByMarta(terms => terms with { CaptureRules = [.. terms.CaptureRules.Skip(1)] });

        await Save(page);

        await Server.Shows(() => Starter.Versions[^1].CaptureRules is [{ Condition: { Sources: ["event"], Grades: ["A"] } }]);
    }

    [Fact]
    public async Task The_focus_goes_to_the_next_sentence_then_to_the_one_before_and_then_to_add()
    {
        await Draft();
        await ByMarta(terms => terms with
        {
            Commitments = [.. terms.Commitments.Where(c => c.OwedBy == Party.Sales && c.Id != "effort" || c.Id == "answer")],
        });
        await using var circuit = await Server.Circuit(Nadia);
        var focus = circuit.JSInterop.SetupModule("./js/sentences.js").SetupVoid("focus", _ => true).SetVoidResult();
        var page = await Page(circuit);
        string[] Focused() => [.. focus.Invocations.Select(i => (string)i.Arguments[0]!)];

        foreach (var id in (string[])["touch-demo", "touch", "accept"])
        {
            await Press(page, $"#menu-{id} button:last-child");
            page.WaitForState(() => page.FindAll($"#menu-{id}").Count == 0);
        }

        page.WaitForAssertion(() => Focused().ShouldBe(["menu-touch", "menu-accept", "add-sales"]));
        await Press(page, ".sentence-add:last-of-type button");
        page.WaitForAssertion(() => Focused()[^1].ShouldBe("field-accept-condition"));
    }

    [Fact]
    public async Task A_moved_sentence_has_the_focus_and_says_from_where()
    {
        await Draft();
        await using var circuit = await Server.Circuit(Nadia);
        var focus = circuit.JSInterop.SetupModule("./js/sentences.js").SetupVoid("focus", _ => true).SetVoidResult();
        var page = await Page(circuit);
        var was = Sentence(page, "effort").QuerySelector(".sentence-number")!.TextContent;

        for (var i = 0; i < 2; i++)
            await Press(page, "#up-effort");
        await page.InvokeAsync(() => page.Instance.Move("effort", -1, "field-effort-target"));

        var sales = Starter.Versions[0].Commitments.Where(c => c.OwedBy == Party.Sales).ToList();
        await Server.Shows(() => Starter.Versions[^1].Commitments.Where(c => c.OwedBy == Party.Sales).ToList()
            .FindIndex(c => c.Id == "effort") == sales.Count - 4);
        page.WaitForAssertion(() => Said(Sentence(page, "effort").QuerySelector(".sentence-shadow")!)
            .ShouldBe($"Moved from place {was} to place {int.Parse(was) - 3}."));
        Sentence(page, "effort").ClassList.ShouldContain("is-moved");
        page.FindAll(".sentence.is-moved").Count.ShouldBe(1);
        focus.Invocations.Select(i => i.Arguments[0]).ShouldBe(["up-effort", "up-effort", "field-effort-target"]);
    }

    [Fact]
    public async Task Of_comments_what_was_said_before_the_last_proposal_is_folded_away()
    {
        var draft = await Draft();
        await ByMarta(terms => terms with { Commitments = [.. terms.Commitments.Where(c => c.Id != "effort")] });
        await using var circuit = await Server.Circuit(Nadia);
        await Ask("Shorter", "accept");
        var page = await Page(circuit);
        string[] Open() => [.. page.FindAll(".sentence > .sentence-comment").Select(Said)];
        Open().ShouldHaveSingleItem().ShouldEndWith("Shorter");

        await Ask("Shorter still", "accept");

        await Server.Shows(() => Open() is [var one] && one.EndsWith("Shorter still", StringComparison.Ordinal));
        Sentence(page, "accept").QuerySelector(".sentence-earlier summary")!.TextContent.ShouldBe("Earlier comments: 1");
        await Door.Do(Actor.Of(Marta), write => write.Propose(Starter.Id, draft.Number));
        await Server.Shows(() => Open().Length == 0);
        Sentence(page, "accept").QuerySelector(".sentence-earlier summary")!.TextContent.ShouldBe("Earlier comments: 2");

        async Task Ask(string words, string sentence)
        {
            Server.Time.Advance(TimeSpan.FromMinutes(1));
            await Door.Do(Actor.Of(Marta), write => write.Propose(Starter.Id, draft.Number));
            await Door.Do(Actor.Of(Nadia), write => write.AskForChanges(Starter.Id, draft.Number, [(sentence, words)]));
        }
    }

    [Fact]
    public async Task A_number_that_contradicts_another_sentence_is_refused_where_it_is_typed_and_a_new_sentence_begins_without_one()
    {
        await Draft();
        await ByMarta(terms => terms with
        {
            PeriodCommitments = [new() { Id = "leads", Measure = Measure.Leads, OwedBy = Party.Marketing, Amount = 80 }],
        });
        await using var circuit = await Server.Circuit(Nadia);
        var page = await Page(circuit);
        await Fill(page, "#add-marketing", "Leads");
        await Press(page, ".sentence-add button", 1);
        page.WaitForElement("[data-sentence=leads-2]");

        await Type(page, "leads-2", "amount", "amount", "60");

        page.WaitForAssertion(() => page.Find("#field-leads-2-amount-amount-wrong").TextContent.ShouldStartWith(
            "Another sentence promises a different number of the same"));
        await Press(page, "[data-cancel]");
        await Press(page, "#field-leads-2-condition");
        await Fill(page, "#field-leads-2-condition-gradeA", true);
        await Save(page);
        await Server.Shows(() => Starter.Versions[^1].PeriodCommitments.Count == 2
            && Starter.Versions[^1].PeriodCommitments[1].Condition.Grades.Count == 1);
        await Type(page, "leads-2", "amount", "amount", "60");
        await Server.Shows(() => Starter.Versions[^1].PeriodCommitments[1].Amount == 60);
    }

    [Fact]
    public async Task Of_those_who_may_sign_the_reader_comes_first()
    {
        var draft = await Draft();
        await ByMarta(terms => terms with { Commitments = [.. terms.Commitments.Where(c => c.Id != "effort")] });
        var zoe = await Server.Hire("Zoe", Party.Sales, Role.Lead);
        await Door.Do(Actor.Of(Marta), write => write.Propose(Starter.Id, draft.Number));
        await using var circuit = await Server.Circuit(zoe);
        var page = await Page(circuit);

        page.WaitForAssertion(() => page.FindAll(".signer small").Select(Said).ShouldBe(["waiting for Marta", "waiting for you or Nadia"]));
    }

    [Fact]
    public async Task Minutes_are_told_as_business_time_and_the_table_of_worths_says_what_it_is_for()
    {
        await Draft();
        await using var circuit = await Server.Circuit(Nadia);
        var page = await Page(circuit);
        await Type(page, "accept", "target", "target", "1,5");

        page.WaitForAssertion(() => page.Find("#field-accept-target").TextContent.ShouldBe("90 business minutes"));
        await Press(page, "#field-worths-worths");
        page.Find(".field-editor .field-hint").TextContent.ShouldStartWith("What a lead of this source and grade is expected to bring");
    }

    [Fact]
    public async Task Who_leaves_before_the_page_knows_them_was_never_there()
    {
        await Draft();
        await using var theirs = await Server.Circuit(Marta);
        var other = await Page(theirs);
        await using var circuit = await Server.Circuit(Nadia);
        var late = new LateKnown();
        circuit.Services.AddSingleton<AuthenticationStateProvider>(late);
        var page = await Page(circuit);

        await circuit.DisposeComponentsAsync();
        late.Known.SetResult(new(new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, $"{Nadia.Id}")], "test"))));

        await page.InvokeAsync(() => { });
        var presence = Server.Services.GetRequiredService<PresenceTracker>();
        presence.Others(presence.Enter(Starter.Id, Marta.Id, new())).ShouldBeEmpty();
        other.FindAll(".agreement-others").ShouldBeEmpty();
    }

    private sealed class LateKnown : AuthenticationStateProvider
    {
        public TaskCompletionSource<AuthenticationState> Known { get; } = new();

        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Known.Task;
    }
}
