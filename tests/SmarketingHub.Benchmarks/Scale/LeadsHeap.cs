using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Benchmarks.Fixtures;
using SmarketingHub.Benchmarks.Harness;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Benchmarks.Scale;

/// <summary>
/// What a lead takes while it stays in memory between commands: heap with all leads of a file in memory, beside none of them.
/// </summary>
public sealed class LeadsHeap : Comparison
{
    private const int AtOnce = 500;

    private readonly Scratch scratch = new();
    private string file = "";
    private int leads;

    public override IReadOnlyList<Measure> Measures { get; } = [new("leads_heap", "bytes/lead", Goal.AtMostMore(1_536, "bytes/lead"))];

    public override async Task Prepare(Effort effort)
    {
        leads = effort.Of(100_000, 5_000);
        file = scratch.Copy(await OpenLeads.File(leads), "leads.db");
    }

    public override Task<double[]> Product() => Heap(leads);

    public override Task<double[]> Bare() => Heap(0);

    public override ValueTask DisposeAsync()
    {
        scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<double[]> Heap(int inMemory)
    {
        await using var services = LeadFile.Services(file, OpenLeads.Now, new DoorOptions { LeadsInMemory = inMemory });
        await using var rows = await services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContextAsync();
        var ids = await rows.Leads.OrderBy(l => l.Id).Select(l => l.Id).ToListAsync();
        var door = services.GetRequiredService<Door>();
        await door.StartAsync(CancellationToken.None);
        await Touch(door, ids.Take(AtOnce));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await Touch(door, ids);
        return [(GC.GetTotalMemory(forceFullCollection: true) - before) / (double)(ids.Count - AtOnce)];
    }

    private static async Task Touch(Door door, IEnumerable<long> ids)
    {
        foreach (var some in ids.Chunk(AtOnce))
            await door.Do(Actor.System, write => some.Sum(id => write.Lead(id).Lead.Version));
    }
}
