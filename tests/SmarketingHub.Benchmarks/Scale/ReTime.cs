using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SmarketingHub.Benchmarks.Fixtures;
using SmarketingHub.Benchmarks.Harness;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Enforcement;

namespace SmarketingHub.Benchmarks.Scale;

/// <summary>
/// A version that re-times running clocks takes effect among many, beside the same rows and ledger lines by prepared statements, 100 leads
/// a transaction. It stays the same moment, so that nothing else falls due: of the file 200 leads a second would, for two and a half
/// minutes.
/// </summary>
public sealed class ReTime : Comparison
{
    private const int Batch = 100;

    private readonly Scratch scratch = new();
    private int leads;
    private string source = "", told = "";
    private int files;

    public override IReadOnlyList<Measure> Measures { get; } = [new("retime", "clocks/s", Goal.AtLeast(0.3))];

    public override async Task Prepare(Effort effort)
    {
        leads = effort.Of(100_000, 5_000);
        source = await OpenLeads.File(leads);
        await Product();
        await Bare();
    }

    public override async Task<double[]> Product()
    {
        told = Copy();
        await using var services = LeadFile.Services(told, new StandingTime());
        var door = services.GetRequiredService<Door>();
        await door.StartAsync(CancellationToken.None);
        using var enforcer = new Enforcer(
            services.GetRequiredService<IDbContextFactory<HubContext>>(), door, new(), services.GetRequiredService<TimeProvider>(),
            NullLogger<Enforcer>.Instance);
        await enforcer.FireAll();
        await door.Do(Actor.System, write =>
        {
            var agreement = write.Company.Agreements[0];
            return write.AddVersion(agreement.Id, agreement.Versions[^1] with
            {
                EffectiveAt = write.Now,
                ReTimes = true,
                Commitments = [.. agreement.Versions[^1].Commitments.Select(c => c with { Target = BusinessDuration.Parse("P20D") })],
            });
        });
        var clock = Stopwatch.StartNew();
        await enforcer.FireAll();
        var seconds = clock.Elapsed.TotalSeconds;
        var moved = Moved().Count;
        return moved > leads / 10
            ? [moved / seconds] : throw new InvalidOperationException($"Only {moved} clocks of {leads} leads were re-timed.");
    }

    public override Task<double[]> Bare()
    {
        var moved = Moved();
        using var connection = Open(Copy());
        Execute(connection, "PRAGMA synchronous=FULL");
        using var clocks = Prepare(connection,
            "UPDATE Clocks SET AgreementVersion = $0, Target = $1, DueAt = $2, Points = $3, Tried = $4 WHERE Id = $5", 6);
        using var rows = Prepare(connection, "UPDATE Leads SET NextDueAt = $0, LastAt = $1, Shown_DueAt = $2 WHERE Id = $3", 4);
        using var ledger = Prepare(connection,
            "INSERT INTO Ledger (Sequence, LeadId, Type, Actor, At, RecordedAt, Body, Hash) VALUES ($0, $1, 'clockReTimed', 'system', $2, "
                + "$2, $3, $4)", 5);
        var watch = Stopwatch.StartNew();
        foreach (var some in moved.Chunk(Batch))
        {
            using var transaction = connection.BeginTransaction();
            (clocks.Transaction, rows.Transaction, ledger.Transaction) = (transaction, transaction, transaction);
            foreach (var (clock, lead, line) in some)
            {
                Run(clocks, clock);
                Run(rows, lead);
                Run(ledger, line);
            }
            transaction.Commit();
        }
        return Task.FromResult<double[]>([moved.Count / watch.Elapsed.TotalSeconds]);
    }

    public override ValueTask DisposeAsync()
    {
        scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>What the product wrote, clock by clock.</summary>
    private List<(object[] Clock, object[] Lead, object[] Line)> Moved()
    {
        var moved = new List<(object[], object[], object[])>();
        using var connection = Open(told);
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT c.AgreementVersion, c.Target, c.DueAt, c.Points, c.Tried, c.Id,
                l.NextDueAt, l.LastAt, l.Shown_DueAt, l.Id, e.Sequence, e.LeadId, e.At, e.Body, e.Hash
            FROM Ledger e JOIN Clocks c ON c.Id = json_extract(e.Body, '$.clock') JOIN Leads l ON l.Id = e.LeadId
            WHERE e.Type = 'clockReTimed' ORDER BY e.Sequence
            """;
        using var read = command.ExecuteReader();
        while (read.Read())
        {
            var values = new object[read.FieldCount];
            read.GetValues(values);
            moved.Add((values[..6], values[6..10], values[10..]));
        }
        return moved;
    }

    private string Copy() => scratch.Copy(source, $"{++files}.db");

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++)
            command.Parameters.Add(new($"${i}", null));
        return command;
    }

    private static void Run(SqliteCommand command, object[] values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }

    private sealed class StandingTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => OpenLeads.Now.ToDateTimeOffset();
    }
}
