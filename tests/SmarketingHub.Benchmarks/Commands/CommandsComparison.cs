using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Benchmarks.Harness;

namespace SmarketingHub.Benchmarks.Commands;

/// <summary>Commands through the door, beside something that writes the rows which they wrote.</summary>
public abstract class CommandsComparison : Comparison
{
    private readonly Scratch scratch = new();
    private int files;

    /// <summary>A file with the company in it and no lead.</summary>
    protected string Template => scratch["template.db"];

    /// <summary>How many leads each side takes in and works.</summary>
    protected int Leads { get; private set; }

    private protected Recorder Recorded { get; } = new();

    /// <summary>Records a run of the product, from which the bare side takes its rows.</summary>
    public override async Task Prepare(Effort effort)
    {
        Leads = effort.Of(FullLeads, FullLeads / 4);
        await Office.Create(Template);
        await using var office = await Office.Open(Fresh(),
            services => services.ConfigureDbContext<Engine.Data.SqliteHubContext>(options => options.AddInterceptors(Recorded)));
        Recorded.Commands.Clear();
        await office.Work(1, Leads, "r");
    }

    /// <summary>Leads of a full run; a multiple of 256.</summary>
    protected abstract int FullLeads { get; }

    protected string Fresh() => scratch.Copy(Template, $"{++files}.db");

    /// <summary>The recorded commands of each lead, in their order.</summary>
    private protected List<List<List<RowChange>>> ByLead() =>
        [.. Recorded.Commands.GroupBy(command => command.First(change => change.Lead != 0).Lead).Select(lead => lead.ToList())];

    private protected async Task<(double Rate, double P99)> ThroughTheDoor(int callers, Action<IServiceCollection>? with = null)
    {
        await using var office = await Office.Open(Fresh(), with);
        await office.Work(callers, 1, "warm");
        return await office.Work(callers, Leads / callers, "c");
    }

    public override ValueTask DisposeAsync()
    {
        scratch.Dispose();
        return ValueTask.CompletedTask;
    }
}
