using CsCheck;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using static SmarketingHub.Engine.Tests.Agreements.Table;

namespace SmarketingHub.Engine.Tests.Agreements;

public sealed class DraftTests
{
    [Fact]
    public async Task Two_who_change_different_sentences_both_have_their_way()
    {
        await using var table = await Set();
        var id = table.Starter.Id;
        var draft = (await table.Hub.Door.Do(table.Mia, write => write.NewVersion(id))).TermsOf();
        await table.Change(id, 2, draft, Target(draft, "accept", "PT2H"), table.Mia);
        var both = await table.Change(id, 2, draft, Target(draft, "touch", "PT3H"), table.Sal);

        both.Revision.ShouldBe(2);
        both.Commitments.Single(c => c.Id == "accept").Target.ShouldBe(BusinessDuration.Parse("PT2H"));
        both.Commitments.Single(c => c.Id == "touch").Target.ShouldBe(BusinessDuration.Parse("PT3H"));
    }

    [Fact]
    public async Task Two_who_change_one_sentence_are_told_and_the_first_stands()
    {
        await using var table = await Set();
        var id = table.Starter.Id;
        var draft = (await table.Hub.Door.Do(table.Mia, write => write.NewVersion(id))).TermsOf();
        await table.Change(id, 2, draft, Target(draft, "accept", "PT2H"), table.Mia);

        (await Should.ThrowAsync<TermsConflict>(table.Change(id, 2, draft, Target(draft, "accept", "PT3H"),
            table.Sal))).Sentence.ShouldBe("accept");
        table.Agreement(id).Version(2)!.Commitments.Single(c => c.Id == "accept").Target.ShouldBe(BusinessDuration.Parse("PT2H"));
    }

    [Fact]
    public async Task One_removes_and_another_adds_and_moves_and_nothing_is_lost()
    {
        await using var table = await Set();
        var id = table.Starter.Id;
        var draft = (await table.Hub.Door.Do(table.Mia, write => write.NewVersion(id))).TermsOf();
        var added = draft.Commitments[1] with { Id = "accept-a", Condition = new() { Grades = ["A"] } };
        await table.Change(id, 2, draft, draft with { Commitments = [.. draft.Commitments.Take(1), added, .. draft.Commitments.Skip(1)] },
            table.Mia);
        await table.Change(id, 2, draft, draft with { Commitments = [.. draft.Commitments.Where(c => c.Id != "touch")] }, table.Sal);
        var moved = await table.Change(id, 2, draft, draft with { Commitments = [draft.Commitments[^1], .. draft.Commitments.SkipLast(1)] },
            table.Sal);

        moved.Commitments.Select(c => c.Id).ShouldBe(["answer", "decide", "accept-a", "accept", "touch-demo", "effort"]);
    }

    [Fact]
    public async Task Undo_is_the_change_backwards()
    {
        await using var table = await Set();
        var id = table.Starter.Id;
        var before = (await table.Hub.Door.Do(table.Mia, write => write.NewVersion(id))).TermsOf();
        var after = Target(before, "accept", "PT2H");
        await table.Change(id, 2, before, after, table.Mia);
        await table.Change(id, 2, before, Target(before, "touch", "PT3H"), table.Sal);
        var undone = await table.Change(id, 2, after, before, table.Mia);

        undone.Commitments.Single(c => c.Id == "accept").Target.ShouldBe(BusinessDuration.Parse("PT4H"));
        undone.Commitments.Single(c => c.Id == "touch").Target.ShouldBe(BusinessDuration.Parse("PT3H"), "the other one's change stays");
    }

    [Fact]
    public async Task Random_changes_of_two_merge_to_both_or_are_told_apart()
    {
        await using var table = await Set();
        var origin = table.Starter.Versions[0].TermsOf();
        Gen.Select(Gen.Int[0, 5].Array[0, 3], Gen.Int[0, 5].Array[0, 3]).Sample((mine, others) =>
        {
            var (a, b) = (Touched(origin, mine, "PT7H"), Touched(origin, others, "PT6H"));
            if (mine.Intersect(others).Any())
                Should.Throw<TermsConflict>(() => TermsMerge.Merge(origin, b, a));
            else
                foreach (var (commitment, i) in TermsMerge.Merge(origin, b, a).Commitments.Select((c, i) => (c, i)))
                    commitment.Target.ToString()
                        .ShouldBe(mine.Contains(i) ? "PT7H" : others.Contains(i) ? "PT6H" : origin.Commitments[i].Target.ToString());
        });

        static Terms Touched(Terms terms, int[] which, string target) =>
            terms with
            {
                Commitments = [.. terms.Commitments.Select((c, i) => which.Contains(i)
                    ? c with { Target = BusinessDuration.Parse(target) } : c)],
            };
    }

    [Fact]
    public async Task Two_numbers_for_the_same_are_refused_by_the_second_and_for_something_else_are_not()
    {
        await using var table = await Set();
        var id = table.Starter.Id;
        var draft = (await table.Hub.Door.Do(table.Mia, write => write.NewVersion(id))).TermsOf();
        var first = new PeriodCommitment
        {
            Id = "volume",
            Measure = Measure.Leads,
            OwedBy = Party.Marketing,
            Amount = 80,
            Condition = new() { Sources = ["webinar", "event"], WorthOver = 10 },
        };
        var same = first with { Id = "volume-2", Amount = 60, Condition = first.Condition with { Sources = ["event", "Webinar"] } };
        Terms With(PeriodCommitment second) => draft with { PeriodCommitments = [first, second] };

        (await Should.ThrowAsync<InvalidArgument>(table.Change(id, 2, draft, With(same)))).Field.ShouldBe("volume-2.amount");

        foreach (var other in (PeriodCommitment[])
        [
            same with { Amount = 80 }, same with { Period = Domain.Agreements.Period.Quarter },
            same with { Measure = Measure.ExpectedWorth },
            same with { Condition = same.Condition with { Sources = ["event"] } },
            same with { Condition = same.Condition with { WorthOver = 20 } },
            same with { Condition = same.Condition with { Grades = ["A"] } },
        ])
            (await table.Change(id, 2, table.Agreement(id).Version(2)!.TermsOf(), With(other))).PeriodCommitments.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Of_two_that_changed_places_both_are_moved_and_of_others_only_who_left_its_place()
    {
        await using var table = await Set();
        var terms = table.Starter.Versions[0].TermsOf();
        IReadOnlyList<string> Moved(params int[] order) =>
            TermsChanges.Between(terms, terms with { Commitments = [.. order.Select(i => terms.Commitments[i])] }).Moved;
        string[] Named(params int[] which) => [.. which.Select(i => terms.Commitments[i].Id)];

        Moved(0, 1, 2, 3, 4, 5).ShouldBeEmpty();
        Moved(0, 2, 1, 3, 4, 5).ShouldBe(Named(2, 1));
        Moved(5, 0, 1, 2, 3, 4).ShouldBe(Named(5));
        Moved(0, 1, 3, 4, 2).ShouldBe(Named(2));
    }

    [Fact]
    public async Task Nonsense_names_its_field_and_nothing_is_changed()
    {
        await using var table = await Set();
        await table.Hub.Door.Do(HubFixture.Admin, write => Engine.Partners.PartnerCommands.AddPartner(write, "Altamar", Party.Marketing));
        var id = table.Starter.Id;
        var draft = (await table.Hub.Door.Do(table.Mia, write => write.NewVersion(id))).TermsOf();
        Terms With(Func<Commitment, Commitment> change) =>
            draft with { Commitments = [.. draft.Commitments.Select(c => c.Id == "effort" ? change(c) : c)] };
        var wrong = new Dictionary<string, Terms>
        {
            ["effort.target"] = With(c => c with { Target = BusinessDuration.Parse("P300D") }),
            ["effort.attempts"] = With(c => c with { Attempts = 51 }),
            ["effort.calls"] = With(c => c with { Calls = 6 }),
            ["effort.warnAt"] = With(c => c with { WarnAt = [80, 50] }),
            ["effort.ladder"] = With(c => c with { Ladder = [new(100, LadderAction.Giver)] }),
            ["effort.owedBy"] = With(c => c with { OwedBy = Party.Marketing }),
            ["effort.starts"] = With(c => c with { Starts = StartsAt.Receipt }),
            ["effort.grades"] = With(c => c with { Condition = new() { Grades = ["E"] } }),
            ["effort.countries"] = With(c => c with { Condition = new() { Countries = ["Poland"] } }),
            ["effort.worthOver"] = With(c => c with { Condition = new() { WorthOver = -1 } }),
            ["scope.products"] = draft with { Scope = new() { Products = [""] } },
            ["commitments.id"] = draft with { Commitments = [.. draft.Commitments, draft.Commitments[0]] },
            ["from"] = draft with { From = table.Hub.Now - Duration.FromSeconds(1) },
            ["calendar"] = draft with { Calendar = new("nowhere", 1) },
            ["volume.amount"] = draft with
            {
                PeriodCommitments = [new() { Id = "volume", Measure = Measure.Leads, OwedBy = Party.Marketing, Amount = 2.5m }],
            },
            ["quality.amount"] = draft with
            {
                PeriodCommitments = [new() { Id = "quality", Measure = Measure.AcceptedShare, OwedBy = Party.Marketing, Amount = 101 }],
            },
            ["goal.owedBy"] = draft with
            {
                PeriodCommitments = [new() { Id = "goal", Measure = Measure.Revenue, OwedBy = Party.Marketing, Amount = 1 }],
            },
            ["worths"] = draft with { Worths = [new(null, "A", 1), new(null, "A", 2)] },
            ["captureRules"] = draft with { CaptureRules = [.. Enumerable.Repeat(draft.CaptureRules[0], 51)] },
            ["captureRules[0].offerTo"] = draft with { CaptureRules = [new(Condition.Every, "partner:altamar")] },
        };
        foreach (var (field, terms) in wrong)
            (await Should.ThrowAsync<InvalidArgument>(table.Change(id, 2, draft, terms))).Field.ShouldBe(field);
        table.Agreement(id).Version(2)!.Revision.ShouldBe(0);
    }

    [Fact]
    public async Task A_copy_takes_over_the_text_with_the_new_parties_in_their_places()
    {
        await using var table = await Set();
        await table.Hub.Door.Do(HubFixture.Admin, write => Engine.Partners.PartnerCommands.AddPartner(write, "Altamar", Party.Marketing));
        var copy = await table.Hub.Door.Do(table.Mia,
            write => write.NewAgreement("Altamar, faster", Party.Marketing, "partner:altamar", Template.Blank, table.Starter.Id));

        copy.Versions.Single().State.ShouldBe(VersionState.Draft);
        copy.InForce(table.Hub.Now).ShouldBeNull();
        copy.Versions[0].Commitments.Select(c => c.OwedBy).Distinct().ShouldBe([Party.Marketing, "partner:altamar"], ignoreOrder: true);
        copy.Versions[0].CaptureRules.Single().OfferTo.ShouldBe("partner:altamar");
    }

    [Theory]
    [InlineData(Template.Blank), InlineData(Template.InboundDemo), InlineData(Template.ContentLeads), InlineData(Template.PartnerLeads)]
    public async Task Every_template_can_be_proposed_as_it_is(Template template)
    {
        await using var table = await Set();
        var made = await table.Hub.Door.Do(table.Mia, write => write.NewAgreement("New", Party.Marketing, Party.Sales, template));
        if (template == Template.Blank)
            (await Should.ThrowAsync<InvalidArgument>(table.Propose(made.Id, 1))).Field.ShouldBe("commitments");
        else
            (await table.Propose(made.Id, 1)).State.ShouldBe(VersionState.Proposed);
    }

    [Fact]
    public async Task Reps_and_the_other_parties_leads_write_nothing()
    {
        await using var table = await Set();
        var rep = Actor.Of(await table.Hub.Hire("Rita Rep"));
        await Should.ThrowAsync<NotAllowed>(table.Hub.Door.Do(rep, write => write.NewVersion(table.Starter.Id)));
        await Should.ThrowAsync<NotAllowed>(table.Hub.Door.Do(rep,
            write => write.NewAgreement("New", Party.Marketing, Party.Sales, Template.InboundDemo)));
    }
}
