using NodaTime;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Engine.Reports.Times;
using SmarketingHub.Engine.Tests.Pace;

namespace SmarketingHub.Engine.Tests.Reports.Times;

/// <summary>Leads that live through the door.</summary>
public sealed class LivedTimesTests
{
    private static readonly Duration Hour = Duration.FromHours(1);

    [Fact]
    public async Task Each_time_is_that_of_the_ledger()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take(grade: "A");
        await hub.Take("eva@example.com");
        await hub.Pass(Hour);
        await hub.Fire(lead, Trigger.Ready);
        await hub.Fire(lead, Trigger.Offer, new() { To = "sales" });
        await hub.Pass(Hour);
        await hub.Fire(lead, Trigger.Accept);
        await hub.Pass(Hour);
        await hub.Fire(lead, Trigger.Attempt, new() { Kind = AttemptKind.Call, Reached = true });
        await hub.Pass(Duration.FromDays(1));
        await hub.Fire(lead, Trigger.Qualify);
        await hub.Fire(lead, Trigger.Convert, new() { Amount = 100 });
        await hub.Pass(Hour);
        await hub.Fire(lead, Trigger.Win);
        await hub.Pass(Hour);

        (await Of(hub, TimedEvent.Accept)).ShouldBe((1, 1, 1.0));
        (await Of(hub, TimedEvent.Touch)).ShouldBe((2, 1, 3.0));
        (await Of(hub, TimedEvent.Qualify)).ShouldBe((2, 1, 27.0));
        (await Of(hub, TimedEvent.Won)).ShouldBe((2, 1, 28.0));
        (await Of(hub, TimedEvent.Lost)).ShouldBe((2, 0, null));
        // From 09:00 to 12:00 the next day, in days of eight hours, and an hour more.
        (await Of(hub, TimedEvent.Qualify, TimeKind.Business)).ShouldBe((2, 1, 11.0));
    }

    [Fact]
    public async Task What_was_known_then_stays_what_it_was()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Accepted();
        await hub.Pass(Hour);
        var then = hub.Now;
        var before = await Read(hub, TimedEvent.Touch, then);
        before.Curve.ShouldSatisfyAllConditions(c => (c.N, c.Events, c.Censored).ShouldBe((1, 0, 1)));

        await hub.Pass(Hour);
        // Told now, of an instant before.
        await hub.Fire(lead, Trigger.Attempt, new() { Kind = AttemptKind.Call, OccurredAt = then - Duration.FromMinutes(30) });

        (await Read(hub, TimedEvent.Touch, then)).Curve.ShouldSatisfyAllConditions(c => (c.N, c.Events).ShouldBe((1, 0)));
        (await Read(hub, TimedEvent.Touch, hub.Now)).Curve.Median.ShouldBe(30 * 60_000);
    }

    [Fact]
    public async Task A_lead_that_is_open_again_has_no_end()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Accepted();
        await hub.Pass(Hour);
        await hub.Fire(lead, Trigger.Lose, new() { Reason = "price" });
        await hub.Pass(Hour);
        (await Of(hub, TimedEvent.Lost)).ShouldBe((1, 1, 1.0));

        await hub.Fire(lead, Trigger.Reopen);
        await hub.Pass(Hour);
        (await Of(hub, TimedEvent.Lost)).ShouldBe((1, 0, null));
    }

    private static async Task<(int N, int Events, double? Hours)> Of(HubFixture hub, TimedEvent timed, TimeKind kind = TimeKind.Elapsed)
    {
        var curve = (await Read(hub, timed, hub.Now, kind)).Curve;
        return (curve.N, curve.Events, curve.Points.Count == 0 ? null : curve.Points.Single().Time / 3_600_000.0);
    }

    private static async Task<TimesReport> Read(HubFixture hub, TimedEvent timed, Instant at, TimeKind kind = TimeKind.Elapsed)
    {
        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), at, default);
        return TimesReport.Read(moment, new(HubFixture.Monday, HubFixture.Monday + Duration.FromDays(7), at), timed, kind);
    }
}
