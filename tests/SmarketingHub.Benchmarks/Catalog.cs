using SmarketingHub.Benchmarks.Calendars;
using SmarketingHub.Benchmarks.Circuits;
using SmarketingHub.Benchmarks.Commands;
using SmarketingHub.Benchmarks.Harness;
using SmarketingHub.Benchmarks.Hub;
using SmarketingHub.Benchmarks.Imports;
using SmarketingHub.Benchmarks.Outgoing;
using SmarketingHub.Benchmarks.Scale;

namespace SmarketingHub.Benchmarks;

/// <summary>Every comparison, in the order in which they run.</summary>
public static class Catalog
{
    public static IReadOnlyList<Func<Comparison>> All { get; } =
    [
        () => new Commands64Callers(),
        () => new Commands64WithReports(),
        () => new Commands1Caller(),
        () => new CommandsVersusRaw(),
        () => new FullVersusNormal(),
        () => new BusinessTimeVersusWalk(),
        () => new FanOut(),
        () => new StalledReader(),
        () => new OneCardBytes(),
        () => new CircuitHeap(),
        () => new Restart(),
        () => new ImportRows(),
        () => new ImportPageVersusCli(),
        () => new BoardReady(),
        () => new Enforce(),
        () => new Replay100k(),
        () => new ReportMonth100k(),
        () => new ReportsMonth100k(),
        () => new ReTime(),
        () => new LeadsHeap(),
        () => new ReTimingLook(),
        () => new DraftWord(),
        () => new DoorBesideSearches(),
        () => new CaptureAmongAgreements(),
    ];

    /// <summary>What takes its time: run when it is asked for by name.</summary>
    public static IReadOnlyList<Func<Comparison>> Soaks { get; } = [() => new WebhookSoak()];
}
