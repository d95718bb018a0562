using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Benchmarks.Harness;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Benchmarks.Fixtures;

/// <summary>
/// A company of 40 sellers with many open leads in all stages, as of <see cref="Now"/>, which lies ahead: before it nothing is overdue.
/// From then on the leads that wait for an answer fall due, 200 a second.
/// </summary>
public static class OpenLeads
{
    private const int Sellers = 40;
    private const int SampleSize = 200;

    // What is in it, and the columns of now.
    private static readonly string Version = $"1-{Migrations().Last()}";

    /// <summary>A Monday at 13:00 in Warsaw.</summary>
    public static readonly Instant Now = Instant.FromUtc(2031, 3, 3, 12, 0);

    /// <summary>When the further clocks fall due.</summary>
    public static readonly Instant NextYear = Instant.FromUtc(2032, 3, 1, 12, 0);

    /// <summary>From one lead that falls due to the next.</summary>
    public static readonly Duration Between = Duration.FromMilliseconds(5);

    private static readonly Instant Founded = Now - Duration.FromDays(30);

    /// <summary>The cached file.</summary>
    /// <param name="furtherClocks">Running clocks of each lead beside its own, due next year.</param>
    public static Task<string> File(int leads, int furtherClocks = 0) =>
        Scratch.Cached($"leads-{leads}-{furtherClocks}-{Version}.db", async file =>
        {
            using (var sample = new Scratch())
                await Check(sample["sample.db"], furtherClocks);
            await Build(file, leads, furtherClocks);
        });

    /// <summary>A fixture whose record is not whole would measure something else.</summary>
    private static async Task Check(string file, int furtherClocks)
    {
        await Build(file, SampleSize, furtherClocks);
        await using var services = Services(file, Now);
        await using var rows = await services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContextAsync();
        var verified = Verifier.Verify(rows);
        if (!verified.IsWhole || verified.Leads != SampleSize)
            throw new InvalidOperationException($"The fixture is not what the product would have written: {string.Join(" ", verified.Problems.Take(3))}");
    }

    private static ServiceProvider Services(string file, Instant from) => new ServiceCollection()
        .AddSingleton<TimeProvider>(new ShiftedTime(from)).AddHubEngine($"Data Source={file};Pooling=False").BuildServiceProvider();

    private static async Task Build(string file, int leads, int furtherClocks)
    {
        await Found(file);
        await using var services = Services(file, Now);
        await using var rows = await services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContextAsync();
        var (company, head) = (CompanyStore.Read(rows), await rows.Head.AsNoTracking().SingleAsync());
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        // Nobody reads it before it is whole, and an interrupted one is thrown away.
        Run(connection, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-400000; BEGIN");
        using (var bulk = new BulkRows(connection.Handle!, rows))
            new LeadWriter(bulk, company, head).Write(leads, furtherClocks);
        Run(connection, $"UPDATE Head SET Sequence = {head.Sequence}, LastId = {head.LastId}, Hash = x'{Convert.ToHexString(head.Hash)}'");
        Run(connection, "COMMIT; PRAGMA journal_mode=WAL");
    }

    private static async Task Found(string file)
    {
        await using var services = Services(file, Founded);
        await HubEngine.Open(services, new("Europe/Warsaw", "EUR"));
        await services.GetRequiredService<Door>().Do(Actor.System, write =>
        {
            for (var i = 0; i < Sellers; i++)
                write.AddPerson(new() { Id = 0, Name = $"Seller {i + 1}", Email = $"seller{i + 1}@hub.example", Party = Party.Sales, Role = i == 0 ? Role.Lead : Role.Rep });
            return true;
        });
    }

    private static IEnumerable<string> Migrations()
    {
        using var services = Services("none.db", Now);
        using var rows = services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContext();
        return rows.Database.GetMigrations();
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
