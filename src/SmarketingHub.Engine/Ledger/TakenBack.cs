using SmarketingHub.Domain.Leads;

namespace SmarketingHub.Engine.Ledger;

/// <summary>What imports told that were taken back: for whoever folds the past, it never was.</summary>
internal static class TakenBack
{
    internal static readonly string Event = LedgerJson.NameOf(typeof(ImportTakenBack));

    /// <summary>Leaves out of a lead's lines what such imports told; of a lead that one of them brought, all.</summary>
    internal static void LeaveOut<T>(List<T> lines, Func<T, (long Sequence, string Type, byte[] Body)> read)
    {
        var told = lines.FindAll(line => read(line).Type == Event)
            .ConvertAll(line => (ImportTakenBack)LedgerJson.Read(Event, read(line).Body)!);
        if (told.Count == 0)
            return;
        var isGone = told.Exists(e => e.Before is null);
        lines.RemoveAll(line => read(line) is var (sequence, type, _)
            && (isGone || type == Event || told.Exists(e => e.Rows.Any(rows => rows.Include(sequence)))));
    }
}
