using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Tests.Reports;

/// <summary>By a clock that goes, as milliseconds matter.</summary>
public sealed class ReportNowTests
{
    private const int Callers = 64;
    private const int Reports = 8;

    // So many leads of each caller a report: each is folded anew by each report.
    private const int Leads = 3;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Reports_asked_while_64_callers_write_give_the_same_when_they_are_asked_again(int processes)
    {
        var folder = Directory.CreateTempSubdirectory("hub");
        var file = Path.Combine(folder.FullName, "hub.db");
        await FreshFile.CopyTo(file, "Europe/Warsaw", "EUR", HubFixture.Monday);
        List<ServiceProvider> all = [.. Enumerable.Range(0, processes).Select(_ => Open(file))];
        foreach (var process in all)
            await HubEngine.Open(process);

        var asked = new List<(Instant Known, (int Leads, int Promises, int Stretches) Figures)>();
        for (var report = 0; report < Reports; report++)
        {
            var writing = Enumerable.Range(report * Callers, Callers)
                .Select(caller => Task.Run(() => Write(all[caller % processes].GetRequiredService<Door>(), caller))).ToList();
            var known = await all[0].GetRequiredService<ReportNow>().Read();
            asked.Add((known, await Figures(all[0], known)));
            await Task.WhenAll(writing);
        }

        var again = new List<(Instant, (int, int, int))>();
        foreach (var (known, _) in asked)
            again.Add((known, await Figures(all[0], known)));
        again.ShouldBe(asked);
        asked[^1].Figures.Leads.ShouldBeGreaterThan(asked[0].Figures.Leads);

        foreach (var process in all)
            await process.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static ServiceProvider Open(string file) =>
        new ServiceCollection().AddHubEngine($"Data Source={file};Pooling=False").BuildServiceProvider();

    private static async Task Write(Door door, int caller)
    {
        for (var i = 0; i < Leads; i++)
            await door.Do(HubFixture.Admin, write => write.Take(new(
                new("Ana", "Kowal", $"ana{i}@of{caller}.example", null, null), null, new(), [], null, null)));
    }

    private static async Task<(int, int, int)> Figures(ServiceProvider process, Instant known)
    {
        await using var rows = await process.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContextAsync();
        await using var moment = await ReportMoment.Open(rows, CompanyStore.Read(rows), known, default);
        return (moment.Leads.Ask(all => all.Select(l => l.LeadId)).Count(), moment.Promises.Ask(all => all.Select(p => p.Sequence)).Count(),
            moment.Stretches.Ask(all => all.Select(s => s.LeadId)).Count());
    }
}
