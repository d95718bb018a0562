using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Benchmarks.Fixtures;
using SmarketingHub.Benchmarks.Harness;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Benchmarks.Scale;

/// <summary>
/// What a version that re-times would move, looked at while 20,000 clocks run, beside reading of each of them what that takes.
/// </summary>
public sealed class ReTimingLook : Comparison
{
    private string file = "";
    private ServiceProvider? engine;

    public override IReadOnlyList<Measure> Measures { get; } = [new("retiming_look", "ms", Goal.AtMost(5).AndAtMost(1_000, "ms"))];

    public override async Task Prepare(Effort effort)
    {
        file = await OpenLeads.File(effort.Of(40_000, 10_000));
        engine = LeadFile.Services(file, OpenLeads.Now);
        await Product();
    }

    public override async Task<double[]> Product()
    {
        await using var rows = await engine!.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContextAsync();
        var company = CompanyStore.Read(rows);
        var agreement = company.Agreements[0];
        var draft = agreement.Versions[^1] with
        {
            Number = 2,
            Commitments = [.. agreement.Versions[^1].Commitments.Select(c => c with { Target = BusinessDuration.Parse("P20D") })],
        };
        var clock = Stopwatch.StartNew();
        var preview = await ReTimingPreview.Read(rows, company, Actor.System, agreement.Id, draft, OpenLeads.Now);
        return preview.Moves > 1_000
            ? [clock.Elapsed.TotalMilliseconds] : throw new InvalidOperationException($"Only {preview.Moves} clocks would move.");
    }

    public override Task<double[]> Bare()
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT c."Commitment", c."StartedAt", c."DueAt", c."Holds", l."Source", l."Grade", l."Country", l."Product", l."Segment"
            FROM "Clocks" c JOIN "Leads" l ON l."Id" = c."LeadId" WHERE c."State" IN ('Running', 'Paused')
            """;
        var (clock, bytes) = (Stopwatch.StartNew(), 0L);
        using var read = command.ExecuteReader();
        while (read.Read())
            bytes += read.GetString(0).Length + read.GetInt64(1) + read.GetInt64(2) + read.GetString(3).Length
                + (read.IsDBNull(4) ? 0 : read.GetString(4).Length);
        return Task.FromResult<double[]>([bytes > 0 ? clock.Elapsed.TotalMilliseconds : 0]);
    }

    public override ValueTask DisposeAsync() => engine?.DisposeAsync() ?? ValueTask.CompletedTask;
}
