using NodaTime;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Reports.Folding;

/// <summary>
/// One lead's lines of the ledger as the rows that reports read. Nothing else is asked, no clock and no company: the events carry what was
/// decided. The same lines give the same rows, for whoever follows the ledger, makes the rows anew, verifies them, or asks for a moment.
/// </summary>
/// <param name="Lead">Null: nothing is told of it, or it is gone with an import that was taken back; then there are no rows at all.</param>
public sealed record LeadReport(
    ReportedLead? Lead, IReadOnlyList<ReportedPromise> Promises, IReadOnlyList<LeadStretch> Stretches, IReadOnlyList<LeadAct> Acts,
    IReadOnlyList<ReportedHandoff> Handoffs, IReadOnlyList<LeadReturn> Returns, IReadOnlyList<LeadPause> Pauses)
{
    /// <summary>Rises whenever the same lines give other rows than before: those that are stored are made anew then.</summary>
    public const int Rules = 4;

    public static readonly LeadReport None = new(null, [], [], [], [], [], []);

    /// <param name="lead">Its id.</param>
    /// <param name="lines">All of it in their order, without those that are taken back.</param>
    /// <param name="knownAt">When the last one was recorded, of those that are taken back and of what took them back, too.</param>
    internal static LeadReport Of(long lead, IReadOnlyList<Line> lines, Instant knownAt) =>
        lines.Count == 0 ? None : new LeadFold(lead).Take(Step.Of(lines)).Report(knownAt);
}
