using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Imports;

internal static class TakenBackRuns
{
    /// <summary>The leads of which the run's rows told, as they are remembered; some more than once.</summary>
    internal static IQueryable<long> LeadsOf(this HubContext rows, long import) =>
        rows.ImportedRows.Where(r => r.Import == import).Select(r => r.LeadId);

    /// <summary>May take back what it may import: history of a party's leads, and new inquiries that it imported itself.</summary>
    internal static bool TakesBack(this Actor actor, ImportRun run, string holder) => actor.ImportsHistoryOf(holder)
        || run.As == ImportAs.New && actor.Imports() && run.Actor == actor.ToString();
}
