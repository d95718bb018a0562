using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;
using SmarketingHub.Engine.WebForms;

namespace SmarketingHub.Engine.Forgetting;

/// <summary>What a person sent by a form and was held back as spam. There are few of them: they are read within the command.</summary>
internal static class HeldTraces
{
    internal static void Remove(HubContext rows, Traces traces)
    {
        var theirs = rows.HeldInquiries.AsNoTracking().AsEnumerable().Where(held => traces.AreIn(Typed(held))).Select(held => held.Id)
            .ToList();
        foreach (var ids in theirs.Chunk(HubContext.MostIds))
            rows.HeldInquiries.Where(h => ids.Contains(h.Id)).ExecuteDelete();
    }

    private static List<string> Typed(HeldInquiry held)
    {
        var sent = JsonSerializer.Deserialize<FormSent>(held.Sent, LedgerJson.Options)!;
        return [.. sent.Fields.Values, .. sent.Page is { } page ? new[] { page } : [], .. sent.Utm.Values];
    }
}
