using System.CommandLine;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Imports;

namespace SmarketingHub.Web.Cli;

/// <summary><c>export</c>: all leads as a CSV that can be imported again as history.</summary>
internal static class ExportCommand
{
    internal static Command Make()
    {
        var file = new OutputFile("FILE.csv");
        var command = file.AddTo(new("export", "Write all leads as a CSV file that can be imported again as history."));
        command.SetAction((given, stop) => HubCommand.Run(hub => Run(hub, file.Of(given), stop)));
        return command;
    }

    private static async Task<int> Run(HubCommand hub, string target, CancellationToken stop)
    {
        var part = target + ".part";
        try
        {
            int count;
            await using (var csv = File.Create(part))
                count = await hub.Services.GetRequiredService<Exporter>().Export(csv, Actor.System, stop);
            File.Move(part, target, overwrite: true);
            Console.WriteLine($"{count} leads");
            return 0;
        }
        finally
        {
            File.Delete(part);
        }
    }
}
