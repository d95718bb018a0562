using NodaTime;
using SmarketingHub.Domain.Companies;

namespace SmarketingHub.Domain.Leads.Turns;

/// <summary>Nothing stays with somebody who is not there: absence stops no clock, the lead goes on.</summary>
public sealed partial class Turn
{
    /// <summary>What is with somebody who is not there any more goes to whoever has it by the rule: a stand-in, else the queue.</summary>
    public void HandOn(Instant? at = null)
    {
        if (!Lead.IsOpen)
            return;
        HandOn(Lead.Holder, Lead.Owner, at);
        if (Lead.OfferedHandoff is { } offer)
            HandOn(offer.To, offer.ToPerson, at);
    }

    private void HandOn(string party, long? person, Instant? at)
    {
        if (person is not { } has || Given(party, has) is not { InsteadOf: not null } given)
            return;
        // What begins afterwards is asked of the next one, and so are the rounds that a breach started.
        if (Reassign(party, given.Person, given.Because, at, given.InsteadOf) && given.Person is { } next)
            StartNextRounds(party, next);
    }

    /// <summary>Who gets what is meant for a person, and whom that one stands in for.</summary>
    private (long? Person, long? InsteadOf, AssignedBy Because) Given(string party, long? meant)
    {
        var there = Company.ThereFor(meant, party, Now)?.Id;
        return there == meant ? (there, null, AssignedBy.Person)
            : (there, meant, Company.Person(meant) is { Active: true } away && away.Party == party ? AssignedBy.Absence : AssignedBy.Departure);
    }
}
