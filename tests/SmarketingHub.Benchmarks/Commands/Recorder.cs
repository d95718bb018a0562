using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;
using SQLitePCL;

namespace SmarketingHub.Benchmarks.Commands;

/// <summary>
/// Keeps what each command wrote, as the database itself tells it, so that the bare side can write the very same rows. For one caller: a
/// transaction is a command.
/// </summary>
internal sealed class Recorder : DbTransactionInterceptor
{
    private readonly Dictionary<(string Table, long Row), bool> written = [];
    private readonly Dictionary<(string Table, long Row), PropertyValues> known = [];
    private sqlite3? watched;

    internal List<List<RowChange>> Commands { get; } = [];

    public override DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        var handle = ((SqliteConnection)connection).Handle!;
        if (handle != watched)
            raw.sqlite3_update_hook(watched = handle, Wrote, null);
        written.Clear();
        return result;
    }

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData)
    {
        using var rows = new SqliteHubContext(new DbContextOptionsBuilder<SqliteHubContext>().UseSqlite(
            eventData.Context!.Database.GetConnectionString()).Options);
        var changes = new List<RowChange>();
        var tables = rows.Model.GetEntityTypes().Where(entity => entity.ClrType != typeof(LedgerHead))
            .ToDictionary(entity => entity.GetTableName()!);
        foreach (var (row, added) in written)
        {
            if (!tables.TryGetValue(row.Table, out var entity))
                continue;
            var entry = rows.Entry(Read(rows, entity, row.Row));
            if (RowChange.Of(entry, added, known.GetValueOrDefault(row)) is { Values.Count: > 0 } change)
                changes.Add(change);
            known[row] = entry.CurrentValues.Clone();
        }
        if (changes.Count > 0)
            Commands.Add(changes);
    }

    // A row that was added and then changed was added.
    private void Wrote(object context, int action, utf8z database, utf8z table, long row) =>
        written.TryAdd((table.utf8_to_string(), row), action == raw.SQLITE_INSERT);

    private static object Read(HubContext rows, IEntityType entity, long row)
    {
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!);
        var key = entity.FindPrimaryKey()!.Properties;
        rows.Database.OpenConnection();
        using var command = rows.Database.GetDbConnection().CreateCommand();
        command.CommandText =
            $"SELECT {string.Join(", ", key.Select(p => $"\"{p.GetColumnName(table)}\""))} FROM \"{table.Name}\" WHERE rowid = {row}";
        using var found = command.ExecuteReader();
        found.Read();
        return rows.Find(entity.ClrType,
            [.. key.Select((p, i) => Convert.ChangeType(found.GetValue(i), p.ClrType, CultureInfo.InvariantCulture))])!;
    }
}

/// <summary>A row that was added, or what changed of one.</summary>
/// <param name="Values">Its columns, for the raw side.</param>
/// <param name="Set">Puts what changed into a loaded row, for the plain side.</param>
/// <param name="Lead">The lead that it belongs to; 0: none.</param>
internal sealed record RowChange(
    IEntityType Type, bool Added, object[] Key, PropertyValues? Whole, IReadOnlyList<(IProperty Property, object? Value)> Values,
    Action<EntityEntry> Set, long Lead)
{
    internal static RowChange Of(EntityEntry entry, bool added, PropertyValues? before)
    {
        bool Has(IProperty property) => added || before is null || Stored(property, before) != Stored(property, entry.CurrentValues);
        var own = entry.Properties.Where(p => Has(p.Metadata)).Select(p => (p.Metadata, p.CurrentValue)).ToList();
        var parts = entry.ComplexProperties.Where(part => part.Properties.Any(p => Has(p.Metadata)))
            .Select(part => (part.Metadata, part.CurrentValue)).ToList();
        var inner = entry.ComplexProperties.SelectMany(part => part.Properties).Where(p => Has(p.Metadata))
            .Select(p => (p.Metadata, p.CurrentValue)).ToList();
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

    // As the database has it: lists are compared by what they say.
    private static string? Stored(IProperty property, PropertyValues values) =>
        (property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(values[property]) : values[property]) switch
        {
            byte[] bytes => Convert.ToHexString(bytes),
            var value => Convert.ToString(value, CultureInfo.InvariantCulture),
        };

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
