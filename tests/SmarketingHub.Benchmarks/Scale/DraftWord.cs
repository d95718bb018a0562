using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Benchmarks.Fixtures;
using SmarketingHub.Benchmarks.Harness;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Commands;
using Measure = SmarketingHub.Benchmarks.Harness.Measure;

namespace SmarketingHub.Benchmarks.Scale;

/// <summary>
/// Words of a draft saved one after the other among 100,000 leads and five agreements of 20 sentences: until it is durable, and until
/// everybody's picture has it. Beside the same document and line written by prepared statements, a transaction each.
/// </summary>
public sealed class DraftWord : Comparison
{
    private const int Agreements = 5;
    private const int Sentences = 20;
    private const int Words = 20;

    private readonly Scratch scratch = new();
    private RunningEngine engine = null!;
    private string file = "";
    private long agreement;
    private int hours = 1;
    private (string Document, byte[] Line) last;

    public override IReadOnlyList<Measure> Measures { get; } =
    [
        new("draft_word", "ms", Goal.AtMostMore(10, "ms")),
        new("draft_word_seen", "ms", Goal.AtMostMore(20, "ms")),
        new("draft_word_ledger", "bytes", Goal.FigureAtMost(1_000, "bytes")),
    ];

    public override async Task Prepare(Effort effort)
    {
        file = scratch.Copy(await OpenLeads.File(effort.Of(100_000, 20_000)), "drafts.db");
        engine = await RunningEngine.Start(file, OpenLeads.Now - Duration.FromHours(1));
        for (var i = 0; i < Agreements; i++)
            agreement = await engine.Door.Do(Actor.System, write => Draft(write, $"Draft {i}"));
        await Product();
        await Bare();
    }

    public override async Task<double[]> Product()
    {
        var (durable, seen) = (new List<double>(), new List<double>());
        var before = await LedgerBytes();
        for (var word = 0; word < Words; word++)
        {
            var clock = Stopwatch.StartNew();
            await engine.Door.Do(Actor.System, write => Write(write, word));
            durable.Add(clock.Elapsed.TotalMilliseconds);
            await engine.Board.UpToDate(default);
            seen.Add(clock.Elapsed.TotalMilliseconds);
        }
        await using var rows = engine.Rows();
        last = (await rows.Company.Where(d => d.Kind == "agreement" && d.Key == $"{agreement}").Select(d => d.Body).SingleAsync(),
            await rows.Ledger.OrderByDescending(e => e.Sequence).Select(e => e.Body).FirstAsync());
        return [Figures.Median(durable), Figures.Median(seen), (await LedgerBytes() - before) / Words];
    }

    public override Task<double[]> Bare()
    {
        using var connection = new SqliteConnection($"Data Source={scratch["bare.db"]};Pooling=False");
        connection.Open();
        Execute(connection, """
            PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
            CREATE TABLE IF NOT EXISTS Company (Kind TEXT, Key TEXT, Body TEXT, PRIMARY KEY (Kind, Key));
            CREATE TABLE IF NOT EXISTS Ledger (Sequence INTEGER PRIMARY KEY, Body BLOB);
            INSERT OR IGNORE INTO Company VALUES ('agreement', '1', '');
            """);
        using var document = Prepare(connection, "UPDATE Company SET Body = $p WHERE Kind = 'agreement' AND Key = '1'", last.Document);
        using var line = Prepare(connection, "INSERT INTO Ledger (Body) VALUES ($p)", last.Line);
        var times = new List<double>();
        for (var word = 0; word < Words; word++)
        {
            var clock = Stopwatch.StartNew();
            using var transaction = connection.BeginTransaction();
            (document.Transaction, line.Transaction) = (transaction, transaction);
            document.ExecuteNonQuery();
            line.ExecuteNonQuery();
            transaction.Commit();
            times.Add(clock.Elapsed.TotalMilliseconds);
        }
        return Task.FromResult<double[]>([Figures.Median(times), Figures.Median(times), last.Line.Length]);
    }

    public override async ValueTask DisposeAsync()
    {
        if (engine is not null)
            await engine.DisposeAsync();
        scratch.Dispose();
    }

    private static long Draft(Write write, string name)
    {
        var made = write.NewAgreement(name, Party.Marketing, Party.Sales, Template.InboundDemo);
        var text = made.Versions[0].TermsOf();
        var whole = text with
        {
            Commitments = [.. text.Commitments, .. Enumerable.Range(text.Commitments.Count, Sentences - text.Commitments.Count)
                .Select(i => text.Commitments[i % text.Commitments.Count] with
                {
                    Id = $"sentence-{i}",
                    Condition = new() { Sources = [$"source-{i}"] },
                })],
        };
        write.ChangeDraft(made.Id, 1, text, whole);
        return made.Id;
    }

    private bool Write(Write write, int word)
    {
        var before = write.Company.Agreements.Find(a => a.Id == agreement)!.Version(1)!.TermsOf();
        var target = BusinessDuration.Parse($"PT{1 + hours++ % 30}H");
        write.ChangeDraft(agreement, 1, before,
            before with { Commitments = [.. before.Commitments.Select((c, i) => i == word % Sentences ? c with { Target = target } : c)] });
        return true;
    }

    private async Task<double> LedgerBytes()
    {
        await using var rows = engine.Rows();
        return await rows.Ledger.Where(e => e.LeadId == null).SumAsync(e => (double)e.Body.Length);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, object value)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$p", value);
        return command;
    }
}
