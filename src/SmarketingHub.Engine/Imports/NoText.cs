using System.Text;
using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Imports;

/// <summary>Tells files that are no text by how they begin.</summary>
internal static class NoText
{
    private const int Head = 4096;

    // Of a text no byte in so many is a control character.
    private const int Rare = 20;

    // Zip, which workbooks are, too; workbooks of old; gzip, 7z, rar.
    private static readonly byte[][] Packed =
        [[(byte)'P', (byte)'K', 3, 4], [0xD0, 0xCF, 0x11, 0xE0], [0x1F, 0x8B], [(byte)'7', (byte)'z', 0xBC, 0xAF], [.. "Rar!"u8]];

    private static readonly byte[][] Others =
        [[0x89, (byte)'P', (byte)'N', (byte)'G'], [0xFF, 0xD8, 0xFF], [.. "GIF8"u8], [.. "%PDF-"u8], [.. "SQLite format 3"u8]];

    /// <exception cref="InvalidArgument">The file is none: says what it is.</exception>
    internal static void Refuse(Stream file, Encoding encoding)
    {
        file.Position = 0;
        Span<byte> bytes = stackalloc byte[Head];
        ReadOnlySpan<byte> head = bytes[..file.ReadAtLeast(bytes, Head, throwOnEndOfStream: false)];
        file.Position = 0;
        if (BeginsLike(head, Packed))
            throw new InvalidArgument("file", "This is no text but a workbook or an archive. Save it as CSV UTF-8.");
        if (BeginsLike(head, Others) || encoding.GetByteCount("a") == 1 && Controls(head) > head.Length / Rare)
            throw new InvalidArgument("file", "This is no text but a picture, a document or a program's own file. Give a CSV file.");
    }

    private static bool BeginsLike(ReadOnlySpan<byte> head, byte[][] all)
    {
        foreach (var one in all)
            if (head.StartsWith(one))
                return true;
        return false;
    }

    private static int Controls(ReadOnlySpan<byte> head)
    {
        var count = 0;
        foreach (var one in head)
            if (one < ' ' && one is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0))
                count++;
        return count;
    }
}
