using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Commands;

namespace SmarketingHub.Engine.Board;

/// <summary>What commits of the door say of leads.</summary>
/// <param name="Sequence">The last one's.</param>
/// <param name="Leads">Each as it is after the last of them.</param>
/// <param name="Named">The leads that may be called otherwise now.</param>
internal sealed record CommittedLeads(long Sequence, IReadOnlyDictionary<long, LeadSnapshot> Leads, IReadOnlyCollection<long> Named)
{
    /// <summary>
    /// Null: they do not tell all that happened, because another process wrote in between or because not only leads changed.
    /// </summary>
    /// <param name="commits">In their order.</param>
    /// <param name="after">Those up to this sequence are known already.</param>
    /// <param name="ahead">Leads that were read later than a commit may tell.</param>
    internal static CommittedLeads? Of(IEnumerable<Commit> commits, long after, ReadAhead ahead)
    {
        var (leads, named) = (new Dictionary<long, LeadSnapshot>(), new HashSet<long>());
        foreach (var commit in commits)
        {
            if (commit.Sequence <= after)
                continue;
            if (commit.After != after || !commit.IsOfLeadsAlone)
                return null;
            after = commit.Sequence;
            foreach (var (lead, events, isReadAnew) in commit.Leads)
            {
                // Also of one that was read ahead: others may bear the same name.
                if (isReadAnew || events.Any(ChangedLeads.Names))
                    named.Add(lead.Id);
                if (!ahead.Has(lead.Id, after))
                    leads[lead.Id] = lead;
            }
        }
        return new(after, leads, named);
    }
}
