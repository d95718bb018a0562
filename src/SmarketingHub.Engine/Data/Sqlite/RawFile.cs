using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace SmarketingHub.Engine.Data;

/// <summary>
/// The pages of a file as they stand in it, by SQLite's own handle: whoever opened and closed the file beside it would take the locks away
/// that SQLite has on it. What is in the log alone is not in them.
/// </summary>
internal sealed class RawFile
{
    private const int FilePointer = 7;
    private const int SyncNormal = 2;

    // In the table of a file's methods, behind its version and xClose.
    private const int XRead = 2, XWrite = 3, XSync = 5;

    private readonly nint file;
    private readonly Transfer read;
    private readonly Transfer write;
    private readonly Settle sync;

    internal RawFile(SqliteConnection connection)
    {
        (PageSize, Pages) = ((int)Number(connection, "PRAGMA page_size"), Number(connection, "PRAGMA page_count"));
        if (sqlite3_file_control(connection.Handle!.DangerousGetHandle(), "main", FilePointer, out file) != 0)
            throw new InvalidOperationException("SQLite does not give its file.");
        var methods = Marshal.ReadIntPtr(file);
        T Method<T>(int at) => Marshal.GetDelegateForFunctionPointer<T>(Marshal.ReadIntPtr(methods, at * nint.Size));
        (read, write, sync) = (Method<Transfer>(XRead), Method<Transfer>(XWrite), Method<Settle>(XSync));
    }

    internal int PageSize { get; }

    /// <summary>With those that are in the log.</summary>
    internal long Pages { get; }

    /// <param name="first">Counted from 0.</param>
    internal void Read(byte[] into, int pages, long first) => Check(read(file, into, pages * PageSize, first * PageSize), "read");

    /// <summary>The same; false: it is not in the file yet, or cannot be read.</summary>
    internal bool TryRead(byte[] into, long page) => read(file, into, PageSize, page * PageSize) == 0;

    internal void Write(byte[] bytes, long page, int at) => Check(write(file, bytes, bytes.Length, page * PageSize + at), "written");

    internal void Sync() => Check(sync(file, SyncNormal), "synced");

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static void Check(int result, string what)
    {
        if (result != 0)
            throw new IOException($"A page could not be {what} (SQLite's error {result}).");
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Transfer(nint file, [In, Out] byte[] bytes, int length, long offset);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Settle(nint file, int flags);

    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    [DllImport("e_sqlite3", ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    private static extern int sqlite3_file_control(
        nint connection, [MarshalAs(UnmanagedType.LPUTF8Str)] string database, int operation, out nint file);
}
