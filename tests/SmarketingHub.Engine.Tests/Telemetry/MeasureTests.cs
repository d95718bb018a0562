using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using NodaTime;
using SmarketingHub.Engine.Telemetry;

namespace SmarketingHub.Engine.Tests.Telemetry;

/// <summary>The meter is one of the process, and other tests write to it, too: what is looked for is told apart by its value.</summary>
public sealed class MeasureTests
{
    [Fact]
    public async Task Due_points_that_fire_late_tell_how_late()
    {
        await using var hub = await HubFixture.Start();
        await hub.Enforcer.FireAll(TestContext.Current.CancellationToken);
        await hub.Take(source: "web-form");
        var due = hub.Enforcer.OldestDue()!.Value;
        due.ShouldBeGreaterThan(hub.Now);
        using var heard = new Heard();
        hub.Time.SetUtcNow((due + Duration.FromSeconds(4321.125)).ToDateTimeOffset());
        hub.Enforcer.OldestDue().ShouldBe(due);
        await hub.Enforcer.FireAll(TestContext.Current.CancellationToken);
        heard.All.ShouldContain(("smarketinghub.due.lag", 4321.125, ""));
        heard.All.ShouldContain(one => one.Name == "smarketinghub.due.fired" && one.Tags.Contains(Measures.Point));
        hub.Enforcer.OldestDue().ShouldNotBe(due);
    }

    [Fact]
    public async Task A_command_tells_its_kind_and_what_became_of_it()
    {
        await using var hub = await HubFixture.Start();
        using var heard = new Heard();
        await hub.Door.Do(HubFixture.Admin, _ => true, "OfThisTest");
        await hub.Door.Do(HubFixture.Admin, _ => true, "After");
        heard.All.ShouldContain(("smarketinghub.commands", 1, $"{Measures.Kind}=OfThisTest {Measures.Outcome}=Done"));
        string[] others =
            ["smarketinghub.command.duration", "smarketinghub.command.wait", "smarketinghub.commit.size", "smarketinghub.commit.duration"];
        others.Except(heard.All.Select(one => one.Name)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_command_is_a_span_of_whoever_asked_for_it()
    {
        await using var hub = await HubFixture.Start();
        var ended = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Measures.Name,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Add,
        };
        ActivitySource.AddActivityListener(listener);
        using var caller = new Activity("caller").Start();
        await hub.Door.Do(HubFixture.Admin, _ => true, "Followed");
        var span = ended.Single(one => one.OperationName == "Followed");
        span.ParentId.ShouldBe(caller.Id);
        span.GetTagItem(Measures.Outcome).ShouldBe("Done");
    }

    private sealed class Heard : IDisposable
    {
        private readonly MeterListener listener = new();

        internal Heard()
        {
            listener.InstrumentPublished = (instrument, of) =>
            {
                if (instrument.Meter.Name == Measures.Name)
                    of.EnableMeasurementEvents(instrument);
            };
            listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
            listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
            listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
            listener.Start();
        }

        internal ConcurrentBag<(string Name, double Value, string Tags)> All { get; } = [];

        public void Dispose() => listener.Dispose();

        private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            All.Add((instrument.Name, value, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
    }
}
