using SmarketingHub.Benchmarks.Harness;

namespace SmarketingHub.Benchmarks.Commands;

/// <summary>Commands through the door, beside EF Core with a transaction for each, by as many writers behind a semaphore.</summary>
public abstract class CommandsBesidePlain(int callers) : CommandsComparison
{
    public override async Task Prepare(Effort effort)
    {
        await base.Prepare(effort);
        await new PlainWriters(Fresh(), ByLead()[..(Leads / 8)]).Work(callers);
    }

    public override async Task<double[]> Product() => Figures(await ThroughTheDoor(callers));

    public override async Task<double[]> Bare() => Figures(await new PlainWriters(Fresh(), ByLead()).Work(callers));

    protected abstract double[] Figures((double Rate, double P99) work);
}

public sealed class Commands64Callers() : CommandsBesidePlain(64)
{
    public override IReadOnlyList<Measure> Measures { get; } =
    [
        new("commands_64_callers", "commands/s", Goal.AtLeast(12)),
        new("commands_64_callers_p99", "ms", Goal.AtMost(0.15)),
    ];

    protected override int FullLeads => 1024;

    protected override double[] Figures((double Rate, double P99) work) => [work.Rate, work.P99];
}

public sealed class Commands1Caller() : CommandsBesidePlain(1)
{
    public override IReadOnlyList<Measure> Measures { get; } = [new("commands_1_caller", "commands/s", Goal.AtLeast(2.5))];

    protected override int FullLeads => 512;

    protected override double[] Figures((double Rate, double P99) work) => [work.Rate];
}
