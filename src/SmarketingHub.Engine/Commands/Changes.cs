using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Commands;

/// <summary>
/// What the command that has the floor makes of the rows: collected while it decides, and written when it has. A refused one has written
/// nothing. What is not listed here is changed by EF Core's own tracking, which a command pays for only if it does so.
/// </summary>
internal sealed class Changes(HubContext rows, LeadsInMemory memory) : IDisposable
{
    internal RowChanges<Account> Accounts { get; } = new(rows);
    internal RowChanges<Contact> Contacts { get; } = new(rows);
    internal RowChanges<WorkDomain> WorkDomains { get; } = new(rows);
    internal LeadChanges Leads { get; } = new(rows, memory);
    internal RowChanges<PersonalText> Texts { get; } = new(rows, areFinal: true);
    internal RowChanges<Inquiry> Inquiries { get; } = new(rows, areFinal: true);
    internal RowChanges<ExternalId> ExternalIds { get; } = new(rows);
    internal RowChanges<PartnerLead> PartnerLeads { get; } = new(rows);
    internal RowChanges<Notice> Notices { get; } = new(rows, areFinal: true);
    internal RowChanges<Delivery> Deliveries { get; } = new(rows, areFinal: true);
    internal RowChanges<IdempotencyKey> IdempotencyKeys { get; } = new(rows);
    internal RowChanges<ImportedRow> ImportedRows { get; } = new(rows);
    internal RowChanges<RuleTurn> RuleTurns { get; } = new(rows);
    internal RowChanges<RoutedLead> RoutedLeads { get; } = new(rows, areFinal: true);
    internal RowChanges<LedgerEvent> Ledger { get; } = new(rows, areFinal: true);
    internal ReportChanges Reports { get; } = new(rows);

    // What others refer to comes first.
    private RowChanges[]? inOrder;

    private RowChanges[] InOrder => inOrder ??=
        [
            Accounts,
            Contacts,
            WorkDomains,
            Leads,
            Texts,
            Inquiries,
            ExternalIds,
            PartnerLeads,
            Notices,
            Deliveries,
            IdempotencyKeys,
            ImportedRows,
            RuleTurns,
            RoutedLeads,
            Ledger,
            Reports,
        ];

    internal void Write()
    {
        foreach (var table in InOrder)
            table.Write();
    }

    /// <summary>Takes back what was written of them, by what stood there before.</summary>
    internal void Unwrite()
    {
        foreach (var table in InOrder.Reverse())
            table.Unwrite();
    }

    internal void BeginAnew()
    {
        foreach (var table in InOrder)
            table.BeginAnew();
    }

    internal void Clear()
    {
        foreach (var table in InOrder)
            table.Clear();
    }

    public void Dispose()
    {
        foreach (var table in InOrder)
            table.Dispose();
    }
}
