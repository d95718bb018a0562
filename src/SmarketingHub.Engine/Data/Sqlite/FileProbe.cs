using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace SmarketingHub.Engine.Data;

/// <summary>Whether the file could be written now, asked beside everybody and without writing.</summary>
public static class FileProbe
{
    /// <summary>What is wrong with it, in words; null: nothing. One that somebody writes just now is fine.</summary>
    public static string? WhyNotWritable(HubContext rows)
    {
        var named = new SqliteConnectionStringBuilder(rows.Database.GetConnectionString()) { Pooling = false };
        // Whoever has it open would write on, into what nobody finds again. An empty one in its place is none.
        if (new FileInfo(named.DataSource) is not { Exists: true, Length: > 0 })
            return "the file is gone";
        try
        {
            named.Mode = SqliteOpenMode.ReadWrite;
            using var connection = new SqliteConnection(named.ConnectionString);
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA busy_timeout=0; BEGIN IMMEDIATE; ROLLBACK";
            command.CommandTimeout = 1;
            command.ExecuteNonQuery();
            return null;
        }
        catch (SqliteException error)
        {
            return SqliteFault.IsBusy(error) ? null : SqliteFault.Of(error) ?? "the file cannot be written";
        }
    }
}
