using System.CommandLine;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Cli;

/// <summary><c>backup</c>: a whole copy, also beside a running server.</summary>
internal static class BackupCommand
{
    internal static Command Make()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Where to." };
        var force = new Option<bool>("--force") { Description = "Replace FILE when it exists." };
        var command = new Command("backup", "Copy everything into one file, as of one moment; a server may run meanwhile.") { file, force };
        command.SetAction((given, _) => HubCommand.Run(hub => Run(hub, given.GetValue(file)!.FullName, given.GetValue(force))));
        return command;
    }

    private static Task<int> Run(HubCommand hub, string target, bool force)
    {
        if (File.Exists(target) && !force)
            throw new UnusableFile($"{target} exists. Choose another name, or --force.");
        if (File.Exists(target) && DataFile.Of(HubCommand.Settings().Connection) == target)
            throw new UnusableFile("That is the file itself.");
        using var rows = hub.Rows();
        FileCopy.Make(rows, target);
        Console.WriteLine(target);
        return Task.FromResult(0);
    }
}
