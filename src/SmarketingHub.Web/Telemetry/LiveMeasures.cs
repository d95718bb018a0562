using System.Diagnostics.Metrics;
using NodaTime;
using SmarketingHub.Engine.Backups;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Enforcement;
using SmarketingHub.Engine.Imports;
using SmarketingHub.Engine.Telemetry;
using SmarketingHub.Web.Features.Connected;

namespace SmarketingHub.Web.Telemetry;

/// <summary>How much there is of something now, asked once for each export.</summary>
internal sealed class LiveMeasures(
    Door door, LiveBoard live, Enforcer enforcer, ScheduledBackups backups, Connections connections, RunningImports imports,
    Troubles troubles, TimeProvider time, ILogger<LiveMeasures> log) : IHostedService
{
    private readonly Meter meter = new(Measures.Name);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Add("smarketinghub.commands.waiting", "{command}", "Commands that no transaction has taken yet.", () => door.Waiting);
        Add("smarketinghub.board.views", "{view}", "Who watches the board, pages and programs.", () => live.Watching);
        Add("smarketinghub.circuits", "{page}", "Pages whose line is up.", () => connections.People);
        Add("smarketinghub.hub.clients", "{connection}", "Programs at the board's hub.", () => connections.Programs);
        Add("smarketinghub.imports.running", "{import}", "Imports under way.", () => imports.UnderWay);
        Add("smarketinghub.troubles", "{trouble}", "What was to be done by itself and could not be.", () => troubles.All.Count);
        meter.CreateObservableGauge("smarketinghub.clock.lag", Lag, "s", "How long the oldest due point is late; 0: none.");
        meter.CreateObservableGauge("smarketinghub.backup.age", Age, "s", "How old the newest backup is; nothing where there is none.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        meter.Dispose();
        return Task.CompletedTask;
    }

    private void Add(string name, string unit, string what, Func<int> count) => meter.CreateObservableGauge(name, count, unit, what);

    private IEnumerable<Measurement<double>> Lag()
    {
        Instant? oldest;
        try
        {
            oldest = enforcer.OldestDue();
        }
        catch (Exception error) when (FileFault.Of(error) is { } reason)
        {
            log.LogWarning("What is due could not be read: {Reason}", reason);
            yield break;
        }
        yield return new(Math.Max(0, oldest is { } at ? (Now() - at).TotalSeconds : 0));
    }

    private IEnumerable<Measurement<double>> Age()
    {
        if (backups.Stand().Last is { } last)
            yield return new(Math.Max(0, (Now() - last.At).TotalSeconds));
    }

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());
}
