using System.Text.Json;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Agreements;

/// <summary>What the ledger has of the changes that somebody missed of a version.</summary>
internal static class MissedDrafts
{
    private const int Farthest = 1000;

    /// <summary>
    /// Who changed the version after the revision that the caller knows, the oldest first; among the last thousand changes of agreements.
    /// </summary>
    internal static IReadOnlyList<MissedChange> Since(Write write, long agreementId, int number, int known)
    {
        var missed = new List<MissedChange>();
        var reached = known;
        var lines = write.Rows.Ledger.Where(e => e.LeadId == null && (e.Type == "agreementDrafted" || e.Type == "agreementWritten"))
            .OrderByDescending(e => e.Sequence).Take(Farthest);
        foreach (var line in lines.AsEnumerable().Reverse())
            if (RevisionOf(line, agreementId, number) is { } revision && revision > reached)
            {
                reached = revision;
                var by = write.Company.SeenBy(write.Actor).ActorName(line.Actor);
                missed.Add(new(line.Sequence, line.Type, by, line.At, $"{by}: {line.Type}."));
            }
        return missed;
    }

    // Also a version that is sent back gets another revision.
    private static int? RevisionOf(LedgerEvent line, long agreementId, int number)
    {
        if (line.Type == "agreementWritten")
            return JsonSerializer.Deserialize<Agreement>(line.Body, LedgerJson.Options)! is var agreement && agreement.Id == agreementId
                ? agreement.Version(number)?.Revision : null;
        var draft = JsonSerializer.Deserialize<Drafts.Drafted>(line.Body, LedgerJson.Options)!;
        return (draft.Agreement, draft.Number) == (agreementId, number) ? draft.Revision : null;
    }
}
