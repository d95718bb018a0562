using SmarketingHub.Benchmarks.Harness;

namespace SmarketingHub.Benchmarks.Commands;

/// <summary>Commands of 64 callers through the door, beside the same rows by prepared statements on the raw connection.</summary>
public sealed class CommandsVersusRaw : CommandsComparison
{
    // As many as the callers that wait at once, and with them a transaction's commands.
    private const int Callers = 64;

    public override IReadOnlyList<Measure> Measures { get; } = [new("commands_vs_raw", "commands/s", Goal.AtLeast(0.5))];

    protected override int FullLeads => 1024;

    public override async Task<double[]> Product() => [(await ThroughTheDoor(Callers)).Rate];

    public override Task<double[]> Bare()
    {
        using var raw = new RawGroups(Recorded.Commands);
        return Task.FromResult<double[]>([raw.Work(Fresh(), Callers)]);
    }
}
