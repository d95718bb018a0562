using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Pace;
using SmarketingHub.Engine.People;

namespace SmarketingHub.Engine.Tests.Pace;

public sealed class LiveGoalsTests
{
    private static readonly PeriodCommitment[] Goals =
    [
        Promised.Of(Measure.Qualified, 40), Promised.Of(Measure.Revenue, 240_000), Promised.Of(Measure.Leads, 80),
    ];

    [Fact]
    public async Task Goals_follow_the_ledger_and_say_what_the_report_says()
    {
        await using var hub = await HubFixture.Start();
        await hub.Won(1_000);
        var live = await Follow(hub);
        live.Of(HubFixture.Admin).ShouldBeEmpty();
        await hub.Promise(Goals);
        await Shows(hub, live, 1, 1_000);

        var lead = await hub.Qualified();
        await Shows(hub, live, 2, 1_000);
        await hub.Fire(lead, Trigger.Convert, new() { Amount = 500 });
        await hub.Fire(lead, Trigger.Win);
        await Shows(hub, live, 2, 1_500);
        await hub.Fire(lead, Trigger.Reopen);
        await Shows(hub, live, 2, 1_000);
        await hub.Fire(await hub.Qualified(), Trigger.Merge, new() { Into = lead });
        await hub.Hire("Ana Nowak");
        await hub.Won(7);
        await Shows(hub, live, 3, 1_007);
    }

    [Fact]
    public async Task A_new_period_begins_at_nothing_even_while_nothing_happens()
    {
        await using var hub = await HubFixture.Start();
        await hub.Promise(Goals);
        await hub.Won(1_000);
        var live = await Follow(hub);
        await Shows(hub, live, 1, 1_000);

        hub.Time.Advance(TimeSpan.FromDays(31));
        live.Of(HubFixture.Admin)[1].At(hub.Now).Actual.ShouldBe(0);
        live.Of(HubFixture.Admin)[1].At(hub.Now).Span.From.ShouldBe(Instant.FromUtc(2026, 3, 31, 22, 0));
        await hub.Won(5);
        await Shows(hub, live, 1, 5);
    }

    [Fact]
    public async Task Where_it_should_be_by_now_is_told_while_nothing_happens_and_at_night_nothing_is()
    {
        await using var hub = await HubFixture.Start();
        await hub.Promise(Goals);
        var told = new SemaphoreSlim(0);
        hub.Services.GetRequiredService<LiveGoals>().Changed += () => told.Release();
        async Task Once() => (await told.WaitAsync(TimeSpan.FromSeconds(20)), told.CurrentCount).ShouldBe((true, 0));
        var live = await Follow(hub);
        await Once();

        hub.Time.Advance(TimeSpan.FromHours(8));
        await Once();
        live.Of(HubFixture.Admin)[0].At(hub.Now).Days.Passed.ShouldBe(1);
        hub.Time.Advance(TimeSpan.FromHours(12));
        await hub.Qualified();
        await Once();
        live.Of(HubFixture.Admin)[0].Actual.ShouldBe(1);
    }

    [Fact]
    public async Task Each_sees_the_goals_of_its_own_agreement_and_a_partner_no_other()
    {
        await using var hub = await HubFixture.Start();
        await hub.Promise(Goals);
        await hub.Door.Do(HubFixture.Admin, write =>
        {
            write.AddParty(new("partner:altamar", "Altamar", PartyKind.Partner));
            write.AddParty(new("partner:other", "Other", PartyKind.Partner));
            var agreement = write.AddAgreement(StarterAgreements.WithPartner(write.NextId(), Party.Marketing,
                write.Company.Parties["partner:altamar"], write.Now, write.Company.Calendars.Keys.First()));
            return write.AddVersion(agreement.Id,
                agreement.Versions[0] with { EffectiveAt = write.Now, PeriodCommitments = [Promised.Of(Measure.Pipeline, 9)] });
        });
        var live = await Follow(hub);

        Actor Partner(string party) => new(ActorKind.Key, 5, Role.Partner, party);
        await Until(live, () => live.Of(HubFixture.Admin).Count == 2);
        live.Of(Partner("partner:altamar")).Select(g => g.Commitment.Measure).ShouldBe([Measure.Pipeline]);
        live.Of(Partner("partner:other")).ShouldBeEmpty();
    }

    private static async Task<LiveGoals> Follow(HubFixture hub)
    {
        var live = hub.Services.GetRequiredService<LiveGoals>();
        await hub.Board.StartAsync(default);
        await hub.Board.Ready;
        await live.StartAsync(default);
        return live;
    }

    private static async Task Shows(HubFixture hub, LiveGoals live, params decimal[] reached)
    {
        await Until(live, () => live.Of(HubFixture.Admin).Select(g => g.Actual).SequenceEqual(reached));
        (await hub.Pace()).Where(p => p.Commitment.Kind == PeriodKind.Goal).Select(p => p.Actual!.Value).ShouldBe(reached);
    }

    private static async Task Until(LiveGoals live, Func<bool> holds)
    {
        var done = new TaskCompletionSource();
        void Look()
        {
            if (holds())
                done.TrySetResult();
        }
        live.Changed += Look;
        Look();
        await done.Task.WaitAsync(TimeSpan.FromSeconds(20));
        live.Changed -= Look;
    }
}
