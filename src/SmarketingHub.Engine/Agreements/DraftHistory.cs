using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Agreements;

/// <summary>What the ledger has of the writing of a draft.</summary>
public static class DraftHistory
{
    private const int Farthest = 1000;

    private sealed record Drafted(long Agreement, AgreementVersion Version);

    /// <summary>Who took a sentence out of a draft last, as the ledger writes actors; null: not found among the last thousand changes of drafts.</summary>
    /// <param name="rows">The rows to read.</param>
    /// <param name="agreementId">Which agreement.</param>
    /// <param name="number">Which version.</param>
    /// <param name="isIn">Whether a text has the sentence.</param>
    public static async Task<string?> RemoverOf(HubContext rows, long agreementId, int number, Predicate<Terms> isIn)
    {
        string? remover = null;
        var lines = rows.Ledger.AsNoTracking().Where(e => e.LeadId == null && e.Type == "agreementDrafted").OrderByDescending(e => e.Sequence).Take(Farthest);
        await foreach (var line in lines.AsAsyncEnumerable())
        {
            var (agreement, version) = JsonSerializer.Deserialize<Drafted>(line.Body, LedgerJson.Options)!;
            if (agreement != agreementId || version.Number != number)
                continue;
            if (isIn(version))
                return remover;
            remover = line.Actor;
        }
        return remover;
    }
}
