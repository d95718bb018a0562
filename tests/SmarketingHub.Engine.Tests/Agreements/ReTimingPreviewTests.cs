using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Agreements;
using static SmarketingHub.Engine.Tests.Agreements.Table;

namespace SmarketingHub.Engine.Tests.Agreements;

/// <summary>What is told before is what happens then. It is Monday 09:00; the office is open until 17:00.</summary>
public sealed class ReTimingPreviewTests
{
    [Fact]
    public async Task What_is_told_before_is_what_re_timing_does()
    {
        await using var table = await Set();
        var leads = await Leads(table);
        var draft = await table.Draft(table.Starter.Id, Graded);
        var preview = await Preview(table, draft);
        preview.ShouldSatisfyAllConditions(p => p.Moves.ShouldBeGreaterThan(3), p => p.Keeps.ShouldBeGreaterThan(1),
            p => p.Over.ShouldBe(0), p => p.IsWhole.ShouldBeTrue());
        var before = Running(table, leads);

        await table.Propose(table.Starter.Id, draft.Number);
        await table.Sign(table.Mia, table.Starter.Id, draft.Number);
        await table.Sign(table.Sal, table.Starter.Id, draft.Number);
        await table.Hub.Pass(Duration.Zero);

        var after = Running(table, leads).ToDictionary(c => c.Id);
        var moved = before.Where(c => after[c.Id].DueAt != c.DueAt).ToList();
        preview.Moves.ShouldBe(moved.Count);
        preview.Keeps.ShouldBe(after.Values.Count(c => c.KeptAgainst == draft.Number));
        preview.Clocks.Where(c => c.NewDueAt is not null).Select(c => (c.Lead, c.DueAt, c.NewDueAt!.Value)).ShouldBe(
            moved.Select(c => (c.LeadId, c.DueAt, after[c.Id].DueAt)), ignoreOrder: true);
    }

    [Fact]
    public async Task What_is_due_before_it_takes_effect_is_told_apart()
    {
        await using var table = await Set();
        var at = HubFixture.Monday + Duration.FromHours(5);
        var running = Running(table, await Leads(table)).Where(c => c.State == ClockState.Running).ToList();
        var draft = await table.Draft(table.Starter.Id, Graded);

        var over = (await Preview(table, draft, at)).Over;

        over.ShouldBe(running.Count(c => c.DueAt <= at));
        over.ShouldBeInRange(1, running.Count - 1);
    }

    [Fact]
    public async Task Of_more_than_it_looks_at_those_that_are_due_first_are_told()
    {
        await using var table = await Set();
        var leads = await Leads(table);
        var draft = await table.Draft(table.Starter.Id, Target("accept", "PT20H"));
        var first = Running(table, leads).Where(c => c.State == ClockState.Running).OrderBy(c => c.DueAt).Take(3).ToList();

        await using var rows = table.Hub.Rows();
        var preview = await ReTimingPreview.Read(rows, table.Company, table.Sal, table.Starter.Id, draft, table.Hub.Now, mostLooked: 3);

        preview.IsWhole.ShouldBeFalse();
        (preview.Moves + preview.Keeps + preview.Over).ShouldBeLessThanOrEqualTo(3);
        preview.Clocks.ShouldAllBe(c => first.Exists(f => f.LeadId == c.Lead && f.DueAt == c.DueAt));
        preview.Clocks.ShouldNotBeEmpty();
    }

    // Offered over three hours; some graded, some paused, one of them since.
    private static async Task<List<long>> Leads(Table table)
    {
        var leads = new List<long>();
        for (var i = 0; i < 8; i++)
        {
            leads.Add(await table.Offered($"p{i}@example.com", i % 3 == 0 ? "A" : i % 3 == 1 ? "B" : null));
            if (i % 4 == 1)
                await table.Hub.Fire(leads[^1], Trigger.Pause,
                    new() { Until = table.Hub.Now + Duration.FromHours(i == 1 ? 1 : 48), Words = "fair" }, table.Mia);
            await table.Hub.Pass(Duration.FromMinutes(25));
        }
        return leads;
    }

    // Grade A in an hour, the rest in five.
    private static Terms Graded(Terms terms)
    {
        var accept = terms.Commitments.Single(c => c.Id == "accept");
        return terms with
        {
            ReTimes = true,
            Commitments =
            [
                .. terms.Commitments.TakeWhile(c => c.Id != "accept"),
                accept with { Id = "accept-a", Condition = new() { Grades = ["A"] }, Target = BusinessDuration.Parse("PT1H") },
                accept with { Condition = new() { Grades = ["B"] }, Target = BusinessDuration.Parse("PT5H") },
                .. terms.Commitments.SkipWhile(c => c.Id != "accept").Skip(1),
            ],
        };
    }

    private static List<Clock> Running(Table table, List<long> leads) =>
        [.. leads.SelectMany(lead => table.Hub.Lead(lead).Clocks).Where(c => c.State is ClockState.Running or ClockState.Paused)];

    private static async Task<ReTimingPreview> Preview(Table table, AgreementVersion draft, Instant? at = null)
    {
        await using var rows = table.Hub.Rows();
        return await ReTimingPreview.Read(rows, table.Company, table.Sal, table.Starter.Id, draft, at ?? table.Hub.Now);
    }
}
