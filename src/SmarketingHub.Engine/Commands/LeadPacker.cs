using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Commands;

/// <summary>
/// Packs a lead with its hand-offs, clocks and attempts as the rows that they are in the file, and makes it anew of them.
/// </summary>
internal sealed class LeadPacker(HubContext rows)
{
    private readonly Mapping<Lead> leads = Mapping<Lead>.Of(rows);
    private readonly Mapping<Handoff> handoffs = Mapping<Handoff>.Of(rows);
    private readonly Mapping<Clock> clocks = Mapping<Clock>.Of(rows);
    private readonly Mapping<Attempt> attempts = Mapping<Attempt>.Of(rows);
    private readonly RowPacker packer = new();

    internal PackedRows Pack(Lead lead)
    {
        packer.Begin();
        packer.Add(leads, lead);
        packer.AddAll(handoffs, lead.Handoffs);
        packer.AddAll(clocks, lead.Clocks);
        packer.AddAll(attempts, lead.Attempts);
        return packer.Pack();
    }

    internal Lead Unpack(PackedRows packed)
    {
        packer.Unpack(packed);
        var lead = packer.Next(leads);
        packer.NextAll(handoffs, lead.Handoffs);
        packer.NextAll(clocks, lead.Clocks);
        packer.NextAll(attempts, lead.Attempts);
        return lead;
    }
}
