using System.Collections.Immutable;
using System.Diagnostics;
using NodaTime;
using SmarketingHub.Benchmarks.Harness;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Domain.People;
using Measure = SmarketingHub.Benchmarks.Harness.Measure;

namespace SmarketingHub.Benchmarks.Scale;

/// <summary>
/// Leads captured, readied and offered, decisions alone, in a company with 300 agreements in force: one with Sales and one with each of 299
/// partners. Beside the same with the first alone.
/// </summary>
public sealed class CaptureAmongAgreements : Comparison
{
    private const int Partners = 299;
    private const int Leads = 20_000;

    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 8, 0);
    private static readonly CalendarRef Office = new(StarterAgreements.Office, 1);
    private static readonly Actor Program = new(ActorKind.Key, 1, Role.Admin, null);

    private static readonly IReadOnlyList<Party> Parties =
    [
        new(Party.Marketing, "Marketing", PartyKind.Marketing), new(Party.Sales, "Sales", PartyKind.Sales),
        .. Enumerable.Range(0, Partners).Select(i => new Party($"partner:{i}", $"Partner {i}", PartyKind.Partner)),
    ];

    private readonly Company one = With([StarterAgreements.MarketingAndSales(1, Now, Office)]);

    private readonly Company many = With(
        [StarterAgreements.MarketingAndSales(1, Now, Office),
            .. Parties.Skip(2).Select((party, i) => StarterAgreements.WithPartner(2 + i, Party.Sales, party, Now, Office))]);

    public override IReadOnlyList<Measure> Measures { get; } = [new("capture_300_agreements", "us/lead", Goal.AtMostMore(20, "us"))];

    public override async Task Prepare(Effort effort)
    {
        await Product();
        await Bare();
    }

    public override Task<double[]> Product() => Capture(many);

    public override Task<double[]> Bare() => Capture(one);

    private static Task<double[]> Capture(Company company)
    {
        var (id, clock) = (0L, Stopwatch.StartNew());
        var services = new TurnServices(() => ++id, (_, _, _) => new(++id, ""), _ => 0);
        for (var i = 0; i < Leads; i++)
        {
            var turn = new Turn(new Lead { Id = ++id }, Program, Now, company, services);
            turn.Capture(++id, null, ++id, new LeadFacts { Source = "demo-request", Country = "PL", Grade = "A" }, Now, null, false, null,
                null);
        }
        return Task.FromResult<double[]>([clock.Elapsed.TotalMicroseconds / Leads]);
    }

    private static Company With(ImmutableList<Agreement> agreements) => new()
    {
        TimeZone = "Europe/Warsaw",
        Parties = Parties.ToImmutableDictionary(party => party.Key),
        Calendars = ImmutableDictionary<CalendarRef, WorkCalendar>.Empty.Add(Office, StarterAgreements.OfficeHours("Europe/Warsaw")),
        Agreements = agreements,
    };
}
