using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Commands;

/// <summary>
/// The leads that were used last, whole, as they stand in the file up to a line of its ledger. None of them is ever changed:
/// a command works on a copy, which takes its place when it is written. For the writing thread.
/// </summary>
/// <remarks>
/// The last few are at hand, the others packed: a lead with its clocks is many objects, and most of their fields are empty.
/// </remarks>
internal sealed class LeadsInMemory(DoorOptions options)
{
    private readonly LastUsed<Lead> atHand = new(Math.Min(options.LeadsInMemory, options.LeadsAtHand));
    private readonly LastUsed<PackedRows> packed = new(Math.Max(0, options.LeadsInMemory - options.LeadsAtHand));
    private readonly List<long> uncommitted = [];
    private LeadPacker? packer;

    /// <summary>The ledger's last line that they know of, and its hash.</summary>
    internal (long Sequence, byte[] Hash) AsOf { get; private set; } = (0, []);

    /// <summary>By the columns of a context's type: the first says how.</summary>
    internal void PackAs(HubContext rows) => packer ??= new(rows);

    internal Lead? Find(long id)
    {
        if (atHand.Find(id) is { } lead)
            return lead;
        if (packed.Remove(id) is not { } rows)
            return null;
        lead = Packer.Unpack(rows);
        Keep(lead);
        return lead;
    }

    /// <summary>As it was read.</summary>
    internal void Keep(Lead lead)
    {
        packed.Remove(lead.Id);
        if (atHand.Keep(lead.Id, lead) is { } last && packed.HasRoom)
            packed.Keep(last.Id, Packer.Pack(last.Value));
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

    private LeadPacker Packer => packer ?? throw new InvalidOperationException("Nobody has said by which columns leads are packed.");

    private void Evict(long id)
    {
        atHand.Remove(id);
        packed.Remove(id);
    }

    private void Clear()
    {
        atHand.Clear();
        packed.Clear();
    }
}
