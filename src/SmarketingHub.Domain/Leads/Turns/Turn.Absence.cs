using NodaTime;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Domain.Leads;

/// <summary>Absence does not stop a clock: the lead goes to the stand-in.</summary>
public sealed partial class Turn
{
    /// <summary>If it is with the one who is away, something counts for their party, and a stand-in is there.</summary>
    public void HandToStandIn(Person away, Instant at)
    {
        var isTheirs = Asked(away.Party) is (true, var has) && has == away.Id;
        if (!isTheirs || Company.ThereFor(away.Id, Now) is not { } standIn || !Lead.LiveClocks.Any(c => c.OwedBy == away.Party))
            return;
        if (Reassign(away.Party, standIn.Id, AssignedBy.Absence, at))
            StartNextRounds(away.Party, standIn.Id);
    }

    /// <summary>Before something new is asked of the owner: of the stand-in, or of the queue when nobody is there.</summary>
    private void HandOnIfAway(Instant? at)
    {
        if (Lead.Owner is { } owner)
            Reassign(Lead.Holder, Company.ThereFor(owner, Now)?.Id, AssignedBy.Absence, at);
    }
}
