using Microsoft.Data.Sqlite;

namespace SmarketingHub.Engine.Data;

/// <summary>SQLite's errors that are the file's or the disk's.</summary>
internal static class SqliteFault
{
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    internal static string? Of(Exception error) => (error as SqliteException)?.SqliteErrorCode switch
    {
        5 or 6 => "the file is locked by another program",
        7 => "there is too little memory",
        8 => "the file is read-only",
        9 => "the database's work was interrupted",
        10 => "the disk reports an error",
        11 or NotADatabase => "the file is damaged; 'verify' says where",
        13 => "the disk is full",
        CannotOpen => "the file cannot be opened",
        _ => null,
    };

    internal static bool IsBusy(SqliteException error) => error.SqliteErrorCode is 5 or 6;

    internal static bool IsCannotOpen(SqliteException error) => error.SqliteErrorCode == CannotOpen;

    internal static bool IsNoDatabase(SqliteException error) => error.SqliteErrorCode == NotADatabase;
}
