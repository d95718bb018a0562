using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Benchmarks.Fixtures;

/// <summary>What happened to one lead of a fixture until <see cref="LeadFile.Now"/>: decided by the same turns as in the product.</summary>
internal sealed class LeadLife(int number, Plan plan, Lead lead, Company company, TurnServices services)
{
    // A Thursday, a Friday, and the Monday that it is.
    private static readonly Instant Thursday = LeadFile.Now - Duration.FromDays(4) - Duration.FromHours(3);
    private static readonly Instant Friday = LeadFile.Now - Duration.FromDays(3) + Duration.FromHours(2);
    private static readonly Instant FourHoursAgo = LeadFile.Now - Duration.FromHours(4);
    private static readonly string[] Sources = ["webinar", "website", "event", "referral", "paid-search"];
    private static readonly string[] Countries = ["PL", "DE", "FR", "ES", "US"];
    private static readonly Actor Program = new(ActorKind.Key, 1, Role.Admin, null);

    private readonly List<Happened> events = [];

    internal IReadOnlyList<Happened> Live(long contact, long account, long inquiry, TextRef profile, IReadOnlyList<Person> sales)
    {
        var seller = sales[number % sales.Count];
        var facts = new LeadFacts
        {
            Source = Sources[number % Sources.Length],
            Country = Countries[number % 7 % Countries.Length],
            Grade = "ABCD"[number % 11 % 4].ToString(),
            Product = number % 3 == 0 ? "Flow" : null,
            ExpectedValue = number % 2 == 0 ? 1_000 + number % 90 * 500 : null,
        };
        // Three in ten wait for an answer to their offer, and fall due in the order of their numbers.
        var kind = plan.OnlyWaiting ? 0 : number % 10;
        var step = Duration.FromMilliseconds(1 + (plan.OnlyWaiting ? number : number / 10 * 3 + kind) * 1000L / plan.PerSecond);
        var start = kind < 3 ? FourHoursAgo + step : kind < 5 ? Friday : Thursday + Duration.FromMilliseconds(number);
        At(start, Program, turn => turn.Capture(contact, account, inquiry, facts, start, null, false, null, profile));
        if (kind < 3)
        {
            At(start, Program, turn => turn.Ready());
            At(start, Program, turn => turn.Offer(new(Party.Sales, null, seller.Id)));
        }
        else if (kind == 3)
            At(Friday + Duration.FromHours(1), Program, turn => turn.Nurture(LeadFile.Now + Duration.FromDays(90)));
        else if (kind > 4)
            Sell(kind, start, seller);
        At(LeadFile.Now, Program, turn => turn.FireDue(LeadFile.Now));
        return events;
    }

    /// <summary>Further running clocks, due next year, as agreements still to come will start them.</summary>
    internal void Care()
    {
        var at = LeadFile.Now - Duration.FromHours(1);
        for (var i = 0; i < plan.FurtherClocks; i++)
        {
            var (due, target) = (LeadFile.NextYear + Duration.FromSeconds(number * 10 + i), Duration.FromDays(80));
            Happen(new ClockStarted(
                services.NextId(), null, Promise.Touch, $"care-{i}", company.Agreements[0].Id, 1, StarterAgreements.Office, 1,
                DateTimeZoneProviders.Tzdb.VersionId, Party.Sales, null, 1, 0, at, (long)target.TotalSeconds, due,
                [
                    new(PointKind.Warn, 80, due - Duration.FromDays(16)),
                    new(PointKind.Breach, 100, due),
                ],
                [new(company.Agreements[0].Id, 1, $"care-{i}", null)]), Instant.Max(at, lead.LastAt));
        }
    }

    private void Sell(int kind, Instant start, Person seller)
    {
        var (accepts, later) = (start + Duration.FromHours(1), start + Duration.FromHours(20));
        At(start, Program, turn => turn.Ready());
        At(start, Program, turn => turn.Offer(new(Party.Sales, null, seller.Id)));
        if (kind == 5)
        {
            At(accepts, Actor.Of(seller), turn => turn.Return(Domain.Handoffs.ReturnReason.NotNow, null));
            return;
        }
        At(accepts, Actor.Of(seller), turn => turn.Accept());
        At(accepts + Duration.FromHours(1), Actor.Of(seller), turn => turn.Attempt(new(AttemptKind.Call, Reached: kind > 6)));
        if (kind > 7)
            At(later, Actor.Of(seller), turn => turn.Book(LeadFile.Now + Duration.FromDays(2)));
        if (kind > 8)
            At(later + Duration.FromMinutes(5), Actor.Of(seller), turn => turn.Qualify());
        if (number % 20 == 19)
            At(later + Duration.FromMinutes(9), Actor.Of(seller), turn => turn.Convert(12_000 + number % 50 * 1_000));
    }

    // As the door does: what fell due before fires first.
    private void At(Instant at, Actor actor, Action<Turn> act)
    {
        var due = new Turn(lead, Actor.System, at, company, services);
        due.FireDue(at - Duration.FromMilliseconds(1));
        events.AddRange(due.Events);
        var turn = new Turn(lead, actor, at, company, services);
        act(turn);
        events.AddRange(turn.Events);
    }

    private void Happen(LeadEvent happened, Instant at)
    {
        lead.Apply(happened, at);
        events.Add(new(happened, at));
    }
}
