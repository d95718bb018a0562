using CsCheck;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Commands;

namespace SmarketingHub.Engine.Tests.Telemetry;

public sealed class CommandFigureTests
{
    [Fact]
    public void A_quantile_is_right_to_an_eighth() => Gen.Long[0, 100_000_000].Array[1, 200].Sample(took =>
    {
        var durations = new Durations();
        foreach (var microseconds in took)
            durations.Add(TimeSpan.FromMicroseconds(microseconds));
        var sorted = took.Order().ToList();
        foreach (var share in new[] { 0.5, 0.99, 1 })
        {
            var right = sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
            var told = durations.Quantile(share).TotalMicroseconds;
            told.ShouldBeInRange(right, right * 1.125 + 1);
        }
    });

    [Fact]
    public void Where_nothing_was_counted_it_is_zero() => new Durations().Quantile(0.99).ShouldBe(TimeSpan.Zero);

    [Fact]
    public void The_longest_is_not_lost()
    {
        var durations = new Durations();
        durations.Add(TimeSpan.FromDays(1));
        durations.Add(TimeSpan.FromTicks(-1));
        durations.Quantile(1).ShouldBeGreaterThan(TimeSpan.FromMinutes(15));
        durations.Quantile(0.5).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task Commands_are_counted_by_kind_with_what_became_of_them()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();
        await hub.Fire(lead, Trigger.Ready);
        await Should.ThrowAsync<Refusal>(() => hub.Fire(lead, Trigger.Ready));
        await Should.ThrowAsync<DivideByZeroException>(() =>
            hub.Door.Do<int>(HubFixture.Admin, _ => throw new DivideByZeroException(), "Odd"));
        // The answer comes first, and it is counted then.
        await hub.Door.Do(HubFixture.Admin, _ => true, "Last");

        Figure("Take").Count.ShouldBe(1);
        (Figure("Ready").Count, Figure("Ready").Refused, Figure("Ready").Failed).ShouldBe((2, 1, 0));
        (Figure("Odd").Count, Figure("Odd").Refused, Figure("Odd").Failed).ShouldBe((1, 0, 1));

        CommandFigure Figure(string kind) => hub.Door.Figures.All.Single(figure => figure.Kind == kind);
    }
}
