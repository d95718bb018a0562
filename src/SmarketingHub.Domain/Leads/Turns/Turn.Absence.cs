using NodaTime;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Domain.Leads;

/// <summary>Absence does not stop a clock: the lead goes to the stand-in.</summary>
public sealed partial class Turn
{
    /// <summary>If something counts for the party of the one who is away, and a stand-in is there.</summary>
    public void HandToStandIn(Person away, Instant at)
    {
        if (Company.ThereFor(away.Id, Now) is not { } standIn || standIn.Party != away.Party || !Lead.LiveClocks.Any(c => c.OwedBy == away.Party))
            return;
        if (Reassign(away.Party, standIn.Id, AssignedBy.Absence, at))
            StartNextRounds(away.Party, standIn.Id);
    }
}
