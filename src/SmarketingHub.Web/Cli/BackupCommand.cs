using System.CommandLine;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
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
        using var rows = hub.Rows();
        var source = (SqliteConnection)rows.Database.GetDbConnection();
        if (File.Exists(target) && Path.GetFullPath(source.DataSource) == target)
            throw new UnusableFile("That is the file itself.");
        source.Open();
        Copy(source, target);
        Console.WriteLine(target);
        return Task.FromResult(0);
    }

    /// <summary>Whole or not at all: the name appears when the copy is complete.</summary>
    internal static void Copy(SqliteConnection source, string target)
    {
        var part = target + ".part";
        File.Delete(part);
        try
        {
            using (var copy = new SqliteConnection($"Data Source={part};Pooling=False"))
            {
                copy.Open();
                source.BackupDatabase(copy);
                using var finish = copy.CreateCommand();
                // One file: nothing of it stays in a log beside it.
                finish.CommandText = "PRAGMA journal_mode=DELETE";
                finish.ExecuteNonQuery();
            }
            using (var written = new FileStream(part, FileMode.Open, FileAccess.ReadWrite))
                written.Flush(flushToDisk: true);
            File.Move(part, target, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }
}
