using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Benchmarks.Fixtures;
using SmarketingHub.Benchmarks.Harness;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Leads;
using Measure = SmarketingHub.Benchmarks.Harness.Measure;

namespace SmarketingHub.Benchmarks.Scale;

/// <summary>
/// What a lead takes while it stays in memory between commands: heap with all leads in memory that were captured, offered and half of them
/// accepted since the start, beside none of them. With one agreement, and with 30 further ones between the same two parties, one a country,
/// so that each clock tells of some 15 that it does not go by.
/// </summary>
public sealed class LeadsHeap : Comparison
{
    private const int AtOnce = 250;
    private static readonly string[] Sources = ["demo-request", "webinar", "website", "event", "referral"];
    private static readonly Actor Program = new(ActorKind.Key, 1, Role.Admin, null);

    private static readonly string[] Countries =
    [
        "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT",
        "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
    ];

    private readonly Scratch scratch = new();
    private int files;
    private int leads;

    public override IReadOnlyList<Measure> Measures { get; } =
    [
        new("leads_heap", "bytes/lead", Goal.AtMostMore(1_536, "bytes/lead")),
        new("leads_heap_30_agreements", "bytes/lead", Goal.AtMostMore(1_536, "bytes/lead")),
    ];

    public override async Task Prepare(Effort effort)
    {
        leads = effort.Of(20_000, 5_000);
        await LeadFile.Build(scratch["company.db"], new(Leads: 0, FurtherClocks: 0, PerSecond: 1));
    }

    public override async Task<double[]> Product() => [await Heap(leads, agreements: 0), await Heap(leads, Countries.Length)];

    public override async Task<double[]> Bare() => [await Heap(0, agreements: 0), await Heap(0, Countries.Length)];

    public override ValueTask DisposeAsync()
    {
        scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<double> Heap(int inMemory, int agreements)
    {
        var file = scratch.Copy(scratch["company.db"], $"{++files}.db");
        await using var services = LeadFile.Services(file, LeadFile.Now, new DoorOptions { LeadsInMemory = inMemory });
        var door = services.GetRequiredService<Door>();
        await door.StartAsync(CancellationToken.None);
        await door.Do(Actor.System, write => Countries.Take(agreements).Count(country => Agree(write, country)));
        await Capture(door, 0, AtOnce);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var from = AtOnce; from < leads; from += AtOnce)
            await Capture(door, from, AtOnce);
        return (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)(leads - AtOnce);
    }

    private static bool Agree(Write write, string country)
    {
        var general = write.Company.Agreements[0];
        var version = general.Versions[^1] with
        {
            Number = 1,
            EffectiveAt = write.Now,
            Scope = new() { Countries = [country] },
            CaptureRules = [],
        };
        write.AddAgreement(new()
        {
            Id = write.NextId(),
            Name = $"Marketing and Sales, {country}",
            Giver = general.Giver,
            Receiver = general.Receiver,
            Versions = [version],
        });
        return true;
    }

    private static Task Capture(Door door, int from, int count) => door.Do(Program, write =>
    {
        for (var number = from; number < from + count; number++)
            Capture(write, number);
        return true;
    });

    private static void Capture(Write write, int number)
    {
        var facts = new LeadFacts
        {
            Source = Sent(Sources[number % Sources.Length]),
            Country = Sent(Countries[number % Countries.Length]),
            Grade = Sent("ABCD"[number % 4].ToString()),
            ExpectedValue = number % 2 == 0 ? 1_000 + number % 90 * 500 : null,
        };
        var profile = new Profile("Ana", "Kowal", $"person{number}@company{number}.example", null, "CFO");
        var lead = write.Take(new(profile, $"Company {number}", facts, [], null, null)).LeadId;
        if (number % Sources.Length != 0)
        {
            write.Fire(lead, Trigger.Ready, TriggerArgs.None);
            write.Fire(lead, Trigger.Offer, new() { To = Party.Sales });
        }
        if (number % 2 == 0)
            write.Fire(lead, Trigger.Accept, TriggerArgs.None);
    }

    // Each request brings texts of its own.
    private static string Sent(string text) => new(text.AsSpan());
}
