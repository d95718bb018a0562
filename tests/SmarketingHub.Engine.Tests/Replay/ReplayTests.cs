using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Replay;

namespace SmarketingHub.Engine.Tests.Replay;

/// <summary>
/// What a draft would have made of a period that is over. That a replay of what was in force gives what was is held by the simulation.
/// </summary>
public sealed class ReplayTests
{
    private static readonly Duration Hour = Duration.FromHours(1);

    [Fact]
    public async Task A_stricter_draft_breaches_what_was_kept_and_both_verdicts_are_explained()
    {
        await using var hub = await HubFixture.Start();
        var slow = await Accepted(hub, "slow@example.com", Hour * 3);
        await Accepted(hub, "fast@example.com", Hour);

        var result = await Replay(hub, Draft(hub, c => c.Id == "accept" ? c with { Target = Hours(2) } : c));

        var change = result.Drafts[0].Changes.ShouldHaveSingleItem();
        change.Lead.ShouldBe(slow);
        var promise = change.Promises.ShouldHaveSingleItem();
        promise.StartedAt.ShouldBe(HubFixture.Monday);
        promise.Was.ShouldBe(new(Verdict.Met, 1, 1, "accept", HubFixture.Monday + Hour * 4, HubFixture.Monday + Hour * 3));
        promise.WouldBe.ShouldBe(new(Verdict.Breached, 1, 2, "accept", HubFixture.Monday + Hour * 2, HubFixture.Monday + Hour * 3));
        Accept(result.AsItWas).Breached.ShouldBe(0);
        (Accept(result.Drafts[0].Figures).Met, Accept(result.Drafts[0].Figures).Breached,
            Accept(result.Drafts[0].Figures).Share).ShouldBe((1, 1, 0.5m));
        Accept(result.Drafts[0].Figures).Median.ShouldBe(Hour * 2);
        result.Drafts[0].ChangedLeads.ShouldBe(1);
        // Due Monday 11:00 in Warsaw.
        result.Drafts[0].Figures.WorstHours.ShouldHaveSingleItem().ShouldBe(new(IsoDayOfWeek.Monday, 10, 1));
    }

    [Fact]
    public async Task What_a_draft_leaves_out_is_uncovered_and_told()
    {
        await using var hub = await HubFixture.Start();
        var lead = await Accepted(hub, "ana@example.com", Hour);

        var result = await Replay(hub, Draft(hub, c => c.Id == "accept" ? c with { Condition = new() { Grades = ["A"] } } : c));

        result.AsItWas.Uncovered.ShouldBe(0);
        result.Drafts[0].Figures.Uncovered.ShouldBe(1);
        var promise = result.Drafts[0].Changes.ShouldHaveSingleItem().Promises.ShouldHaveSingleItem();
        (promise.Promise, promise.Was.Verdict, promise.WouldBe).ShouldBe((Promise.Accept, Verdict.Met, new Judgement(Verdict.Uncovered)));
    }

    [Fact]
    public async Task Promises_that_start_before_or_after_the_period_are_not_judged()
    {
        await using var hub = await HubFixture.Start();
        await Accepted(hub, "ana@example.com", Hour);
        var draft = Draft(hub, c => c with { Target = Hours(1) });
        var replayer = hub.Replayer();

        (await replayer.Replay(new(1, HubFixture.Monday - Hour, HubFixture.Monday, [draft]), HubFixture.Admin)).AsItWas.Judged.ShouldBe(0);
        (await replayer.Replay(new(1, HubFixture.Monday + Duration.Epsilon, HubFixture.Monday + Hour, [draft]),
            HubFixture.Admin)).AsItWas.Judged.ShouldBe(0);
        (await replayer.Replay(new(1, HubFixture.Monday, HubFixture.Monday + Duration.Epsilon, [draft]),
            HubFixture.Admin)).AsItWas.Judged.ShouldBe(2);
    }

    [Fact]
    public async Task A_pause_holds_the_drafts_clock_as_it_held_the_real_one()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take(source: "pricing-request");
        await hub.Pass(Hour);
        await hub.Fire(lead, Trigger.Pause, new() { Until = hub.Now + Duration.FromDays(1), Words = "fair" },
            new(ActorKind.Key, 2, Role.Rep, Party.Marketing));
        await hub.Pass(Duration.FromDays(1) + Hour / 2);
        await hub.Fire(lead, Trigger.Accept, actor: await Seller(hub));

        var result = await Replay(hub, Draft(hub, c => c.Id == "accept" ? c with { Target = Hours(2) } : c),
            Draft(hub, c => c.Id == "accept" ? c with { Target = Hours(1) } : c));

        Accept(result.Drafts[0].Figures).Met.ShouldBe(1);
        Accept(result.Drafts[0].Figures).Median.ShouldBe(Hour * 3 / 2);
        // Due at the very instant at which the pause began: the first half hour after it is late.
        Accept(result.Drafts[1].Figures).Breached.ShouldBe(1);
        result.Drafts[0].Figures.Paused.ShouldBe(1);
    }

    [Fact]
    public async Task Evidence_that_came_late_counts_by_when_it_happened()
    {
        await using var hub = await HubFixture.Start();
        var lead = await Accepted(hub, "ana@example.com", Hour);
        await hub.Pass(Hour * 6);
        await hub.Fire(lead, Trigger.Attempt, new() { Kind = AttemptKind.Call, OccurredAt = HubFixture.Monday + Hour * 2 });

        var result = await Replay(hub, Draft(hub, c => c.Id == "touch" ? c with { Target = Hours(2) } : c),
            Draft(hub, c => c.Id == "touch" ? c with { Target = Minutes(30) } : c));

        result.AsItWas.Corrected.ShouldBe(1);
        result.Drafts[0].Figures.Corrected.ShouldBe(1);
        (result.Drafts[1].Figures.Corrected,
            result.Drafts[1].Figures.Commitments.Single(c => c.Commitment == "touch").Breached).ShouldBe((0, 1));
    }

    [Fact]
    public async Task Whoever_accepts_by_a_call_told_later_accepted_when_they_called()
    {
        await using var hub = await HubFixture.Start();
        var (asked, other) = (await hub.Hire("Sam Seller"), await hub.Hire("Bo Other"));
        var lead = await hub.Take(source: "webinar");
        await hub.Fire(lead, Trigger.Ready);
        await hub.Fire(lead, Trigger.Offer, new() { To = $"person:{asked.Id}" });
        await hub.Pass(Hour * 5 / 4);
        await hub.Fire(lead, Trigger.Attempt,
            new() { Kind = AttemptKind.Call, By = $"{other.Id}", OccurredAt = HubFixture.Monday + Hour / 4 });
        await hub.Pass(Hour * 2);
        await hub.Fire(lead, Trigger.Attempt,
            new() { Kind = AttemptKind.Call, By = $"{asked.Id}", OccurredAt = HubFixture.Monday + Hour * 3 / 2 });

        var result = await Replay(hub, Draft(hub, c => c.Id == "accept" ? c with { Target = Hours(2) } : c),
            Draft(hub, c => c.Id == "accept" ? c with { Target = Hours(1) } : c));

        result.Unlike.ShouldBeEmpty();
        Accept(result.AsItWas).Median.ShouldBe(Hour * 3 / 2);
        // Of two hours it is evidence that came late; of one it is too late, and that somebody else had called is no acceptance.
        (Accept(result.Drafts[0].Figures).Met, result.Drafts[0].Figures.Corrected).ShouldBe((1, 1));
        Accept(result.Drafts[1].Figures).Breached.ShouldBe(1);
    }

    [Fact]
    public async Task An_effort_counts_the_days_that_the_draft_asks_for()
    {
        await using var hub = await HubFixture.Start();
        var lead = await Accepted(hub, "ana@example.com", Hour);
        var seller = await Seller(hub);
        for (var call = 0; call < 2; call++)
        {
            await hub.Pass(Hour);
            await hub.Fire(lead, Trigger.Attempt, new() { Kind = AttemptKind.Call }, seller);
        }
        await hub.Pass(Duration.FromDays(10));
        AgreementVersion Twice(bool differentDays) => Draft(hub, c => c.Promise == Promise.Effort
            ? c with { Attempts = 2, Calls = 1, DifferentDays = differentDays, Target = BusinessDuration.Parse("P2D") } : c);

        var result = await Replay(hub, Twice(differentDays: true), Twice(differentDays: false));

        result.Drafts.Select(d => d.Figures.Promises.Single(p => p.Promise == Promise.Effort)).Select(p => (p.Met, p.Breached))
            .ShouldBe([(0, 1), (1, 0)]);
    }

    [Fact]
    public async Task What_was_excused_is_excused_by_the_draft_too()
    {
        await using var hub = await HubFixture.Start();
        var lead = await Accepted(hub, "ana@example.com", Hour * 5);
        var clock = hub.Lead(lead).Clocks.Single(c => c.Promise == Promise.Accept && c.Round == 1);
        await hub.Door.Do(HubFixture.Admin, [lead],
            write => { write.Lead(lead).Excuse(clock.Id, ExcuseReason.SystemOutage, null); return lead; });

        var result = await Replay(hub, Draft(hub, c => c.Id == "accept" ? c with { Target = Hours(2) } : c));

        foreach (var figures in new[] { result.AsItWas, result.Drafts[0].Figures })
            (figures.Excused, Accept(figures).Excused, Accept(figures).Breached).ShouldBe((1, 1, 0));
        result.Drafts[0].ChangedLeads.ShouldBe(0);
    }

    [Fact]
    public async Task Of_another_agreement_that_goes_first_nothing_changes()
    {
        await using var hub = await HubFixture.Start();
        await hub.Door.Do(HubFixture.Admin, write =>
        {
            var starter = write.Company.Agreements[0];
            return write.AddAgreement(starter with
            {
                Id = 77,
                Name = "Grade A",
                Versions = [starter.Versions[^1] with { Scope = new() { Grades = ["A"] }, EffectiveAt = write.Now }],
            });
        });
        var inScope = await hub.Take("a@example.com", "pricing-request", grade: "A");
        var outside = await hub.Take("b@example.com", "pricing-request", grade: "B");
        await hub.Pass(Hour * 3);
        foreach (var lead in new[] { inScope, outside })
            await hub.Fire(lead, Trigger.Accept, actor: await Seller(hub));

        var result = await Replay(hub, Draft(hub, c => c with { Target = Hours(1) }));

        result.Drafts[0].Changes.ShouldHaveSingleItem().Lead.ShouldBe(outside);
        result.AsItWas.Leads.ShouldBe(1);
        result.Unlike.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_drafts_in_one_pass_are_each_what_they_are_alone()
    {
        await using var hub = await HubFixture.Start();
        foreach (var (hours, i) in new[] { 1, 3, 5, 7 }.Select((hours, i) => (hours, i)))
            await Accepted(hub, $"lead{i}@example.com", Hour * hours);
        var (strict, lax) = (Draft(hub, c => c with { Target = Hours(2) }), Draft(hub, c => c with { Target = Hours(6) }));

        var together = await Replay(hub, strict, lax);

        foreach (var (draft, i) in new[] { strict, lax }.Select((draft, i) => (draft, i)))
            together.Drafts[i].ShouldBeEquivalentTo((await Replay(hub, draft)).Drafts[0]);
        together.Drafts[0].Figures.Breached.ShouldBeGreaterThan(together.Drafts[1].Figures.Breached);
    }

    private static async Task<long> Accepted(HubFixture hub, string email, Duration after)
    {
        var lead = await hub.Take(email, "pricing-request");
        await hub.Pass(after);
        await hub.Fire(lead, Trigger.Accept, actor: await Seller(hub));
        return lead;
    }

    private static async Task<Actor> Seller(HubFixture hub) =>
        Actor.Of(hub.Company().People.Values.FirstOrDefault(p => p.Party == Party.Sales) ?? await hub.Hire("Sam Seller"));

    private static AgreementVersion Draft(HubFixture hub, Func<Commitment, Commitment> change)
    {
        var newest = hub.Company().Agreements[0].Versions[^1];
        return newest with
        {
            Number = newest.Number + 1,
            State = VersionState.Draft,
            EffectiveAt = null,
            Commitments = [.. newest.Commitments.Select(change)],
        };
    }

    private static Task<ReplayResult> Replay(HubFixture hub, params AgreementVersion[] drafts) =>
        hub.Replayer().Replay(new(hub.Company().Agreements[0].Id, HubFixture.Monday - Hour, hub.Now + Hour, drafts), HubFixture.Admin);

    private static CommitmentFigures Accept(Figures figures) => figures.Commitments.Single(c => c.Commitment == "accept");

    private static BusinessDuration Hours(int hours) => BusinessDuration.Parse($"PT{hours}H");

    private static BusinessDuration Minutes(int minutes) => BusinessDuration.Parse($"PT{minutes}M");
}
