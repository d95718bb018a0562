using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Benchmarks.Harness;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Benchmarks.Commands;

/// <summary>
/// The commands of 64 callers while the rows of reports follow, beside the same without. The second figure counts until the rows are where
/// the ledger is: what they put off is paid, too.
/// </summary>
public sealed class Commands64WithReports : Comparison
{
    private const int Callers = 64;

    private readonly Scratch scratch = new();
    private int leads;
    private int files;

    public override IReadOnlyList<Measure> Measures { get; } =
    [
        new("commands_64_with_reports", "commands/s", Goal.AtLeast(0.85)),
        new("commands_64_with_reports_to_the_end", "commands/s", Goal.AtLeast(0.85)),
    ];

    public override async Task Prepare(Effort effort)
    {
        leads = effort.Of(6_144, 1_024);
        await Office.Create(scratch["template.db"]);
        await Product();
        await Bare();
    }

    public override Task<double[]> Product() => Run(follows: true);

    public override Task<double[]> Bare() => Run(follows: false);

    public override ValueTask DisposeAsync()
    {
        scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<double[]> Run(bool follows)
    {
        await using var office = await Office.Open(scratch.Copy(scratch["template.db"], $"{++files}.db"));
        await office.Work(Callers, 1, "warm");
        var follower = office.Services.GetRequiredService<ReportFollower>();
        await follower.Follow();
        if (follows)
            await follower.StartAsync(default);
        var clock = Stopwatch.StartNew();
        var (rate, _) = await office.Work(Callers, leads / Callers, "c");
        var worked = clock.Elapsed.TotalSeconds;
        if (follows)
        {
            await follower.StopAsync(default);
            await follower.Follow();
        }
        return [rate, rate * worked / clock.Elapsed.TotalSeconds];
    }
}
