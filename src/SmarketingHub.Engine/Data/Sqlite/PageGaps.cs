using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace SmarketingHub.Engine.Data;

/// <summary>
/// The unused parts of pages. When SQLite lays a page out anew it leaves there what had stood there, rows that are deleted since among it,
/// whatever <c>secure_delete</c> says. They are found by reading the file's pages, and overwritten with zeros by SQLite's own file, under
/// its write lock and while its log is empty.
/// </summary>
internal sealed class PageGaps
{
    // Beyond it the first byte of a page that is no tree's may look like one.
    private const long MostPages = 1 << 24;
    private const int PagesAtOnce = 256;

    private readonly RawFile file;

    internal PageGaps(SqliteConnection connection) => file = new(connection);

    /// <summary>
    /// The pages, counted from 0, that have something in their unused part. Needs no lock: they are looked at again before they are
    /// touched.
    /// </summary>
    internal List<long> Find()
    {
        var found = new List<long>();
        var some = new byte[file.PageSize * PagesAtOnce];
        for (var first = 0L; first < file.Pages && file.Pages < MostPages; first += PagesAtOnce)
        {
            var many = (int)Math.Min(PagesAtOnce, file.Pages - first);
            file.Read(some, many, first);
            for (var i = 0; i < many; i++)
                if (GapOf(some.AsSpan(i * file.PageSize, file.PageSize), isFirst: first + i == 0) is { Length: > 0 })
                    found.Add(first + i);
        }
        return found;
    }

    /// <summary>
    /// Needs the write lock and an empty log; whoever has pages in memory is to learn by a commit that they have changed.
    /// </summary>
    internal void Clear(IEnumerable<long> found)
    {
        var page = new byte[file.PageSize];
        foreach (var at in found)
        {
            file.Read(page, 1, at);
            if (GapOf(page, isFirst: at == 0) is { Length: > 0 } gap)
                file.Write(new byte[gap.Length], at, gap.Start);
        }
        file.Sync();
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
}
