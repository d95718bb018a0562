using Bunit;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Web.Tests.Bell;

namespace SmarketingHub.Web.Tests.Agreements;

/// <summary>What is typed in one field, when others are opened, changed or gone meanwhile.</summary>
public sealed class FieldTests : AtTheAgreement
{
    [Fact]
    public async Task A_source_is_stored_by_its_key_though_many_are_known_and_of_many_a_few_are_offered()
    {
        await Draft();
        var many = Enumerable.Range(10, 30).Select(i => $"trade-show-{i}").ToList();
        await ByMarta(terms => terms with
        {
            Commitments = [.. terms.Commitments.Select(c => c.Id == "accept" ? c with { Condition = new() { Sources = many } } : c)],
            Worths = [new("trade-show-38", null, 500)],
        });
        await using var circuit = await Server.Circuit(Nadia);
        var page = await Page(circuit);

        await Type(page, "touch", "condition", "sources", "trade show 39");
        await Server.Shows(() => Stored("touch").Condition.Sources is ["trade-show-39"]);
        await Press(page, "#field-touch-condition");
        page.FindAll(".field-known")[0].QuerySelectorAll("button").Length.ShouldBe(24);
        await Press(page, "[data-cancel]");
        await Press(page, "#field-worths-worths");
        page.Find("#field-worths-worths-source0").GetAttribute("value").ShouldBe("Trade show 38");
        await Press(page, ".field-editor .link-button");
        await Fill(page, "#field-worths-worths-source1", "Demo request");
        await Fill(page, "#field-worths-worths-worth1", "900");
        await Save(page);

        await Server.Shows(() => Starter.Versions[^1].Worths.Select(w => w.Source).SequenceEqual(["trade-show-38", "demo-request"]));
    }

    [Fact]
    public async Task Opening_another_field_saves_what_was_typed_and_stays_when_that_is_refused()
    {
        await Draft();
        await using var circuit = await Server.Circuit(Nadia);
        var page = await Page(circuit);
        await Press(page, "#field-accept-target");
        await Fill(page, "#field-accept-target-target", "2");

        await Press(page, "#field-touch-target");

        await Server.Shows(() => Stored("accept").Target == BusinessDuration.Parse("PT2H"));
        await Fill(page, "#field-touch-target-target", "soon");
        await Press(page, "#field-accept-target");
        page.WaitForAssertion(() => page.Find("#field-touch-target-target-wrong").TextContent.ShouldBe("A whole number above zero."));
        page.Find("#field-touch-target-target").GetAttribute("value").ShouldBe("soon");
        page.FindAll(".field-editor").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Opening_another_field_while_the_sentence_of_the_open_one_is_gone_says_so_and_keeps_it()
    {
        await Draft();
        await using var circuit = await Server.Circuit(Nadia);
        var page = await Page(circuit);
        await Press(page, "#field-accept-target");
        await Fill(page, "#field-accept-target-target", "2");
        await ByMarta(terms => terms with { Commitments = [.. terms.Commitments.Where(c => c.Id != "accept")] });
        page.WaitForElement(".field-conflict");

        await Press(page, "#field-touch-target");

        page.WaitForElement(".field-editor > .field-error").TextContent.ShouldNotBeEmpty();
        page.Find("#field-accept-target-target").GetAttribute("value").ShouldBe("2");
    }

    [Fact]
    public async Task What_came_after_theirs_was_shown_is_shown_before_mine_is_saved_over_it()
    {
        var draft = await Draft();
        await using var circuit = await Server.Circuit(Nadia);
        var page = await Page(circuit);
        await Press(page, "#field-accept-target");
        await Fill(page, "#field-accept-target-target", "2");
        await ByMarta(draft, "accept", "PT3H");
        await Save(page);
        page.WaitForAssertion(() => Said(page.Find(".field-conflict")).ShouldContain("Theirs: 3 business hours"));
        await ByMarta(Starter.Versions[^1], "accept", "PT6H");

        await Press(page, ".field-conflict button");

        page.WaitForAssertion(() => Said(page.Find(".field-conflict")).ShouldContain("Theirs: 6 business hours"));
        Stored("accept").Target.ShouldBe(BusinessDuration.Parse("PT6H"));
        await Press(page, ".field-conflict button");
        await Server.Shows(() => Stored("accept").Target == BusinessDuration.Parse("PT2H"));
    }

    [Fact]
    public async Task What_was_typed_of_a_sentence_that_was_removed_since_is_gone_on_with()
    {
        var draft = await Draft();
        await ByMarta(terms => terms with { Commitments = [.. terms.Commitments.Where(c => c.Id != "accept")] });
        await using var circuit = await Server.Circuit(Nadia);
        circuit.JSInterop.SetupModule("./js/sentences.js")
            .Setup<Dictionary<string, Dictionary<string, string>>>("kept", $"agreement/{Starter.Id}/{draft.Number}/")
            .SetResult(new() { ["accept/target"] = new() { ["target"] = "2" } });
        var page = await Page(circuit);
        await Press(page, ".field-unsaved button");
        page.WaitForAssertion(() => Said(page.Find(".field-conflict")).ShouldContain("Marta removed this sentence meanwhile"));
        page.Find("#field-accept-target-target").GetAttribute("value").ShouldBe("2");

        await Save(page);

        await Server.Shows(() => Starter.Versions[^1].Commitments.Any(c => c.Id == "accept"));
        Stored("accept").Target.ShouldBe(BusinessDuration.Parse("PT2H"));
        Starter.Versions[^1].Commitments.Select(c => c.Id).ShouldBe(Starter.Versions[0].Commitments.Select(c => c.Id));
    }

    [Fact]
    public async Task Of_two_rules_the_one_that_is_removed_stands_as_removed_and_can_be_gone_on_with()
    {
        CaptureRule demos = new(new() { Sources = ["demo-request"] }, Party.Sales),
            events = new(new() { Sources = ["event"] }, Party.Sales), ebooks = new(new() { Sources = ["ebook"] }, Party.Sales);
        await InForce(terms => terms with { CaptureRules = [demos, events] });
        var draft = await Draft();
        await ByMarta(terms => terms with { CaptureRules = [events] });
        await using var circuit = await Server.Circuit(Nadia);
        var page = await Page(circuit);
        string[] Marks() =>
            [.. page.FindAll(".sentence").Where(s => Said(s).Contains("ready at capture", StringComparison.Ordinal))
                .Select(s => $"{s.ClassName} {Said(s.QuerySelector(".word")!)}")];

        page.WaitForAssertion(() => Marks().ShouldBe(["sentence  Event leads", "sentence is-removed demo requests"]));
        await ByMarta(terms => terms with { CaptureRules = [events, ebooks] });
        page.WaitForAssertion(() => Marks()
            .ShouldBe(["sentence  Event leads", "sentence is-added Ebook leads", "sentence is-removed demo requests"]));
        await ByMarta(terms => terms with { CaptureRules = [] });
        page.WaitForAssertion(() => Marks().ShouldBe(["sentence is-removed demo requests", "sentence is-removed Event leads"]));

        await using var second = await Server.Circuit(Nadia);
        second.JSInterop.SetupModule("./js/sentences.js")
            .Setup<Dictionary<string, Dictionary<string, string>>>("kept", $"agreement/{Starter.Id}/{draft.Number}/")
            .SetResult(new() { ["capture-1/condition"] = new() { ["gradeA"] = "yes" } });
        var other = await Page(second);
        await Press(other, ".field-unsaved button");
        await Save(other);
        await Server.Shows(() => Starter.Versions[^1].CaptureRules is [{ Condition: { Sources: ["event"], Grades: ["A"] } }]);
    }

    [Fact]
    public async Task A_rule_that_is_removed_under_an_open_field_is_not_taken_for_the_one_that_takes_its_place()
    {
        await Draft();
        await ByMarta(terms => terms with
        {
            CaptureRules = [new(new() { Sources = ["demo-request"] }, Party.Sales), new(new() { Sources = ["event"] }, Party.Sales)],
        });
        await using var circuit = await Server.Circuit(Nadia);
        var page = await Page(circuit);
        await Press(page, "#field-capture-0-condition");
        await Fill(page, "#field-capture-0-condition-gradeA", true);

        await ByMarta(terms => terms with { CaptureRules = [.. terms.CaptureRules.Skip(1)] });

        page.WaitForAssertion(() => Said(page.Find(".sentence.is-removed")).ShouldContain("Marta removed this sentence meanwhile"));
        page.FindAll(".field-editor").Count.ShouldBe(1);
        await Save(page);
        await Server.Shows(() => Starter.Versions[^1].CaptureRules
            is [{ Condition: { Sources: ["demo-request"], Grades: ["A"] } }, { Condition.Sources: ["event"] }]);
    }

    [Fact]
    public async Task Revenue_and_the_leads_that_it_takes_move_together()
    {
        await Draft();
        await ByMarta(terms => terms with
        {
            PeriodCommitments =
            [
                new() { Id = "pipeline", Measure = Measure.Pipeline, Amount = 300_000 },
                new() { Id = "qualified", Measure = Measure.Qualified, Amount = 10 },
                new() { Id = "quarter", Measure = Measure.Revenue, Period = Period.Quarter, Amount = 200_000 },
                new() { Id = "revenue", Measure = Measure.Revenue, Amount = 90_000 },
            ],
        });
        await using var circuit = await Server.Circuit(Nadia);
        var page = await Page(circuit);
        string[] Order() => [.. Starter.Versions[^1].PeriodCommitments.Select(c => c.Id)];

        await Press(page, "#up-revenue");
        await Server.Shows(() => Order().SequenceEqual(["revenue", "qualified", "pipeline", "quarter"]));
        await Press(page, "#up-pipeline");
        await Server.Shows(() => Order().SequenceEqual(["pipeline", "revenue", "qualified", "quarter"]));
        await Press(page, "#down-revenue");
        await Server.Shows(() => Order().SequenceEqual(["pipeline", "quarter", "revenue", "qualified"]));
    }

    [Fact]
    public async Task Lines_are_removed_by_their_numbers_and_a_new_one_begins_empty()
    {
        await Draft();
        await using var circuit = await Server.Circuit(Nadia);
        var page = await Page(circuit);
        await Press(page, "#field-accept-ladder");
        page.FindAll(".field-remove").Select(b => b.GetAttribute("aria-label")).ShouldBe(["Remove line 1", "Remove line 2"]);

        await Press(page, ".field-remove", 1);
        await Press(page, ".field-editor .link-button");

        page.Find("#field-accept-ladder-percent1").GetAttribute("value").ShouldBeEmpty();
    }

    [Fact]
    public async Task Days_and_hours_together_are_opened_and_saved_as_they_are()
    {
        var draft = await Draft();
        await ByMarta(draft, "accept", "P1DT2H");
        await using var circuit = await Server.Circuit(Nadia);
        var page = await Page(circuit);
        await Press(page, "#field-accept-target");
        page.Find("#field-accept-target-target").GetAttribute("value").ShouldBe("P1DT2H");

        await Save(page);
        page.WaitForAssertion(() => page.FindAll(".field-editor").ShouldBeEmpty());
        await Server.Live.UpToDate(default);
        Stored("accept").Target.ShouldBe(BusinessDuration.Parse("P1DT2H"));
        await Type(page, "accept", "target", "target", "two days");
        page.WaitForElement("#field-accept-target-target-wrong").TextContent.ShouldBe("A length like P1DT2H.");
        await Fill(page, "#field-accept-target-unit", "Hours");
        await Fill(page, "#field-accept-target-target", "10");
        await Save(page);
        await Server.Shows(() => Stored("accept").Target == BusinessDuration.Parse("PT10H"));
    }

    private async Task InForce(Func<Terms, Terms> change)
    {
        var draft = await Draft();
        await ByMarta(change);
        await Door.Do(Actor.Of(Marta), write => write.Propose(Starter.Id, draft.Number));
        await Door.Do(Actor.Of(Marta), write => write.Sign(Starter.Id, draft.Number, null, Party.Marketing, "here"));
        await Door.Do(Actor.Of(Nadia), write => write.Sign(Starter.Id, draft.Number, null, Party.Sales, "here"));
        await Server.Live.UpToDate(default);
    }
}
