using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Commands;

/// <summary>What follows from events beyond the lead: the account becomes a customer, people are told.</summary>
public sealed partial class Write
{
    /// <summary>Set while history is imported: it sends no message to anyone.</summary>
    public bool IsHistory { get; set; }

    private void Consequences(Turn turn)
    {
        var lead = turn.Lead;
        foreach (var (happened, _) in turn.Events)
        {
            if (happened is StageMoved { To: Stage.Won } or LeadPlaced { Stage: Stage.Won } && lead.AccountId is { } id)
            {
                var account = Lookups.Account(id);
                (account.IsCustomer, account.Owner) = (true, lead.Owner ?? account.Owner);
            }
            if (happened is HandoffOffered or LeadPlaced)
                NoteComing(lead.Id, happened is HandoffOffered offered ? offered.To : ((LeadPlaced)happened).Holder);
            if (!IsHistory)
                Tell(lead, happened);
        }
    }

    private void NoteComing(long leadId, string party)
    {
        if (Company.Parties.GetValueOrDefault(party) is { IsPartner: true } && !Lookups.WasWith(party, leadId))
            Changes.PartnerLeads.Add(new() { Party = party, LeadId = leadId });
    }

    private void Tell(Lead lead, LeadEvent happened)
    {
        switch (happened)
        {
            case HandoffOffered e: Tell(lead, NoticeKind.HandedToMe, e.From, Receivers(e.To, e.Team, e.Person)); break;
            case AddresseeChanged { Person: { } person }: Tell(lead, NoticeKind.HandedToMe, lead.Holder, [person]); break;
            case AddresseeChanged { InsteadOf: not null } e: TellOfQueue(lead, lead.Handoff(e.Handoff).To, e.Team); break;
            case HandoffAccepted { InsteadOf: not null } e: TellOfStandIn(lead, e.Owner, lead.Team); break;
            case HandoffDisputed e when lead.Handoff(e.Handoff) is var h: Tell(lead, NoticeKind.HandedToMe, h.From, Receivers(h.To, h.ToTeam, h.ToPerson)); break;
            // Whoever gave it, or has it in their place by now.
            case HandoffReturned e when lead.Handoff(e.Handoff) is var h: Tell(lead, NoticeKind.Returned, h.To, Receivers(h.From, lead.Team, lead.Owner)); break;
            case LeadAssigned { Owner: { } owner }: Tell(lead, NoticeKind.Assigned, lead.Holder, [owner]); break;
            case LeadAssigned { InsteadOf: not null } e: TellOfQueue(lead, lead.Holder, e.Team); break;
            case LeadCaptured { InsteadOf: not null } e: TellOfStandIn(lead, e.Owner, null); break;
            case ClockWarned e: TellOfClock(lead, e.Clock, NoticeKind.Warning, leads: false); break;
            case ClockBreached e: TellOfClock(lead, e.Clock, NoticeKind.Breach, leads: false); break;
            case LadderStepped { Action: LadderAction.Notify } e: TellOfClock(lead, e.Clock, NoticeKind.Breach, leads: true); break;
            case LadderStepped { To: null } e: TellOfClock(lead, e.Clock, NoticeKind.NobodyLeft, leads: true); break;
        }
    }

    private void TellOfStandIn(Lead lead, long? standIn, string? team)
    {
        if (standIn is { } owner)
            Tell(lead, NoticeKind.Assigned, lead.Holder, [owner]);
        else
            TellOfQueue(lead, lead.Holder, team);
    }

    // Those who give it to somebody; not the whole queue, for each lead that somebody had.
    private void TellOfQueue(Lead lead, string party, string? team) =>
        Tell(lead, NoticeKind.BackInQueue, party, Company.Charge(party, team).Select(p => p.Id));

    // A breach tells whoever has the lead; the ladder's notify tells the leads of the party that owes it.
    private void TellOfClock(Lead lead, long clockId, NoticeKind kind, bool leads)
    {
        var clock = lead.Clocks.Find(c => c.Id == clockId)!;
        var offer = lead.OpenHandoff is { State: HandoffState.Offered } open && open.To == clock.OwedBy ? open : null;
        var has = offer is not null ? offer.ToPerson : clock.OwedBy == lead.Holder ? lead.Owner : clock.Person;
        Tell(lead, kind, clock.Promise.ToString(), leads
            ? Company.Charge(clock.OwedBy, offer?.ToTeam ?? lead.Team).Select(p => p.Id)
            : Receivers(clock.OwedBy, offer?.ToTeam ?? lead.Team, has));
    }

    /// <summary>The person, or the person's stand-in; without one everybody who could take it from the queue.</summary>
    private IEnumerable<long> Receivers(string party, string? team, long? person) =>
        (Company.ThereFor(person, party, Now) is { } there ? [there] : Company.Queue(party, team, Now)).Select(p => p.Id);

    private void Tell(Lead lead, NoticeKind kind, string? about, IEnumerable<long> people)
    {
        foreach (var person in Others(people))
            Changes.Notices.Add(new() { Id = NextId(), PersonId = person, LeadId = lead.Id, Kind = kind, About = about, At = Now });
    }

    /// <summary>Rings about a version of an agreement.</summary>
    internal void Tell(Agreement agreement, int version, NoticeKind kind, IEnumerable<Person> people)
    {
        foreach (var person in Others(people.Where(p => p.Active).Select(p => p.Id)))
            Changes.Notices.Add(new() { Id = NextId(), PersonId = person, Agreement = agreement.Id, Version = version, Kind = kind, About = Actor.ToString(), At = Now });
    }

    // Nobody's own doings ring the bell.
    private IEnumerable<long> Others(IEnumerable<long> people) => people.Where(id => id != Actor.PersonId).Distinct();
}
