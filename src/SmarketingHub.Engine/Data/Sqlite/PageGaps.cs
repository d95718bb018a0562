using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace SmarketingHub.Engine.Data;

/// <summary>
/// The unused parts of pages. When SQLite lays a page out anew it leaves there what had stood there, rows that are deleted since among it,
/// whatever <c>secure_delete</c> says. They are found by reading the file's pages, and overwritten with zeros by SQLite's own file, under
/// its write lock and while its log is empty.
/// </summary>
internal sealed class PageGaps
{
    private const int FilePointer = 7;
    private const int SyncNormal = 2;

    // In the table of a file's methods, behind its version and xClose.
    private const int XRead = 2, XWrite = 3, XSync = 5;

    // Beyond it the first byte of a page that is no tree's may look like one.
    private const long MostPages = 1 << 24;
    private const int PagesAtOnce = 256;

    private readonly int pageSize;
    private readonly long pages;
    private readonly nint file;
    private readonly Transfer read;
    private readonly Transfer write;
    private readonly Sync sync;

    internal PageGaps(SqliteConnection connection)
    {
        (pageSize, pages) = ((int)Number(connection, "PRAGMA page_size"), Number(connection, "PRAGMA page_count"));
        if (sqlite3_file_control(connection.Handle!.DangerousGetHandle(), "main", FilePointer, out file) != 0)
            throw new InvalidOperationException("SQLite does not give its file.");
        var methods = Marshal.ReadIntPtr(file);
        T Method<T>(int at) => Marshal.GetDelegateForFunctionPointer<T>(Marshal.ReadIntPtr(methods, at * nint.Size));
        (read, write, sync) = (Method<Transfer>(XRead), Method<Transfer>(XWrite), Method<Sync>(XSync));
    }

    /// <summary>
    /// The pages, counted from 0, that have something in their unused part. Needs no lock: they are looked at again before they are
    /// touched.
    /// </summary>
    internal List<long> Find()
    {
        var found = new List<long>();
        var some = new byte[pageSize * PagesAtOnce];
        for (var first = 0L; first < pages && pages < MostPages; first += PagesAtOnce)
        {
            var many = (int)Math.Min(PagesAtOnce, pages - first);
            Check(read(file, some, many * pageSize, first * pageSize), "read");
            for (var i = 0; i < many; i++)
                if (GapOf(some.AsSpan(i * pageSize, pageSize), isFirst: first + i == 0) is { Length: > 0 })
                    found.Add(first + i);
        }
        return found;
    }

    /// <summary>
    /// Needs the write lock and an empty log; whoever has pages in memory is to learn by a commit that they have changed.
    /// </summary>
    internal void Clear(IEnumerable<long> found)
    {
        var page = new byte[pageSize];
        foreach (var at in found)
        {
            Check(read(file, page, pageSize, at * pageSize), "read");
            if (GapOf(page, isFirst: at == 0) is { Length: > 0 } gap)
                Check(write(file, new byte[gap.Length], gap.Length, at * pageSize + gap.Start), "written");
        }
        Check(sync(file, SyncNormal), "synced");
    }

    /// <summary>
    /// Between the list of cells, which grows from the front, and the cells, which grow from the end; no length: it is empty, or this is no
    /// page of a tree.
    /// </summary>
    private static (int Start, int Length) GapOf(ReadOnlySpan<byte> page, bool isFirst)
    {
        var header = isFirst ? 100 : 0;
        if (page[header] is not (2 or 5 or 10 or 13))
            return default;
        var cells = BinaryPrimitives.ReadUInt16BigEndian(page[(header + 3)..]);
        var content = BinaryPrimitives.ReadUInt16BigEndian(page[(header + 5)..]) is > 0 and var start ? start : 65_536;
        var gap = header + (page[header] is 2 or 5 ? 12 : 8) + 2 * cells;
        return gap < content && content <= page.Length && page[gap..content].ContainsAnyExcept((byte)0) ? (gap, content - gap) : default;
    }

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
    private delegate int Sync(nint file, int flags);

    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    [DllImport("e_sqlite3", ExactSpelling = true, CallingConvention = CallingConvention.Cdecl)]
    private static extern int sqlite3_file_control(
        nint connection, [MarshalAs(UnmanagedType.LPUTF8Str)] string database, int operation, out nint file);
}
