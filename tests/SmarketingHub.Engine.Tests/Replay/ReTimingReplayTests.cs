using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Replay;
using SmarketingHub.Engine.Tests.Agreements;
using static SmarketingHub.Engine.Tests.Agreements.Table;

namespace SmarketingHub.Engine.Tests.Replay;

/// <summary>Re-timings are played, the real ones and a draft's. It is Monday 09:00; the office is open until 17:00.</summary>
public sealed class ReTimingReplayTests
{
    private static readonly Duration Hour = Duration.FromHours(1);

    [Fact]
    public async Task What_was_re_timed_is_re_timed_again_and_gives_what_was()
    {
        await using var table = await Set();
        var (moved, kept) = (await table.Offered("a@example.com"), await table.Offered("b@example.com"));
        await table.Hub.Fire(kept, Trigger.Pause, new() { Until = table.Hub.Now + 26 * Hour, Words = "fair" }, table.Mia);
        await table.Hub.Pass(Hour);
        await table.PutInForce(table.Starter.Id, Target("accept", "PT2H", reTimes: true));
        await table.Hub.Pass(3 * Hour);
        await table.PutInForce(table.Starter.Id, Target("accept", "PT3H", reTimes: true));
        await table.Hub.Pass(27 * Hour);

        var result = await Replay(table, table.Starter.Versions[0] with { ReTimes = false });

        result.Unlike.ShouldBeEmpty();
        Accept(result.AsItWas).Breached.ShouldBe(2);
        // Two hours after nine; and by three hours, none of which were used before the pause.
        table.Accept(moved).DueAt.ShouldBe(HubFixture.Monday + 2 * Hour);
        (table.Accept(kept).AgreementVersion, table.Accept(kept).DueAt).ShouldBe((3, HubFixture.Monday + 29 * Hour));
    }

    [Fact]
    public async Task What_an_agreement_ended_at_the_very_instant_of_a_command_was_ended_before_it()
    {
        await using var table = await Set();
        var lead = await table.Offered("a@example.com");
        await table.Hub.Pass(Hour);
        await table.Hub.Door.Do(table.Sal, write => write.End(table.Starter.Id, 1, null));
        await table.Hub.Pass(Duration.FromMilliseconds(1));
        await table.Hub.Fire(lead, Trigger.Accept);
        await table.Hub.Pass(Hour);
        table.Accept(lead).VoidReason.ShouldBe("agreement ended");

        var result = await Replay(table, table.Starter.Versions[0]);

        result.Unlike.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_draft_re_times_what_runs_at_its_date_and_both_verdicts_are_explained()
    {
        await using var table = await Set();
        var early = await table.Offered("early@example.com");
        await table.Hub.Pass(3 * Hour / 2);
        var late = await table.Offered("late@example.com");
        await table.Hub.Pass(3 * Hour / 2);
        foreach (var lead in new[] { early, late })
            await table.Hub.Fire(lead, Trigger.Accept);
        var from = HubFixture.Monday + Hour;

        AgreementVersion Draft(bool reTimes) =>
            table.Starter.Versions[0]
                .With(Target(table.Starter.Versions[0].TermsOf(), "accept", "PT2H") with { ReTimes = reTimes, From = from }) with
            {
                Number = 2,
            };
        var result = await Replay(table, Draft(reTimes: true));

        // From ten on it is due at eleven; the one that came after ten at half past twelve.
        var change = result.Drafts[0].Changes.ShouldHaveSingleItem();
        change.Lead.ShouldBe(early);
        change.Promises.ShouldHaveSingleItem().WouldBe.ShouldBe(new(Verdict.Breached, 1, 2, "accept", HubFixture.Monday + 2 * Hour,
            HubFixture.Monday + 3 * Hour));
        result.Drafts[0].Changes[0].Promises[0].Was.Version.ShouldBe(1);
        result.Unlike.ShouldBeEmpty();
        Accept(result.Drafts[0].Figures).Met.ShouldBe(1);
    }

    [Fact]
    public async Task A_clock_whose_deadline_by_the_draft_has_passed_keeps_what_it_has()
    {
        await using var table = await Set();
        var lead = await table.Offered("a@example.com");
        await table.Hub.Pass(7 * Hour / 2);
        await table.Hub.Fire(lead, Trigger.Accept);

        var signed = table.Starter.Versions[0];
        var terms = Target(signed.TermsOf(), "accept", "PT2H") with { ReTimes = true, From = HubFixture.Monday + 3 * Hour };
        var draft = signed.With(terms) with { Number = 2 };
        var result = await Replay(table, draft);

        result.Drafts[0].ChangedLeads.ShouldBe(0);
        Accept(result.Drafts[0].Figures).Met.ShouldBe(1);
    }

    [Fact]
    public async Task A_clock_that_keeps_what_it_has_against_a_signed_version_and_then_against_the_draft_is_asked_once_by_each()
    {
        await using var table = await Set();
        var lead = await table.Offered("a@example.com");
        await table.Hub.Pass(3 * Hour);
        await table.PutInForce(table.Starter.Id, Target("accept", "PT2H", reTimes: true));
        await table.Hub.Pass(Hour / 2);
        await table.Hub.Fire(lead, Trigger.Accept);

        var terms = Target(table.Starter.Versions[0].TermsOf(), "accept", "PT1H") with { ReTimes = true, From = table.Hub.Now - Hour / 4 };
        var result = await Replay(table, table.Starter.Versions[0].With(terms) with { Number = 3 });

        result.Unlike.ShouldBeEmpty();
        result.Drafts[0].ChangedLeads.ShouldBe(0);
        Accept(result.Drafts[0].Figures).Met.ShouldBe(1);
    }

    [Fact]
    public async Task An_effort_for_which_fewer_attempts_are_asked_is_done_when_the_draft_says_so()
    {
        await using var table = await Set();
        var lead = await table.Offered("a@example.com");
        await table.Hub.Fire(lead, Trigger.Accept);
        for (var day = 0; day < 2; day++)
        {
            await table.Hub.Fire(lead, Trigger.Attempt, new() { Kind = AttemptKind.Call });
            await table.Hub.Pass(24 * Hour);
        }
        await table.Hub.Pass(Duration.FromDays(20));

        var terms = table.Starter.Versions[0].TermsOf();
        var draft = table.Starter.Versions[0].With(terms with
        {
            ReTimes = true,
            From = HubFixture.Monday + 30 * Hour,
            Commitments = [.. terms.Commitments.Select(c => c.Promise == Promise.Effort ? c with { Attempts = 2, Calls = 0 } : c)],
        }) with
        { Number = 2 };
        var result = await Replay(table, draft);

        Effort(result.AsItWas).ShouldBe((0, 1));
        Effort(result.Drafts[0].Figures).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Another_agreements_re_timing_is_played_beside_a_draft()
    {
        await using var table = await Set();
        var other = await table.Hub.Door.Do(HubFixture.Admin, write => write.AddAgreement(write.Company.Agreements[0] with
        {
            Id = 77,
            Name = "Grade A",
            Versions = [write.Company.Agreements[0].Versions[^1] with { Scope = new() { Grades = ["A"] }, EffectiveAt = write.Now }],
        }));
        var lead = await table.Offered("a@example.com", "A");
        await table.Hub.Pass(Hour);
        await table.PutInForce(other.Id, Target("accept", "PT2H", reTimes: true));
        await table.Hub.Pass(2 * Hour);
        await table.Hub.Fire(lead, Trigger.Accept);

        var result = await table.Hub.Replayer().Replay(
            new(table.Starter.Id, HubFixture.Monday - Hour, table.Hub.Now + Hour,
                [table.Starter.Versions[0] with { Scope = new() { Products = ["none"] }, Number = 2 }]), HubFixture.Admin);

        result.Unlike.ShouldBeEmpty();
        result.Drafts[0].Changes.ShouldBeEmpty();
        var own = await table.Hub.Replayer()
            .Replay(
                new(other.Id, HubFixture.Monday - Hour, table.Hub.Now + Hour, [table.Agreement(other.Id).Versions[0] with { Number = 3 }]),
                HubFixture.Admin);
        own.Unlike.ShouldBeEmpty();
        own.Drafts[0].Changes.ShouldHaveSingleItem().Promises.ShouldHaveSingleItem().WouldBe.Verdict.ShouldBe(Verdict.Met);
    }

    private static Task<ReplayResult> Replay(Table table, AgreementVersion draft) =>
        table.Hub.Replayer().Replay(new(table.Starter.Id, HubFixture.Monday - Hour, table.Hub.Now + Hour, [draft]), HubFixture.Admin);

    private static CommitmentFigures Accept(Figures figures) => figures.Commitments.Single(c => c.Commitment == "accept");

    private static (int Met, int Breached) Effort(Figures figures) =>
        figures.Promises.Single(p => p.Promise == Promise.Effort) is var effort ? (effort.Met, effort.Breached) : default;
}
