using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Benchmarks.Harness;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;

namespace SmarketingHub.Benchmarks.Imports;

/// <summary>
/// Rows as history as the page imports them, while somebody follows how far it is, beside the command line, which leaves room for a
/// server on the same file.
/// </summary>
public sealed class ImportPageVersusCli : Comparison
{
    // As often as a page that shows it looks.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private readonly Scratch scratch = new();
    private byte[] csv = [];
    private int rows;
    private int files;

    public override IReadOnlyList<Measure> Measures { get; } = [new("import_page_vs_cli", "rows/s", Goal.AtLeast(0.9))];

    public override async Task Prepare(Effort effort)
    {
        rows = 1_000;
        csv = Csv();
        await Product();
        await Bare();
        rows = effort.Of(100_000, 5_000);
        csv = Csv();
    }

    public override Task<double[]> Product() => Rate(async (services, request) =>
    {
        var imports = services.GetRequiredService<RunningImports>();
        var run = await imports.Start(request, Actor.System);
        using var timer = new PeriodicTimer(Look);
        while (imports.Progress(run) is not null)
            await timer.WaitForNextTickAsync();
        await imports.Ended(run);
        return (await imports.Find(run, Actor.System)).Added;
    });

    public override Task<double[]> Bare() => Rate(async (services, request) =>
        (await services.GetRequiredService<Importer>().Import(request, Actor.System, new Told())).Added);

    public override ValueTask DisposeAsync()
    {
        scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<double[]> Rate(Func<IServiceProvider, ImportRequest, Task<int>> import)
    {
        await using var engine = ImportRows.Engine(scratch[$"{++files}.db"]);
        await HubEngine.Open(engine, new("Europe/Warsaw", "EUR"));
        var clock = Stopwatch.StartNew();
        var added = await import(engine, new() { Csv = new MemoryStream(csv), As = ImportAs.History });
        return added == rows ? [rows / clock.Elapsed.TotalSeconds] : throw new InvalidOperationException($"{added} of {rows} rows");
    }

    // Deals with the dates of their way, a quarter at each end.
    private byte[] Csv()
    {
        var text = new StringBuilder("externalId,email,firstName,lastName,company,country,receivedAt,workingAt,closedAt,stage,amount\n");
        string[] stages = ["Working", "Opportunity", "Won", "Lost"];
        for (var i = 0; i < rows; i++)
            text.AppendLine(CultureInfo.InvariantCulture,
                $"crm-{i},p{i}@company{i / 2}.example,Jo,Field{i},Company {i / 2} Ltd,PL,2025-03-{i % 28 + 1:00},2025-04-{i % 28 + 1:00},"
                    + $"{(i % 4 > 1 ? $"2025-06-{i % 28 + 1:00}" : "")},{stages[i % 4]},{1_000 + i % 50 * 500}");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private sealed class Told : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
        }
    }
}
