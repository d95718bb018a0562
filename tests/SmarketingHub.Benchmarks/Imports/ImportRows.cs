using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SmarketingHub.Benchmarks.Harness;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;

namespace SmarketingHub.Benchmarks.Imports;

/// <summary>
/// A CSV imported as new leads, with ledger and clocks, beside EF Core adding the very rows that came of it, a thousand a batch.
/// </summary>
public sealed class ImportRows : Comparison
{
    private const int Batch = 1_000;

    private readonly Scratch scratch = new();
    private int rows;
    private int files;

    public override IReadOnlyList<Measure> Measures { get; } = [new("import_rows", "rows/s", Goal.AtLeast(2))];

    private string Imported => scratch["imported.db"];

    public override async Task Prepare(Effort effort)
    {
        rows = effort.Of(5_000, 1_500);
        await Import(Imported);
        await Bare();
    }

    public override async Task<double[]> Product() => [rows / await Import(scratch[$"{++files}.db"])];

    public override async Task<double[]> Bare()
    {
        await using var from = Engine(Imported);
        await using var source = from.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContext();
        List<object> all =
        [
            .. source.Accounts.AsNoTracking(), .. source.Contacts.AsNoTracking(), .. source.Texts.AsNoTracking(),
            .. source.Leads.AsNoTracking(),
            .. source.Handoffs.AsNoTracking(), .. source.Clocks.AsNoTracking(), .. source.Inquiries.AsNoTracking(),
            .. source.ExternalIds.AsNoTracking(),
            .. source.Notices.AsNoTracking(), .. source.ImportedRows.AsNoTracking(), .. source.Ledger.AsNoTracking(),
        ];
        await File.Create(scratch[$"{++files}.db"]).DisposeAsync();
        await using var engine = Engine(scratch[$"{files}.db"]);
        var contexts = engine.GetRequiredService<IDbContextFactory<HubContext>>();
        await using (var empty = contexts.CreateDbContext())
        {
            await empty.Database.MigrateAsync();
            await empty.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL");
        }
        var clock = Stopwatch.StartNew();
        foreach (var batch in all.Chunk(Batch))
        {
            await using var target = contexts.CreateDbContext();
            target.AddRange(batch);
            await target.SaveChangesAsync();
        }
        return [rows / clock.Elapsed.TotalSeconds];
    }

    public override ValueTask DisposeAsync()
    {
        scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <returns>Seconds.</returns>
    private async Task<double> Import(string file)
    {
        await using var engine = Engine(file);
        await HubEngine.Open(engine, new("Europe/Warsaw", "EUR"));
        var imports = engine.GetRequiredService<RunningImports>();
        var clock = Stopwatch.StartNew();
        var run = await imports.Start(new() { Csv = Csv(), As = ImportAs.New }, Actor.System);
        await imports.Ended(run);
        var seconds = clock.Elapsed.TotalSeconds;
        var done = await imports.Find(run, Actor.System);
        return done is { State: ImportState.Done } && done.Added == rows
            ? seconds : throw new InvalidOperationException($"{done.Added} of {rows} rows: {done.Rejects}");
    }

    internal static ServiceProvider Engine(string file) =>
        new ServiceCollection().AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddHubEngine($"Data Source={file}")
            .BuildServiceProvider();

    // A third asks for a demo and is handed to Sales at once; the others wait for Marketing's decision.
    private MemoryStream Csv()
    {
        var text = new StringBuilder("email,firstName,lastName,company,country,source,grade,expectedValue,externalId\n");
        for (var i = 0; i < rows; i++)
            text.AppendLine(CultureInfo.InvariantCulture,
                $"p{i}@company{i / 2}.example,Jo,Field{i},Company {i / 2} "
                    + $"Ltd,PL,{(i % 3 == 0 ? "demo-request" : "webinar")},{"ABCD"[i % 4]},{1_000 + i % 50 * 500},crm-{i}");
        return new(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
