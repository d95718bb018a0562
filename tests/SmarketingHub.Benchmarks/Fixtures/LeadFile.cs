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
using SmarketingHub.Engine.People;

namespace SmarketingHub.Benchmarks.Fixtures;

/// <param name="FurtherClocks">Running clocks of each lead beside its own, due next year.</param>
/// <param name="PerSecond">So many leads fall due a second.</param>
/// <param name="OnlyWaiting">All leads wait for an answer; else three in ten.</param>
public sealed record Plan(int Leads, int FurtherClocks, int PerSecond, bool OnlyWaiting = false);

/// <summary>
/// A company of 40 sellers with many open leads in all stages, as of <see cref="Now"/>, which lies ahead: before it nothing is overdue.
/// From then on the leads that wait for an answer fall due, one after the other.
/// </summary>
public static class LeadFile
{
    private const int Sellers = 40;

    /// <summary>A Monday at 13:00 in Warsaw.</summary>
    public static readonly Instant Now = Instant.FromUtc(2031, 3, 3, 12, 0);

    /// <summary>When the further clocks fall due.</summary>
    public static readonly Instant NextYear = Instant.FromUtc(2032, 3, 1, 12, 0);

    private static readonly Instant Founded = Now - Duration.FromDays(30);

    internal static ServiceProvider Services(string file, Instant from, DoorOptions? door = null) =>
        Services(file, new ShiftedTime(from), door);

    internal static ServiceProvider Services(string file, TimeProvider time, DoorOptions? door = null) =>
        new ServiceCollection().AddSingleton(door ?? new()).AddSingleton(time).AddHubEngine($"Data Source={file};Pooling=False")
            .BuildServiceProvider();

    /// <summary>Writes a new file.</summary>
    public static async Task Build(string file, Plan plan)
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
            new LeadWriter(bulk, company, head, plan).Write();
        Run(connection, $"UPDATE Head SET Sequence = {head.Sequence}, LastId = {head.LastId}, Hash = x'{Convert.ToHexString(head.Hash)}'");
        Run(connection, "COMMIT; PRAGMA journal_mode=WAL");
    }

    private static async Task Found(string file)
    {
        var founded = file + ".founded";
        await using (var services = Services(founded, Founded))
        {
            await HubEngine.Open(services, new("Europe/Warsaw", "EUR"));
            await services.GetRequiredService<Door>().Do(Actor.System, Hire);
        }
        // A copy that nobody has in hand can be written without a journal.
        using (var connection = new SqliteConnection($"Data Source={founded};Pooling=False"))
        {
            connection.Open();
            Run(connection, $"VACUUM INTO '{file}'");
        }
        foreach (var left in Directory.GetFiles(Path.GetDirectoryName(founded)!, Path.GetFileName(founded) + "*"))
            File.Delete(left);
    }

    private static bool Hire(Write write)
    {
        for (var i = 0; i < Sellers; i++)
            write.AddPerson(new()
            {
                Id = 0,
                Name = $"Seller {i + 1}",
                Email = $"seller{i + 1}@hub.example",
                Party = Party.Sales,
                Role = i == 0 ? Role.Lead : Role.Rep,
            });
        return true;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
