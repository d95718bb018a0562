using Bunit;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Web.Features.Agreements.Goals;
using SmarketingHub.Web.Features.Counting;
using SmarketingHub.Web.Tests.Api;
using SmarketingHub.Web.Tests.Bell;

namespace SmarketingHub.Web.Tests.Goals;

/// <summary>How a promise stands, under its sentence.</summary>
public sealed class PaceLineTests : IAsyncLifetime
{
    private ApiServer server = null!;

    public async ValueTask InitializeAsync() => server = await ApiServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Where_each_source_must_reach_it_the_bar_is_the_lowest_ones_and_names_it()
    {
        await Promise(bySource: true);
        foreach (var name in new[] { "Nordwind", "Sudwind", "Ostwind" })
            await Answer(await Offer(name, "webinar"), Trigger.Accept);
        await Answer(await Offer("Altamar", "advert"), Trigger.Accept);
        await Answer(await Offer("Bajamar", "advert"), Trigger.Return);
        await using var circuit = await server.Circuit(await server.Hire("Marta"));
        circuit.Services.AddSingleton<FigureCache>();
        var pace = Render(circuit);
        await server.Shows(() => pace.FindAll(".pace").Count == 1);

        pace.Find(".goal-done").GetAttribute("style").ShouldBe("inline-size:50%");
        Pairs(pace).Take(2).ShouldBe(["lowest, Advert: 50%", "all sources: 80%"]);
        pace.FindAll(".pace-sources li").Select(li => Plain(li.TextContent))
            .ShouldBe(["Advert: 50% of 2, below what is promised", "Webinar: 100% of 3"]);
    }

    [Fact]
    public async Task Together_they_may_be_of_any_source()
    {
        await Promise(bySource: false);
        await Answer(await Offer("Nordwind", "webinar"), Trigger.Accept);
        await Answer(await Offer("Altamar", "advert"), Trigger.Return);
        await using var circuit = await server.Circuit(await server.Hire("Marta"));
        circuit.Services.AddSingleton<FigureCache>();
        var pace = Render(circuit);
        await server.Shows(() => pace.FindAll(".pace").Count == 1);

        pace.Find(".goal-done").GetAttribute("style").ShouldBe("inline-size:50%");
        Pairs(pace)[0].ShouldBe("it is: 50%");
    }

    [Fact]
    public async Task The_last_thing_that_happens_is_counted_though_nothing_happens_after_it()
    {
        await Promise(bySource: false);
        await Answer(await Offer("Nordwind", "webinar"), Trigger.Accept);
        var waits = await Offer("Altamar", "advert");
        await using var circuit = await server.Circuit(await server.Hire("Marta"));
        circuit.Services.AddSingleton<FigureCache>();
        var pace = Render(circuit);
        await server.Shows(() => pace.FindAll(".pace").Count == 1 && Pairs(pace)[0] == "it is: 100%");

        await Answer(waits, Trigger.Return);
        await server.Live.UpToDate(default);

        // Counted a moment ago: it is counted again when that is over.
        await server.Shows(() => Pairs(pace)[0] == "it is: 50%");
    }

    private Task Promise(bool bySource) =>
        server.Do(write => write.AddVersion(write.Company.Agreements[0].Id, write.Company.Agreements[0].Versions[^1] with
        {
            EffectiveAt = write.Now,
            PeriodCommitments = [new()
            {
                Id = "s",
                Measure = Measure.AcceptedShare,
                OwedBy = Party.Marketing,
                Amount = 70,
                BySource = bySource,
            }],
        }));

    private async Task<long> Offer(string company, string source)
    {
        var lead = await server.Do(write => write.Take(new(
            new(company, "Prax", $"eva@{company.ToLowerInvariant()}.example", null, null), company, new() { Source = source }, [], null,
            null)).LeadId);
        await Fire(lead, Trigger.Ready, TriggerArgs.None);
        await Fire(lead, Trigger.Offer, new() { To = Party.Sales });
        return lead;
    }

    private Task Answer(long lead, Trigger trigger) =>
        Fire(lead, trigger, trigger == Trigger.Return ? new() { Reason = "badData" } : TriggerArgs.None);

    private Task Fire(long lead, Trigger trigger, TriggerArgs args) =>
        server.Services.GetRequiredService<Door>().Fire(Actor.System, lead, null, trigger, args);

    private IRenderedComponent<SentencePace> Render(BunitContext circuit)
    {
        var agreement = server.Live.Company.Agreements[0];
        return circuit.Render<SentencePace>(p => p.Add(x => x.Agreement, agreement).Add(x => x.Version, agreement.Versions[^1])
            .Add(x => x.Of, ["s"]));
    }

    private static List<string> Pairs(IRenderedComponent<SentencePace> pace) =>
        [.. pace.FindAll(".pace-figures > div")
            .Select(pair => Plain($"{pair.QuerySelector("dt")!.TextContent}: {pair.QuerySelector("dd")!.TextContent}"))];

    private static string Plain(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace(" %", "%");
}
