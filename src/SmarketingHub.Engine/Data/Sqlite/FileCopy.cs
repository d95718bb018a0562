using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace SmarketingHub.Engine.Data;

/// <summary>Whole copies of a file, also beside a running server.</summary>
public static class FileCopy
{
    /// <summary>Whole or not at all: the name appears when the copy is complete and on the disk. An existing target is replaced.</summary>
    /// <param name="target">The copy's name; it is as readable as the file, to nobody else.</param>
    /// <param name="look">Looks at the copy before it gets its name; what it throws, and the copy is no more.</param>
    public static void Make(HubContext rows, string target, Action<string>? look = null)
    {
        rows.Database.OpenConnection();
        try
        {
            Make((SqliteConnection)rows.Database.GetDbConnection(), target, look);
        }
        finally
        {
            rows.Database.CloseConnection();
        }
    }

    /// <summary>The same of a file that nobody works on.</summary>
    public static void Make(string file, string target)
    {
        using var source = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        source.Open();
        Make(source, target);
    }

    /// <summary>How large a copy would be.</summary>
    internal static long Bytes(HubContext rows) =>
        rows.Database.SqlQueryRaw<long>("SELECT page_count * page_size AS Value FROM pragma_page_count, pragma_page_size").Single();

    /// <summary>The file's own name, without its folder.</summary>
    internal static string NameOf(HubContext rows) => Path.GetFileName(rows.Database.GetDbConnection().DataSource);

    private static void Make(SqliteConnection source, string target, Action<string>? look = null)
    {
        var part = target + ".part";
        File.Delete(part);
        try
        {
            using (var copy = new SqliteConnection($"Data Source={part};Pooling=False"))
            {
                copy.Open();
                SameMode(source.DataSource, part);
                source.BackupDatabase(copy);
                using var finish = copy.CreateCommand();
                // One file: nothing of it stays in a log beside it.
                finish.CommandText = "PRAGMA journal_mode=DELETE";
                finish.ExecuteNonQuery();
            }
            Settle(part);
            look?.Invoke(part);
            File.Move(part, target, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>Returns when the file is on the disk.</summary>
    internal static void Settle(string file)
    {
        using var written = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
    }

    private static void SameMode(string source, string target)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(target, File.GetUnixFileMode(source));
    }
}
