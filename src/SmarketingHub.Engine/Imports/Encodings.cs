using System.Text;
using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Imports;

internal static class Encodings
{
    // Each skips its own mark. Strict: bytes that are no text of it are an error and never question marks.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    // The longer mark first: that of UTF-32 begins like that of UTF-16.
    private static readonly Encoding[] Marked =
    [
        Utf8,
        new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true),
        new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true),
        new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
    ];

    /// <summary>That of the file's mark; without one the named; else UTF-8.</summary>
    internal static Encoding Of(Stream file, string? name)
    {
        var named = Find(name);
        file.Position = 0;
        Span<byte> head = stackalloc byte[4];
        var mark = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        foreach (var encoding in Marked)
            if (mark.StartsWith(encoding.Preamble))
                return encoding;
        return named;
    }

    /// <summary>So many of the bytes are whole lines of text; all of them where no line ends.</summary>
    internal static int WholeLines(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        var (lineFeed, carriageReturn) = (encoding.GetBytes("\n"), encoding.GetBytes("\r"));
        for (var end = bytes.Length - bytes.Length % lineFeed.Length; end > 0; end -= lineFeed.Length)
            if (bytes[..end].EndsWith(lineFeed) || bytes[..end].EndsWith(carriageReturn))
                return end;
        return bytes.Length;
    }

    private static Encoding Find(string? name)
    {
        if (name is null)
            return Utf8;
        // Those that Windows programs write are not there without.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            return Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (ArgumentException)
        {
            throw new InvalidArgument("profile",
                $"'{name}' is no encoding known here: utf-8, windows-1250, windows-1252, iso-8859-1, utf-16 …");
        }
    }
}
