using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Benchmarks.Fixtures;
using SmarketingHub.Benchmarks.Harness;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Replay;

namespace SmarketingHub.Benchmarks.Scale;

/// <summary>
/// A month of 100,000 leads judged by a stricter draft, from the ledger alone, beside reading the same lines of the ledger once.
/// </summary>
public sealed class Replay100k : Comparison
{
    private static readonly Duration Month = Duration.FromDays(30);

    private int leads;
    private string file = "";
    private ServiceProvider? engine;

    public override IReadOnlyList<Measure> Measures { get; } = [new("replay_100k", "leads/s",
        Goal.AtLeast(0.2).AndAtLeast(10_000, "leads/s"))];

    public override async Task Prepare(Effort effort)
    {
        leads = effort.Of(100_000, 20_000);
        file = await OpenLeads.File(leads);
        engine = LeadFile.Services(file, OpenLeads.Now);
        await Bare();
    }

    public override async Task<double[]> Product()
    {
        var replayer = engine!.GetRequiredService<Replayer>();
        var agreement = CompanyOf(engine!).Agreements[0];
        var draft = agreement.Versions[0] with
        {
            Number = 2,
            Commitments = [.. agreement.Versions[0].Commitments.Select(c => c with { Target = BusinessDuration.Parse("PT2H") })],
        };
        var clock = Stopwatch.StartNew();
        var result = await replayer.Replay(new(agreement.Id, OpenLeads.Now - Month, OpenLeads.Now, [draft]), Actor.System);
        var seconds = clock.Elapsed.TotalSeconds;
        return result is { Unlike: [], AsItWas.Leads: var judged } && judged == leads ? [leads / seconds]
            : throw new InvalidOperationException(
                $"{result.AsItWas.Leads} of {leads} leads were judged, {result.Unlike.Count} not as they were.");
    }

    public override Task<double[]> Bare()
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Sequence, LeadId, Type, At, Body FROM Ledger ORDER BY Sequence";
        var (clock, bytes) = (Stopwatch.StartNew(), 0L);
        using var read = command.ExecuteReader();
        while (read.Read())
            bytes += read.GetInt64(0) + (read.IsDBNull(1) ? 0 : read.GetInt64(1)) + read.GetString(2).Length + read.GetInt64(3)
                + read.GetFieldValue<byte[]>(4).Length;
        return Task.FromResult<double[]>([bytes > 0 ? leads / clock.Elapsed.TotalSeconds : 0]);
    }

    public override ValueTask DisposeAsync() => engine?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static Company CompanyOf(ServiceProvider engine)
    {
        using var scope = engine.CreateScope();
        return CompanyStore.Read(scope.ServiceProvider.GetRequiredService<Engine.Data.HubContext>());
    }
}
