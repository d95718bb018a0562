using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Domain.Notices;

/// <summary>Whom a notice about a lead tells.</summary>
/// <param name="About">The promise whose clock it is about, or a party.</param>
public sealed record Told(string? About, IEnumerable<long> People);

/// <summary>An event of a lead, and all by which it is known whom it concerns.</summary>
/// <param name="Lead">As it is after it.</param>
public readonly record struct Happening(LeadEvent Event, Lead Lead, Company Company, Instant Now)
{
    internal IEnumerable<long> Receivers(string party, string? team, long? person) => Concern.Receivers(party, team, person);

    // Those who give it to somebody; not the whole queue, for each lead that somebody had.
    internal Told Queue(string party, string? team) => new(party, Company.Charge(party, team).Select(p => p.Id));

    /// <param name="toCharge">Tells those in charge of the party that owes it; else whoever has the lead.</param>
    internal Told OfClock(long clockId, bool toCharge)
    {
        var clock = Lead.Clocks.Find(c => c.Id == clockId)!;
        return new(WhichPromise.Of(clock).ToString(), Concern.Of(clock, toCharge));
    }

    private Concern Concern => new(Lead, Company, Now);
}

/// <summary>Whom a lead concerns as it stands.</summary>
internal readonly record struct Concern(Lead Lead, Company Company, Instant Now)
{
    /// <summary>The person, or the person's stand-in; without one everybody who could take it from the queue.</summary>
    internal IEnumerable<long> Receivers(string party, string? team, long? person) =>
        (Company.ThereFor(person, party, Now) is { } there ? [there] : Company.Queue(party, team, Now)).Select(p => p.Id);

    /// <param name="toCharge">Those in charge of the party that owes it; else whoever has the lead.</param>
    internal IEnumerable<long> Of(Clock clock, bool toCharge)
    {
        var offer = Lead.OfferedHandoff is { } open && open.To == clock.OwedBy ? open : null;
        var has = offer is not null ? offer.ToPerson : clock.OwedBy == Lead.Holder ? Lead.Owner : clock.Person;
        return toCharge
            ? Company.Charge(clock.OwedBy, offer?.ToTeam ?? Lead.Team).Select(p => p.Id)
            : Receivers(clock.OwedBy, offer?.ToTeam ?? Lead.Team, has);
    }
}
