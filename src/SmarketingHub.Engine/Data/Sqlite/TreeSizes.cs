using System.Buffers.Binary;

namespace SmarketingHub.Engine.Data;

/// <summary>
/// How many pages a table or an index has, told by the pages that point to others alone: one in some hundred is read. Long values that
/// continue on pages of their own are not counted. What the log has, and what moves meanwhile, makes it a little wrong.
/// </summary>
internal sealed class TreeSizes(RawFile file)
{
    private const int Deepest = 20;

    private readonly byte[] page = new byte[file.PageSize];

    /// <param name="root">Its first page, counted from 1.</param>
    internal long PagesOf(long root)
    {
        var (all, level) = (1L, new List<long> { root });
        // All leaves are equally deep, so the first of a level tells what the whole is.
        for (var depth = 0; depth < Deepest; depth++)
        {
            if (Children(level[0]) is null)
                return all;
            level = [.. level.SelectMany(at => Children(at) ?? [])];
            all += level.Count;
            if (level.Count == 0 || all > file.Pages)
                return Math.Min(all, file.Pages);
        }
        return all;
    }

    /// <summary>Null: it points to none.</summary>
    private List<long>? Children(long number)
    {
        if (number < 1 || number > file.Pages || !file.TryRead(page, number - 1))
            return null;
        var header = number == 1 ? 100 : 0;
        if (page[header] is not (2 or 5))
            return null;
        var cells = BinaryPrimitives.ReadUInt16BigEndian(page.AsSpan(header + 3));
        var children = new List<long>(cells + 1);
        for (var i = 0; i < cells && header + 14 + 2 * i <= page.Length; i++)
        {
            var cell = BinaryPrimitives.ReadUInt16BigEndian(page.AsSpan(header + 12 + 2 * i));
            if (cell + 4 <= page.Length)
                children.Add(BinaryPrimitives.ReadUInt32BigEndian(page.AsSpan(cell)));
        }
        children.Add(BinaryPrimitives.ReadUInt32BigEndian(page.AsSpan(header + 8)));
        return children;
    }
}
