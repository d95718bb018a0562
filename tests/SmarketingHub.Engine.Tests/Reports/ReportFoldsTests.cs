using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Tests.Reports;

/// <summary>Of leads whose rows are not made yet.</summary>
public sealed class ReportFoldsTests
{
    private const int Leads = 3;
    private readonly ReportFolds folds = new(few: 1, most: Leads);

    [Fact]
    public async Task Whoever_asks_for_the_same_moment_shares_what_is_folded()
    {
        await using var hub = await With(Leads);
        await using var one = await Open(hub, hub.Now);
        await using var other = await Open(hub, hub.Now);

        one.Moment.Stretches.Folded.Count.ShouldBeGreaterThanOrEqualTo(Leads);
        other.Moment.Stretches.Folded.ShouldBeSameAs(one.Moment.Stretches.Folded);
    }

    [Fact]
    public async Task Whoever_asks_for_another_moment_waits_until_nobody_reads_the_first()
    {
        await using var hub = await With(Leads);
        var one = await Open(hub, hub.Now);
        var same = await Open(hub, hub.Now);
        var other = Open(hub, hub.Now - Duration.FromMilliseconds(1));
        var folded = one.Moment.Stretches.Folded;

        await one.DisposeAsync();
        other.IsCompleted.ShouldBeFalse();
        await same.DisposeAsync();
        await using var opened = await other;
        opened.Moment.Stretches.Folded.ShouldNotBeSameAs(folded);
    }

    [Fact]
    public async Task Few_are_folded_whoever_does_it_besides()
    {
        await using var hub = await With(Leads);
        await using var one = await Open(hub, hub.Now);
        await using var another = await HubFixture.Start();
        await another.Take();
        await using var few = await Open(another, another.Now);

        few.Moment.Leads.Folded.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_waits_for_one_that_gave_up_folds_itself()
    {
        await using var hub = await With(Leads);
        var before = await Open(hub, hub.Now - Duration.FromMilliseconds(1));
        using var stop = new CancellationTokenSource();
        var first = Open(hub, hub.Now, stop.Token);
        var second = Open(hub, hub.Now);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);

        second.IsCompleted.ShouldBeFalse();
        await before.DisposeAsync();
        await using var opened = await second;
        opened.Moment.Leads.Folded.Count.ShouldBe(Leads);
    }

    [Fact]
    public async Task More_than_goes_into_memory_is_refused_and_says_when_to_come_again()
    {
        await using var hub = await With(Leads + 1);
        var refused = await Should.ThrowAsync<Busy>(() => Open(hub, hub.Now));

        refused.Message.ShouldBe("What reports read is still being made of the ledger: 4 leads to go. Try again in 1 min.");
        refused.After.ShouldBe(Duration.FromMinutes(1));
        // Nothing is held after that.
        await using var other = await With(Leads);
        await using var opened = await Open(other, other.Now);
        opened.Moment.Leads.Folded.Count.ShouldBe(Leads);
    }

    [Fact]
    public async Task So_is_a_moment_after_which_too_many_leads_went_on()
    {
        await using var hub = await With(Leads + 1);
        var before = hub.Now;
        await hub.Pass(Duration.FromHours(8));
        await hub.Services.GetRequiredService<ReportFollower>().Follow();

        var refused = await Should.ThrowAsync<Busy>(() => Open(hub, before));
        refused.Message.ShouldBe(
            "After this moment something was recorded of 4 leads, and a report can go back behind 3. Ask for a later one.");
        refused.After.ShouldBeNull();
        await using var now = await Open(hub, hub.Now);
        now.Moment.Leads.Ask(leads => leads).Count().ShouldBe(Leads + 1);
    }

    [Fact]
    public async Task What_was_received_after_the_moment_is_not_folded_for_it()
    {
        await using var hub = await With(Leads);
        var before = hub.Now;
        await hub.Pass(Duration.FromMinutes(1));
        foreach (var i in Enumerable.Range(0, Leads + 1))
            await hub.Take($"later{i}@example.com", company: null);
        await hub.Services.GetRequiredService<ReportFollower>().Follow();

        await using var opened = await Open(hub, before);
        opened.Moment.Leads.Ask(leads => leads).Count().ShouldBe(Leads);
        opened.Moment.Leads.Folded.Count.ShouldBeLessThanOrEqualTo(Leads);
    }

    private static async Task<HubFixture> With(int leads)
    {
        var hub = await HubFixture.Start();
        for (var i = 0; i < leads; i++)
            await hub.Take($"ana{i}@example.com", source: "demo-request", company: null);
        return hub;
    }

    private async Task<Opened> Open(HubFixture hub, Instant knownAt, CancellationToken cancellation = default)
    {
        var rows = hub.Rows();
        try
        {
            return new(rows, await ReportMoment.Open(rows, hub.Company(), knownAt, cancellation, folds));
        }
        catch
        {
            await rows.DisposeAsync();
            throw;
        }
    }

    private sealed record Opened(HubContext Rows, ReportMoment Moment) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Moment.DisposeAsync();
            await Rows.DisposeAsync();
        }
    }
}
