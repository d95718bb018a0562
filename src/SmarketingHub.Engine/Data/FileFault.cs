using Microsoft.Data.Sqlite;

namespace SmarketingHub.Engine.Data;

/// <summary>Errors that are the file's or the disk's and nobody's command's: the same may succeed later.</summary>
public static class FileFault
{
    /// <summary>What is wrong with the file, in words; null: the error is another one.</summary>
    public static string? Of(Exception? error) => error switch
    {
        null => null,
        SqliteException sqlite => Words(sqlite.SqliteErrorCode),
        _ => Of(error.InnerException),
    };

    private static string? Words(int code) => code switch
    {
        5 or 6 => "the file is locked by another program",
        7 => "there is too little memory",
        8 => "the file is read-only",
        9 => "the database's work was interrupted",
        10 => "the disk reports an error",
        11 or 26 => "the file is damaged; 'verify' says where",
        13 => "the disk is full",
        14 => "the file cannot be opened",
        _ => null,
    };
}
