using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Benchmarks.Harness;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Benchmarks.Commands;

/// <summary>64 callers with every commit on the disk before its answer, beside the same product that leaves it to the system.</summary>
public sealed class FullVersusNormal : CommandsComparison
{
    private const int Callers = 64;

    public override IReadOnlyList<Measure> Measures { get; } = [new("full_vs_normal", "commands/s", Goal.AtLeast(0.85))];

    protected override int FullLeads => 1024;

    public override async Task<double[]> Product() => [(await ThroughTheDoor(Callers)).Rate];

    public override async Task<double[]> Bare() =>
        [(await ThroughTheDoor(Callers, services => services.AddSingleton<IDbContextFactory<HubContext>, NormalContexts>())).Rate];

    private sealed class NormalContexts(IDbContextFactory<SqliteHubContext> contexts) : IDbContextFactory<HubContext>
    {
        public HubContext CreateDbContext()
        {
            var rows = contexts.CreateDbContext();
            rows.Database.OpenConnection();
            rows.Database.ExecuteSqlRaw("PRAGMA synchronous=NORMAL");
            return rows;
        }
    }
}
