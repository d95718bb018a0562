using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Turns;

namespace SmarketingHub.Engine.Commands;

/// <summary>
/// What one transaction of the door made durable. Who follows the door takes the changed leads from here and reads nothing again; what is
/// shown of them is copied, so that nobody who is slow keeps leads in memory that the door has let go.
/// </summary>
/// <param name="After">The ledger's last sequence before it. Whoever stands elsewhere has missed a commit, perhaps another process's, and
/// has to read.</param>
/// <param name="Sequence">The ledger's last sequence with it; the same as before: nothing was written.</param>
/// <param name="Leads">In the order of the commands; a lead that was changed twice is there twice.</param>
/// <param name="IsOfLeadsAlone">False: it has lines about no single lead, too. What they say has to be read.</param>
public sealed record Commit(long After, long Sequence, IReadOnlyList<ChangedLead> Leads, bool IsOfLeadsAlone);

/// <summary>A lead that a command changed, as it was afterwards, and what happened to it.</summary>
/// <param name="Lead">As it was afterwards.</param>
/// <param name="Events">What happened to it.</param>
/// <param name="IsReadAnew">Its person's number was read by another country, which no event tells.</param>
public sealed record ChangedLead(LeadSnapshot Lead, IReadOnlyList<Happened> Events, bool IsReadAnew);
