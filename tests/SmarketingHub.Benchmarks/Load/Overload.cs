using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Benchmarks.Harness;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Verification;
using SmarketingHub.Web.Api.Keys;

namespace SmarketingHub.Benchmarks.Load;

/// <summary>
/// Finds the rate that the server can take, offers twice of it for 40 seconds, and looks whether it recovers; what was acknowledged must be
/// there.
/// </summary>
internal static class Overload
{
    private const int Keys = 12;
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(10), During = TimeSpan.FromSeconds(40);

    public static async Task Run()
    {
        using var scratch = new Scratch();
        var file = scratch["hub.db"];
        var keys = await Enrol(file);
        int acknowledged;
        await using (var server = await HubProcess.Start(file))
        {
            using var offer = new Offer(server.Address, keys);
            var sustained = await Sustained(server, offer);
            using var over = new CancellationTokenSource();
            var watch = Watch(server, over.Token);
            var flood = await offer.ASecond(2 * sustained.Rate, During);
            await over.CancelAsync();
            Console.WriteLine(await watch);
            await Say($"{2 * sustained.Rate:0}/s offered", server, flood);
            await Say("64 callers again", server, await offer.Callers(64, Before));
            acknowledged = offer.Acknowledged;
        }
        Check(file, acknowledged);
    }

    // A fresh server is compiled while it works: the rate counts when it rises no more.
    private static async Task<Answers> Sustained(HubProcess server, Offer offer)
    {
        for (Answers? before = null; ;)
        {
            var answers = await offer.Callers(64, Before);
            await Say("64 callers", server, answers);
            if (before is not null && answers.Rate < before.Rate * 1.1)
                return answers.Rate > before.Rate ? answers : before;
            before = answers;
        }
    }

    // Several keys: one alone would be held to its 256 requests under way.
    private static async Task<string[]> Enrol(string file)
    {
        await using var services = new ServiceCollection().AddHubEngine($"Data Source={file};Pooling=False").BuildServiceProvider();
        await HubEngine.Open(services);
        return await services.GetRequiredService<Door>()
            .Do(Actor.System, write => Enumerable.Range(0, Keys).Select(i => write.AddApiKey($"load {i}", Role.Admin, null)).ToArray());
    }

    // What people and probes ask meanwhile, once a second each.
    private static async Task<string> Watch(HubProcess server, CancellationToken over)
    {
        string[] asked = ["healthz", "api/v1/board", "account/sign-in"];
        var (times, most, refused) = (asked.ToDictionary(path => path, _ => new List<double>()), 0L, 0);
        while (!over.IsCancellationRequested)
        {
            foreach (var path in asked)
            {
                var begun = Stopwatch.GetTimestamp();
                var status = (await server.Api.GetAsync(path, CancellationToken.None)).StatusCode;
                refused += status == System.Net.HttpStatusCode.OK ? 0 : 1;
                times[path].Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
            most = Math.Max(most, server.Resident);
            await Task.Delay(1_000, CancellationToken.None);
        }
        return $"meanwhile resident at most {most / 1e6:0} MB, {refused} looks refused; "
            + string.Join("; ", asked.Select(path => $"{path} p50 {Figures.Median(times[path]):0} ms, longest {times[path].Max():0} ms"));
    }

    private static async Task Say(string when, HubProcess server, Answers? answers) =>
        Console.WriteLine(
            $"{when,-18} heap {(await server.Gauge()).Heap / 1e6,6:0.0} MB, resident {server.Resident / 1e6,5:0} MB {answers}");

    private static void Check(string file, int acknowledged)
    {
        using var services = new ServiceCollection().AddHubEngine($"Data Source={file};Pooling=False").BuildServiceProvider();
        using var rows = services.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<HubContext>>().CreateDbContext();
        var verified = Verifier.Verify(rows);
        Console.WriteLine($"{acknowledged} acknowledged, {verified.Leads} in the file, {verified.Problems.Count} problems found by verify");
        if (verified.Leads < acknowledged || verified.Problems.Count > 0)
            throw new InvalidOperationException("Something acknowledged is not there, or the ledger does not hold.");
    }
}
