using NodaTime;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Folding;

namespace SmarketingHub.Engine.Reports.Reading;

/// <summary>Rows that are in memory alone, folded from the ledger for one report.</summary>
internal sealed class FoldedRows
{
    private readonly Dictionary<Type, object> kinds = [];
    private readonly List<Action<LeadReport>> adding;

    private FoldedRows() => adding = [.. ReportKinds.Each(new Adding(kinds))];

    internal List<T> Of<T>() => (List<T>)kinds[typeof(T)];

    /// <summary>Leads whose lines of the ledger cannot be folded: they are in no figure.</summary>
    internal List<long> LeftOut { get; } = [];

    /// <param name="rows">In a transaction that sees one moment.</param>
    /// <param name="knownAt">What was recorded later is not known.</param>
    internal static FoldedRows Of(HubContext rows, IEnumerable<long> leads, Instant knownAt, CancellationToken cancellation)
    {
        var folded = new FoldedRows();
        foreach (var (lead, lines, known) in Histories.Read(rows, leads, knownAt: knownAt))
        {
            cancellation.ThrowIfCancellationRequested();
            folded.Add(lead, lines, known);
        }
        return folded;
    }

    private void Add(long lead, List<Ledger.Line> lines, Instant known)
    {
        try
        {
            var report = LeadReport.Of(lead, lines, known);
            adding.ForEach(add => add(report));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // It is left out here as in the rows: who makes them tells of it, and why.
            LeftOut.Add(lead);
        }
    }

    private sealed class Adding(Dictionary<Type, object> kinds) : IForEachKind<Action<LeadReport>>
    {
        public Action<LeadReport> Of<T>(string name, Func<LeadReport, IReadOnlyList<T>> ofLead, Func<T, object> key) where T : class
        {
            var all = new List<T>();
            kinds[typeof(T)] = all;
            return report => all.AddRange(ofLead(report));
        }
    }
}
