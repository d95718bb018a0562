using SmarketingHub.Domain.People;

namespace SmarketingHub.Engine.Tests.Simulation.Reference;

/// <summary>Who may do what to a lead as it stands: the design's rules, once more.</summary>
internal sealed partial class Model
{
    public static bool SeesAll(Actor who) => who.Role != Role.Partner;

    public static bool ActsFor(Actor who, string? party) =>
        SeesAll(who) && (who.Role is Role.Admin or Role.Manager || who.Party is null) || who.Party == party;

    public static bool Backdates(Actor who) =>
        who.Kind == ActorKind.Key ? SeesAll(who) : who.Role is Role.Lead or Role.Manager or Role.Admin;

    public static bool Sees(Actor who, RefLead lead) => SeesAll(who) || lead.Holder == who.Party || lead.Offered?.To == who.Party;

    /// <summary>The actor with the rights of now; null: no longer active.</summary>
    public Actor? Now(Actor who) => who.Kind != ActorKind.Person ? who
        : Company.Person(who.Id) is { Active: true } person ? ActorOf(person) : null;

    public static Actor ActorOf(RefPerson person) =>
        new(ActorKind.Person, person.Id, Enum.Parse<Role>(person.Role, ignoreCase: true), person.Party, person.Team);

    /// <summary>Offered to this person: by name, as one of the team, or from the queue.</summary>
    public static bool IsFor(RefHandoff offer, RefPerson person) =>
        person.Party == offer.To && (offer.Person is { } named ? named == person.Id : offer.Team is null || offer.Team == person.Team);

    public bool Permits(RefLead lead, string trigger, Actor who)
    {
        if (lead.TakenBack is not null)
            return false;
        var (holds, waits) = (ActsFor(who, lead.Holder), lead.Open is not null);
        var involved = holds || lead.Offered is { } offer && ActsFor(who, offer.To);
        if (Table.IsMove(trigger))
            return holds && !waits && Table.Leads(lead, trigger) is not null;
        return trigger switch
        {
            "nurture" => holds && lead.Offered is null && (lead.Returned is not null || lead.Stage is "captured" or "ready"),
            "disqualify" or "merge" => holds && lead.IsOpen,
            "reopen" => holds && !lead.IsOpen && lead.MergedInto is null,
            "attempt" => involved && (lead.IsOpen || Backdates(who)),
            "edit" => involved,
            "note" => Sees(who, lead),
            "assign" => involved && lead.IsOpen,
            "pause" => involved && lead.IsOpen && lead.PausedUntil is null,
            "resume" => involved && lead.PausedUntil is not null,
            "offer" => holds && lead.Offered is null && (lead.Stage == "ready" || Table.IsSelling(lead.Stage)),
            "accept" => IsAddressee(lead, who),
            "return" => lead.IsOpen && (IsAddressee(lead, who) || !waits && holds && lead.Accepted is not null),
            "keep" => holds && lead.Returned is not null,
            "dispute" => holds && lead.Returned is { Disputed: false } back && lead.Bounces(back.To) < 3,
            "withdraw" => holds && lead.Offered is not null,
            _ => false,
        };
    }

    private bool IsAddressee(RefLead lead, Actor who) => lead.Offered is { } offer && ActsFor(who, offer.To)
        && (who.Kind != ActorKind.Person || who.Role is not (Role.Rep or Role.Partner)
            || Company.Person(who.Id) is { } person && IsFor(offer, person));
}
