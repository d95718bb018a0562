using Microsoft.EntityFrameworkCore;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Imports;

internal static class ExportNames
{
    /// <summary>What this installation is called in its exports: by its first event, so that no two are called the same.</summary>
    internal static async Task<string> Own(HubContext rows, CancellationToken stop) =>
        "hub-" + Convert.ToHexStringLower(await rows.Ledger.Where(e => e.Sequence == 1).Select(e => e.Hash).SingleAsync(stop))[..12];
}
