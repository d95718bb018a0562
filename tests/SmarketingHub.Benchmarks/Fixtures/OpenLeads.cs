using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Benchmarks.Harness;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Verification;

namespace SmarketingHub.Benchmarks.Fixtures;

/// <summary>Companies with many open leads, each built once.</summary>
public static class OpenLeads
{
    private const int SampleSize = 200;

    /// <summary>The date of the files.</summary>
    public static readonly Instant Now = LeadFile.Now;

    /// <summary>So many leads fall due a second, from then on.</summary>
    public const int PerSecond = 200;

    // What is in it, and the columns of now.
    private static readonly string Version = $"1-{Migrations().Last()}";

    /// <summary>The cached file.</summary>
    /// <param name="furtherClocks">Running clocks of each lead beside its own, due next year.</param>
    public static Task<string> File(int leads, int furtherClocks = 0) =>
        Scratch.Cached($"leads-{leads}-{furtherClocks}-{Version}.db", async file =>
        {
            var plan = new Plan(leads, furtherClocks, PerSecond);
            using (var sample = new Scratch())
                await Check(sample["sample.db"], plan with { Leads = SampleSize });
            await LeadFile.Build(file, plan);
        });

    /// <summary>A fixture whose record is not whole would measure something else.</summary>
    private static async Task Check(string file, Plan plan)
    {
        await LeadFile.Build(file, plan);
        await using var services = LeadFile.Services(file, LeadFile.Now);
        await using var rows = await services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContextAsync();
        var verified = Verifier.Verify(rows);
        if (!verified.IsWhole || verified.Leads != plan.Leads)
            throw new InvalidOperationException(
                $"The fixture is not what the product would have written: {string.Join(" ", verified.Problems.Take(3))}");
    }

    private static IEnumerable<string> Migrations()
    {
        using var services = LeadFile.Services("none.db", LeadFile.Now);
        using var rows = services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContext();
        return rows.Database.GetMigrations();
    }
}
