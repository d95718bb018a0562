using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Partners;
using SmarketingHub.Engine.Replay;

namespace SmarketingHub.Engine.Tests.Replay;

/// <summary>Who may replay, how many at once, and what it leaves alone.</summary>
public sealed class ReplayerTests
{
    [Fact]
    public async Task A_replay_writes_nothing_and_waits_for_no_writer()
    {
        await using var hub = await HubFixture.Start();
        await hub.Take(source: "demo-request");
        var before = hub.Verify();
        using var busy = await BusyWriter.Occupy(hub.Door);

        var result = await hub.Replayer().Replay(Question(hub), HubFixture.Admin);

        busy.Release();
        result.AsItWas.Leads.ShouldBe(1);
        result.Sequence.ShouldBe(before.Sequence);
        hub.Verify().Head.ShouldBe(before.Head);
    }

    [Fact]
    public async Task A_partner_replays_its_own_agreement_over_its_own_leads()
    {
        await using var hub = await HubFixture.Start();
        var agreements = new List<long>();
        foreach (var name in new[] { "Nord", "Sud" })
        {
            agreements.Add((await hub.Door.Do(HubFixture.Admin, write => write.AddPartner(name, Party.Marketing))).Id);
            var lead = await hub.Take($"{name}@example.com", "webinar");
            await hub.Fire(lead, Trigger.Ready);
            await hub.Fire(lead, Trigger.Offer, new() { To = $"partner:{name.ToLowerInvariant()}" });
        }
        var partner = new Actor(ActorKind.Key, 9, Role.Partner, "partner:nord");

        (await hub.Replayer().Replay(Question(hub, agreements[0]), partner)).AsItWas.Leads.ShouldBe(1);
        (await hub.Replayer().Replay(Question(hub, agreements[1]), HubFixture.Admin)).AsItWas.Leads.ShouldBe(1);
        await Should.ThrowAsync<NotFound>(() => hub.Replayer().Replay(Question(hub, agreements[1]), partner));
        await Should.ThrowAsync<NotFound>(() => hub.Replayer().Replay(Question(hub), partner));
    }

    [Fact]
    public async Task Leads_that_left_the_partner_are_out_of_its_sight()
    {
        await using var hub = await HubFixture.Start();
        var agreement = await hub.Door.Do(HubFixture.Admin, write => write.AddPartner("Nord", Party.Marketing));
        var lead = await hub.Take(source: "webinar");
        await hub.Fire(lead, Trigger.Ready);
        await hub.Fire(lead, Trigger.Offer, new() { To = "partner:nord" });
        await hub.Fire(lead, Trigger.Withdraw);

        (await hub.Replayer()
            .Replay(Question(hub, agreement.Id), new(ActorKind.Key, 9, Role.Partner, "partner:nord"))).AsItWas.Leads.ShouldBe(0);
        (await hub.Replayer().Replay(Question(hub, agreement.Id), HubFixture.Admin)).AsItWas.Leads.ShouldBe(1);
    }

    [Fact]
    public async Task Two_replay_at_once_and_a_third_is_told_so()
    {
        await using var hub = await HubFixture.Start();
        await hub.Take(source: "demo-request");
        using var gate = new Gate();
        var first = hub.Replayer().Replay(Question(hub), HubFixture.Admin, gate);
        var second = hub.Replayer().Replay(Question(hub), HubFixture.Admin, gate);

        (await Should.ThrowAsync<Busy>(() => hub.Replayer().Replay(Question(hub), HubFixture.Admin))).Message.ShouldContain("trying out");

        gate.Open();
        await Task.WhenAll(first, second);
        (await hub.Replayer().Replay(Question(hub), HubFixture.Admin)).AsItWas.Leads.ShouldBe(1);
    }

    [Fact]
    public async Task Progress_ends_at_one_and_a_cancelled_replay_gives_its_place_back()
    {
        await using var hub = await HubFixture.Start();
        for (var i = 0; i < 20; i++)
            await hub.Take($"lead{i}@example.com", "demo-request");
        using var gate = new Gate();
        using var cancel = new CancellationTokenSource();
        for (var i = 0; i < Replayer.AtOnce + 1; i++)
        {
            using var stopped = new CancellationTokenSource();
            var watch = new Seen(_ => stopped.Cancel());
            await Should.ThrowAsync<OperationCanceledException>(() => hub.Replayer()
                .Replay(Question(hub), HubFixture.Admin, watch, stopped.Token));
        }

        var seen = new List<double>();
        await hub.Replayer().Replay(Question(hub), HubFixture.Admin, new Seen(at => { lock (seen) seen.Add(at); }), cancel.Token);
        seen.Max().ShouldBe(1);
        seen.ShouldAllBe(at => at > 0 && at <= 1);
    }

    [Fact]
    public async Task A_period_that_ends_before_it_begins_and_too_many_drafts_are_refused()
    {
        await using var hub = await HubFixture.Start();
        var request = Question(hub);
        async Task Refused(ReplayRequest wrong, string field) =>
            (await Should.ThrowAsync<InvalidArgument>(() => hub.Replayer().Replay(wrong, HubFixture.Admin))).Field.ShouldBe(field);

        await Refused(request with { To = request.From }, "to");
        await Refused(request with { Drafts = [] }, "against");
        await Refused(request with { Drafts = [.. Enumerable.Repeat(request.Drafts[0], 5)] }, "against");
        await Refused(request with { MostChanges = 1_001 }, "limit");
        (await hub.Replayer().Replay(request, HubFixture.Admin)).AsItWas.Judged.ShouldBe(0);
    }

    private static ReplayRequest Question(HubFixture hub, long? agreement = null)
    {
        var found = hub.Company().Agreements.Single(a => a.Id == (agreement ?? hub.Company().Agreements[0].Id));
        return new(found.Id, HubFixture.Monday - Duration.FromDays(30), HubFixture.Monday + Duration.FromDays(30), [found.Versions[^1]]);
    }

    private sealed class Seen(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }

    private sealed class Gate : IProgress<double>, IDisposable
    {
        private readonly ManualResetEventSlim open = new();

        public void Report(double value) => open.Wait();

        public void Open() => open.Set();

        public void Dispose() => open.Set();
    }
}
