using System.CommandLine;
using System.Globalization;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Cli;

/// <summary><c>restore</c>: puts a backup in the file's place and keeps what was there.</summary>
internal static class RestoreCommand
{
    internal static Command Make()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A backup." };
        var command = new Command("restore",
            "Put a backup in the place of the data. What was there is kept beside it. Refused while a server runs on the file.") { file };
        command.SetAction((given, _) => ConsoleErrors.Run(async () =>
        {
            Replace(given.GetValue(file)!.FullName);
            // Brought to this version, and seen to open.
            return await HubCommand.Run(_ => Task.FromResult(0));
        }));
        return command;
    }

    private static void Replace(string backup)
    {
        var connection = HubCommand.Settings().Connection;
        var file = DataFile.Of(connection);
        using var inUse = new FileInUse(connection);
        inUse.AloneNow();
        if (!File.Exists(backup))
            throw new UnusableFile($"There is no file {backup}.");
        if (backup == file)
            throw new UnusableFile("That is the file itself.");
        HubFileCheck.Check(backup);
        var fresh = file + ".restoring";
        FileCopy.Make(backup, fresh);
        if (File.Exists(file))
            Console.WriteLine($"What was there is kept as {KeepAside(file)}");
        File.Move(fresh, file);
        Console.WriteLine($"Restored {file}");
    }

    private static string KeepAside(string file)
    {
        var aside = $"{file}.replaced-{TimeProvider.System.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture)}";
        DataFile.Move(file, aside);
        return aside;
    }
}
