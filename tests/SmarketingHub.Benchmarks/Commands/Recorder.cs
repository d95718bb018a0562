using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Benchmarks.Commands;

/// <summary>Keeps what each command wrote, so that the bare side can write the very same rows.</summary>
internal sealed class Recorder : SaveChangesInterceptor
{
    private long recorded;

    internal List<List<RowChange>> Commands { get; } = [];

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        var rows = (HubContext)eventData.Context!;
        rows.ChangeTracker.DetectChanges();
        var changes = rows.ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified).ToList()
            .ConvertAll(entry => RowChange.Of(entry, entry.State == EntityState.Added));
        // The ledger's lines do not pass through here: they are in the transaction by now.
        foreach (var line in rows.Ledger.AsNoTracking().Where(line => line.Sequence > recorded).OrderBy(line => line.Sequence).ToList())
        {
            changes.Add(RowChange.Of(rows.Entry(line), added: true));
            recorded = line.Sequence;
        }
        if (changes.Count > 0)
            Commands.Add(changes);
        return result;
    }
}

/// <summary>A row that was added, or what changed of one.</summary>
/// <param name="Values">Its columns, for the raw side.</param>
/// <param name="Set">Puts what changed into a loaded row, for the plain side.</param>
/// <param name="Lead">The lead that it belongs to; 0: none.</param>
internal sealed record RowChange(
    IEntityType Type, bool Added, object[] Key, PropertyValues? Whole, IReadOnlyList<(IProperty Property, object? Value)> Values, Action<EntityEntry> Set, long Lead)
{
    internal static RowChange Of(EntityEntry entry, bool added)
    {
        var own = entry.Properties.Where(p => added || p.IsModified).Select(p => (p.Metadata, p.CurrentValue)).ToList();
        var parts = entry.ComplexProperties.Where(part => added || part.IsModified).Select(part => (part.Metadata, part.CurrentValue)).ToList();
        var inner = entry.ComplexProperties.SelectMany(part => part.Properties).Where(p => added || p.IsModified).Select(p => (p.Metadata, p.CurrentValue)).ToList();
        return new(
            entry.Metadata, added, [.. entry.Metadata.FindPrimaryKey()!.Properties.Select(p => entry.Property(p).CurrentValue!)],
            added ? entry.CurrentValues.Clone() : null, [.. own, .. inner],
            loaded =>
            {
                foreach (var (property, value) in own)
                    loaded.Property(property.Name).CurrentValue = value;
                foreach (var (part, value) in parts)
                    loaded.ComplexProperty(part.Name).CurrentValue = value;
            },
            LeadOf(entry));
    }

    private static long LeadOf(EntityEntry entry) => entry.Entity switch
    {
        Domain.Leads.Lead lead => lead.Id,
        Domain.Handoffs.Handoff part => part.LeadId,
        Domain.Clocks.Clock part => part.LeadId,
        Domain.Leads.Attempt part => part.LeadId,
        LedgerEvent line => line.LeadId ?? 0,
        Notice notice => notice.LeadId ?? 0,
        _ => 0,
    };
}
