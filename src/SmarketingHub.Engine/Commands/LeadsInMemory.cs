using SmarketingHub.Domain.Leads;

namespace SmarketingHub.Engine.Commands;

/// <summary>
/// The leads that were used last, whole, as they stand in the file up to a line of its ledger. None of them is ever changed:
/// a command works on a copy, which takes its place when it is written. For the writing thread.
/// </summary>
/// <param name="most">How many are kept; 0: none.</param>
internal sealed class LeadsInMemory(int most)
{
    private readonly Dictionary<long, LinkedListNode<Lead>> leads = [];
    private readonly LinkedList<Lead> byUse = [];
    private readonly List<long> uncommitted = [];

    /// <summary>The ledger's last line that they know of, and its hash.</summary>
    internal (long Sequence, byte[] Hash) AsOf { get; private set; } = (0, []);

    internal int Count => leads.Count;

    internal Lead? Find(long id)
    {
        if (!leads.TryGetValue(id, out var node))
            return null;
        if (node != byUse.First)
        {
            byUse.Remove(node);
            byUse.AddFirst(node);
        }
        return node.Value;
    }

    /// <summary>As it was read.</summary>
    internal void Keep(Lead lead)
    {
        lead.Handoffs.TrimExcess();
        lead.Clocks.TrimExcess();
        lead.Attempts.TrimExcess();
        if (leads.TryGetValue(lead.Id, out var node))
        {
            node.Value = lead;
            return;
        }
        if (most == 0)
            return;
        node = leads.Count < most ? new(lead) : byUse.Last!;
        if (leads.Count >= most)
        {
            leads.Remove(node.Value.Id);
            byUse.Remove(node);
            node.Value = lead;
        }
        byUse.AddFirst(node);
        leads.Add(lead.Id, node);
    }

    /// <summary>As a command has written it in a transaction that is still open.</summary>
    internal void KeepWritten(Lead lead)
    {
        uncommitted.Add(lead.Id);
        Keep(lead);
    }

    internal void Committed(long sequence, byte[] hash)
    {
        uncommitted.Clear();
        AsOf = (sequence, hash);
    }

    /// <summary>What the open transaction wrote is not in the file, or nobody knows.</summary>
    internal void RolledBack()
    {
        uncommitted.ForEach(Evict);
        uncommitted.Clear();
    }

    /// <summary>Somebody else has written: these leads, if they are known.</summary>
    internal void Follow(long sequence, byte[] hash, IEnumerable<long>? changed)
    {
        if (changed is null)
            Clear();
        else
            foreach (var lead in changed)
                Evict(lead);
        AsOf = (sequence, hash);
    }

    private void Evict(long id)
    {
        if (leads.Remove(id, out var node))
            byUse.Remove(node);
    }

    private void Clear()
    {
        leads.Clear();
        byUse.Clear();
    }
}
