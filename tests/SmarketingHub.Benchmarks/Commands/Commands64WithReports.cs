using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Benchmarks.Harness;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Benchmarks.Commands;

/// <summary>
/// The commands of 64 callers while the rows of reports follow, beside the same without: a minute of each, in turns of ten seconds on a
/// file each, as a machine is not the same from one minute to the next. The second figure counts until the rows are where the ledger is:
/// what they put off is paid, too.
/// </summary>
public sealed class Commands64WithReports : Comparison
{
    private const int Callers = 64;
    private const int Turns = 6;

    // Of each caller, one after the other; then it is seen whether the turn is over.
    private const int LeadsARound = 8;

    private readonly Scratch scratch = new();
    private readonly Queue<double[]> with = [];
    private readonly Queue<double[]> without = [];
    private TimeSpan turn;
    private int files;
    private int rounds;

    public override IReadOnlyList<Measure> Measures { get; } =
    [
        new("commands_64_with_reports", "commands/s", Goal.AtLeast(0.85)),
        new("commands_64_with_reports_to_the_end", "commands/s", Goal.AtLeast(0.85)),
    ];

    public override async Task Prepare(Effort effort)
    {
        await Office.Create(scratch["template.db"]);
        turn = TimeSpan.FromSeconds(1);
        await Run();
        with.Clear();
        without.Clear();
        turn = TimeSpan.FromSeconds(effort.Of(10, 2));
    }

    public override Task<double[]> Product() => Next(with);

    public override Task<double[]> Bare() => Next(without);

    public override ValueTask DisposeAsync()
    {
        scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    // Both sides of a run are measured when the first of them is asked for.
    private async Task<double[]> Next(Queue<double[]> side)
    {
        if (side.Count == 0)
            await Run();
        return side.Dequeue();
    }

    private async Task Run()
    {
        await using var followed = await Open();
        await using var alone = await Open();
        var follower = followed.Services.GetRequiredService<ReportFollower>();
        await follower.Follow();
        var (ours, theirs) = ((Commands: 0, Time: TimeSpan.Zero), (Commands: 0, Time: TimeSpan.Zero));
        for (var i = 0; i < 2 * Turns; i++)
            // Each begins in turn.
            if (i % 4 is 0 or 3)
            {
                await follower.StartAsync(default);
                var (commands, time) = await Work(followed);
                await follower.StopAsync(default);
                ours = (ours.Commands + commands, ours.Time + time);
            }
            else
            {
                var (commands, time) = await Work(alone);
                theirs = (theirs.Commands + commands, theirs.Time + time);
            }
        var clock = Stopwatch.StartNew();
        await follower.Follow();
        var rate = ours.Commands / ours.Time.TotalSeconds;
        with.Enqueue([rate, ours.Commands / (ours.Time + clock.Elapsed).TotalSeconds]);
        rate = theirs.Commands / theirs.Time.TotalSeconds;
        without.Enqueue([rate, rate]);
    }

    private async Task<Office> Open()
    {
        var office = await Office.Open(scratch.Copy(scratch["template.db"], $"{++files}.db"));
        await office.Work(Callers, 1, "warm");
        return office;
    }

    private async Task<(int Commands, TimeSpan Time)> Work(Office office)
    {
        var (clock, before) = (Stopwatch.StartNew(), rounds);
        while (clock.Elapsed < turn)
            await office.Work(Callers, LeadsARound, $"c{++rounds}n");
        return ((rounds - before) * Callers * LeadsARound * Desk.CommandsALead, clock.Elapsed);
    }
}
