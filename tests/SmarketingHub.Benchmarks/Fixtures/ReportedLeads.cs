using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Benchmarks.Harness;
using SmarketingHub.Engine;
using SmarketingHub.Engine.Reports.Folding;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Benchmarks.Fixtures;

/// <summary>Companies with many open leads whose rows of reports have followed the ledger, each built once.</summary>
public static class ReportedLeads
{
    /// <summary>The cached file.</summary>
    public static async Task<string> File(int leads)
    {
        var open = await OpenLeads.File(leads);
        return await Scratch.Cached($"reported-{LeadReport.Rules}-{Path.GetFileName(open)}", async file =>
        {
            System.IO.File.Copy(open, file);
            await using var services = LeadFile.Services(file, LeadFile.Now);
            await HubEngine.Open(services);
            await services.GetRequiredService<ReportFollower>().Follow();
        });
    }
}
