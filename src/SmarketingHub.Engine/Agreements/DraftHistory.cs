using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Agreements;

/// <summary>What the ledger has of the writing of a draft.</summary>
public static class DraftHistory
{
    private const int Farthest = 1000;

    /// <summary>
    /// Who took a sentence out of a draft last, as the ledger writes actors; null: not found among the last thousand changes of drafts.
    /// </summary>
    /// <param name="rows">The rows to read.</param>
    /// <param name="agreementId">Which agreement.</param>
    /// <param name="number">Which version.</param>
    /// <param name="stands">Whether the sentence stands after a change; null: the change says nothing of it.</param>
    public static async Task<string?> RemoverOf(HubContext rows, long agreementId, int number, Func<TermsPatch, bool?> stands)
    {
        string? remover = null;
        var lines = rows.Ledger.AsNoTracking().Where(e => e.LeadId == null && e.Type == "agreementDrafted")
            .OrderByDescending(e => e.Sequence).Take(Farthest);
        await foreach (var line in lines.AsAsyncEnumerable())
        {
            var draft = JsonSerializer.Deserialize<Drafts.Drafted>(line.Body, LedgerJson.Options)!;
            if ((draft.Agreement, draft.Number) != (agreementId, number) || draft.Change is not { } change
                || stands(change) is not { } isThere)
                continue;
            if (isThere)
                break;
            remover = line.Actor;
        }
        return remover;
    }
}
