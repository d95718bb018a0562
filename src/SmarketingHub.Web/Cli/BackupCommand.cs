using System.CommandLine;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Cli;

/// <summary><c>backup</c>: a whole copy, also beside a running server.</summary>
internal static class BackupCommand
{
    internal static Command Make()
    {
        var file = new OutputFile("FILE");
        var command = file.AddTo(new("backup", "Copy everything into one file, as of one moment; a server may run meanwhile."));
        command.SetAction((given, _) => HubCommand.Run(hub => Run(hub, file.Of(given))));
        return command;
    }

    private static Task<int> Run(HubCommand hub, string target)
    {
        if (File.Exists(target) && DataFile.Of(HubCommand.Settings().Connection) == target)
            throw new UnusableFile("That is the file itself.");
        using var rows = hub.Rows();
        FileCopy.Make(rows, target);
        Console.WriteLine(target);
        return Task.FromResult(0);
    }
}
