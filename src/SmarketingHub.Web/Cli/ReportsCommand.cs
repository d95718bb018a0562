using System.CommandLine;
using System.Globalization;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Web.Cli;

/// <summary><c>reports rebuild</c>: what reports read, made anew of the ledger; also beside a running server.</summary>
internal static class ReportsCommand
{
    internal static Command Make()
    {
        var rebuild = new Command("rebuild",
            "Make all that reports read anew of the ledger. It is never needed for right figures, unless 'verify' says that what is stored "
                + "for reports differs; a report that is asked meanwhile reads the ledger itself, and takes longer.");
        rebuild.SetAction((_, stop) => HubCommand.Run(hub => Run(hub, stop)));
        return new("reports", "What reports read.") { rebuild };
    }

    private static async Task<int> Run(HubCommand hub, CancellationToken stop)
    {
        var made = await hub.Services.GetRequiredService<ReportFollower>().Rebuild(stop);
        if (made is not { } leads)
        {
            Console.Error.WriteLine("Nothing was made anew: a newer program made what reports read. Use that one.");
            return 1;
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"What reports read of {leads} leads is made anew."));
        return 0;
    }
}
