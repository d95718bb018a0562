using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace SmarketingHub.Engine.Data;

/// <summary>Looks at a file before it is migrated: another program's database, or a newer version's, is left alone.</summary>
public static class HubFileCheck
{
    /// <exception cref="UnusableFile">It is no SmarketingHub file, or of a newer version.</exception>
    public static void Check(string file)
    {
        using var rows = DataFile.Open(file);
        Check(rows, mayBeNew: false);
    }

    internal static void Check(HubContext rows, bool mayBeNew)
    {
        var file = ((SqliteConnection)rows.Database.GetDbConnection()).DataSource;
        try
        {
            if (mayBeNew && IsNew(rows, file))
                return;
            if (rows.Database.SqlQueryRaw<int>(
                "SELECT count(*) AS Value FROM sqlite_master WHERE name IN ('__EFMigrationsHistory', 'Ledger')").Single() < 2)
                throw new UnusableFile($"{file} is not a SmarketingHub file: a database, but another program's.");
            if (rows.Database.GetAppliedMigrations().Except(rows.Database.GetMigrations()).Any())
                throw new UnusableFile($"{file} was written by a newer version of SmarketingHub. Use that one.");
            // Told now, and not at the first command.
            if (mayBeNew && IsReadOnly(rows))
                throw new UnusableFile($"{file} cannot be written by this user.");
        }
        catch (SqliteException error) when (SqliteFault.IsNoDatabase(error))
        {
            throw new UnusableFile($"{file} is not a SmarketingHub file.", error);
        }
        catch (SqliteException error) when (SqliteFault.IsCannotOpen(error))
        {
            throw new UnusableFile($"{file} cannot be opened: it must be readable, and its folder writable, for this user.", error);
        }
    }

    private static bool IsNew(HubContext rows, string file) =>
        !File.Exists(file) || new FileInfo(file).Length == 0
            || rows.Database.SqlQueryRaw<int>("SELECT count(*) AS Value FROM sqlite_master").Single() == 0;

    // A transaction would not tell: on such a file it is one for reading.
    private static bool IsReadOnly(HubContext rows)
    {
        rows.Database.OpenConnection();
        try
        {
            return SQLitePCL.raw.sqlite3_db_readonly(((SqliteConnection)rows.Database.GetDbConnection()).Handle, "main") == 1;
        }
        finally
        {
            rows.Database.CloseConnection();
        }
    }
}
