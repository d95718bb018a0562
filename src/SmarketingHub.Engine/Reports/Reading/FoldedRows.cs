using NodaTime;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Folding;

namespace SmarketingHub.Engine.Reports.Reading;

/// <summary>Rows that are in memory alone, folded from the ledger for one report.</summary>
internal sealed class FoldedRows
{
    internal List<ReportedLead> Leads { get; } = [];
    internal List<ReportedPromise> Promises { get; } = [];
    internal List<LeadStretch> Stretches { get; } = [];
    internal List<LeadAct> Acts { get; } = [];
    internal List<ReportedHandoff> Handoffs { get; } = [];
    internal List<LeadReturn> Returns { get; } = [];
    internal List<LeadPause> Pauses { get; } = [];

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
            Add(LeadReport.Of(lead, lines, known));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // It is left out here as in the rows: who makes them tells of it, and why.
            LeftOut.Add(lead);
        }
    }

    private void Add(LeadReport report)
    {
        if (report.Lead is { } lead)
            Leads.Add(lead);
        Promises.AddRange(report.Promises);
        Stretches.AddRange(report.Stretches);
        Acts.AddRange(report.Acts);
        Handoffs.AddRange(report.Handoffs);
        Returns.AddRange(report.Returns);
        Pauses.AddRange(report.Pauses);
    }
}
