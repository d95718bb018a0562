using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SmarketingHub.Engine.Ledger;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Data;

/// <summary>
/// Brings a file of an older version, or a missing one, to this version. The work is done on a copy that takes the file's
/// place when it is complete, so that a crash in the middle leaves the file as it was.
/// </summary>
public sealed class FileUpgrade(IDbContextFactory<HubContext> contexts, TimeProvider time, MailDomains mail, ILogger<FileUpgrade> log)
{
    internal static bool IsNeeded(HubContext rows) => rows.Database.GetPendingMigrations().Any();

    /// <summary>Needs the file alone; keeps a backup of what was there beside it.</summary>
    internal async Task Run()
    {
        await using var rows = await contexts.CreateDbContextAsync();
        // Another process may have done it while we waited for the file.
        if (!IsNeeded(rows))
            return;
        var source = (SqliteConnection)rows.Database.GetDbConnection();
        var file = Path.GetFullPath(source.DataSource);
        if (File.Exists(file))
            file = File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file;
        var next = file + ".upgrading";
        DataFile.Remove(next);
        try
        {
            if (rows.Database.GetAppliedMigrations().LastOrDefault() is { } version)
                File.Copy(Backup(rows, file, version), next);
            await Migrate(next);
            Close(source, file);
            File.Move(next, file, overwrite: true);
        }
        catch
        {
            DataFile.Remove(next);
            throw;
        }
    }

    private string Backup(HubContext rows, string file, string version)
    {
        // One a version and day: a start that is tried again and again does not fill the disk.
        var backup =
            $"{file}.backup-{version[(version.IndexOf('_', StringComparison.Ordinal) + 1)..]}-{time.GetUtcNow()
                .ToString("yyyyMMdd", CultureInfo.InvariantCulture)}";
        FileCopy.Make(rows, backup);
        log.LogInformation(
            "The file is of an older version ({Version}). {Backup} is a backup of it; now it is brought to this version ({Newest})",
            version, backup, rows.Database.GetMigrations().Last());
        return backup;
    }

    private async Task Migrate(string next)
    {
        await using (var rows = await contexts.CreateDbContextAsync())
        {
            rows.Database.SetConnectionString($"Data Source={next};Pooling=False");
            var pending = await rows.Database.GetPendingMigrationsAsync();
            await rows.Database.MigrateAsync();
            if (KeyUpgrade.IsNeeded(pending))
                await KeyUpgrade.Run(rows, mail);
            if (!await rows.Head.AnyAsync())
            {
                rows.Head.Add(new() { Hash = Chain.Genesis });
                await rows.SaveChangesAsync();
            }
        }
        FileCopy.Settle(next);
    }

    // Nothing of the old file may stay in a log beside it: it would be read into the new one.
    private static void Close(SqliteConnection source, string file)
    {
        if (File.Exists(file))
        {
            source.Open();
            using var finish = source.CreateCommand();
            finish.CommandText = "PRAGMA journal_mode=DELETE";
            finish.ExecuteNonQuery();
            source.Close();
        }
        SqliteConnection.ClearPool(source);
    }
}
