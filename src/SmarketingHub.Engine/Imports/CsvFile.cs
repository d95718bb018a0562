using System.Text;
using CsvHelper;
using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Imports;

/// <summary>One row of a file.</summary>
/// <param name="Line">Where it begins, counted from 1.</param>
internal sealed record CsvRow(int Line, string[] Cells);

/// <summary>A CSV file that was read once to its end: it is text, it has a header, and its rows are counted.</summary>
internal sealed class CsvFile : IAsyncDisposable
{
    internal const long MostBytes = 200L * 1024 * 1024;
    internal const int MostColumns = 500;
    internal const int LongestField = 20_000;
    private const int LargestRow = 1024 * 1024;

    private readonly Stream stream;
    private readonly bool owned;
    private readonly Encoding encoding;

    private CsvFile(Stream stream, bool owned, Encoding encoding) => (this.stream, this.owned, this.encoding) = (stream, owned, encoding);

    internal string[] Header { get; private set; } = [];
    internal string Delimiter { get; private set; } = ",";

    /// <summary>Rows behind the header.</summary>
    internal int Count { get; private set; }

    private bool SaysDelimiter { get; set; }

    /// <param name="copy">The stream given will be gone before the rows are read.</param>
    /// <exception cref="InvalidArgument">It cannot be read as a whole: says why, and where.</exception>
    internal static async Task<CsvFile> Open(Stream given, string? delimiter, string? encodingName, bool copy, CancellationToken stop)
    {
        copy |= !given.CanSeek;
        var stream = copy ? await Copy(given, stop) : given;
        try
        {
            if (stream.Length > MostBytes)
                throw TooLarge();
            var file = new CsvFile(stream, owned: copy, Encodings.Of(stream, encodingName));
            file.Check(delimiter, stop);
            return file;
        }
        catch
        {
            if (copy)
                await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>From the first row on, as often as wanted.</summary>
    internal IEnumerable<CsvRow> Rows()
    {
        using var reader = Reader();
        if (!SkipHeader(reader))
            yield break;
        while (reader.Read())
            if (CellsOf(reader) is var cells && !IsBlank(cells))
                yield return new((int)reader.LineNumber, cells);
    }

    public async ValueTask DisposeAsync()
    {
        if (owned)
            await stream.DisposeAsync();
    }

    private void Check(string? delimiter, CancellationToken stop)
    {
        var line = 0L;
        try
        {
            FindDelimiter(delimiter);
            using var reader = Reader();
            if (!SkipHeader(reader))
                throw new InvalidArgument("file", "The file is empty: its first line must name the columns.");
            Header = [.. CellsOf(reader).Select(name => name.Trim())];
            if (Header.Length > MostColumns)
                throw new InvalidArgument("file", $"The file has {Header.Length} columns; at most {MostColumns} are read.");
            while (reader.Read())
            {
                stop.ThrowIfCancellationRequested();
                line = reader.LineNumber;
                if (reader.RawRecord.Contains((byte)0))
                    throw new InvalidArgument("file", $"Line {line} is no text. Is it a workbook? Save it as CSV UTF-8.");
                var cells = CellsOf(reader);
                if (cells.Any(cell => cell.Length > LongestField))
                    throw TooLong(line);
                Count += IsBlank(cells) ? 0 : 1;
            }
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidArgument("file", $"The file is not {encoding.WebName.ToUpperInvariant()} (behind line {line}). Save it as CSV UTF-8, or name its encoding in the profile: \"encoding\": \"windows-1252\".");
        }
        catch (CsvFormatException)
        {
            throw TooLong(line + 1);
        }
    }

    private void FindDelimiter(string? given)
    {
        using var reader = Start();
        var first = FirstLine(reader);
        if (first.StartsWith('\0') || first.StartsWith("PK", StringComparison.Ordinal))
            throw new InvalidArgument("file", "This is no text but a workbook or an archive. Save it as CSV UTF-8.");
        SaysDelimiter = first.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && first.Length == 5;
        if (given is not (null or "," or ";" or "\t" or "|"))
            throw new InvalidArgument("profile", "A delimiter is one of , ; | or a tab.");
        Delimiter = given ?? (SaysDelimiter ? first[4..] : MostUsed(first));
    }

    // No longer than a row may be, however far the first line's end is.
    private static string FirstLine(StreamReader reader)
    {
        var line = new StringBuilder();
        while (line.Length < LargestRow && reader.Read() is >= 0 and not '\n' and not '\r' and var c)
            line.Append((char)c);
        return line.ToString();
    }

    // Of the header alone: values may hold any of them.
    private static string MostUsed(string header)
    {
        var quoted = false;
        var counts = new Dictionary<char, int> { [','] = 0, [';'] = 0, ['\t'] = 0 };
        foreach (var c in header)
            if (c == '"')
                quoted = !quoted;
            else if (!quoted && counts.TryGetValue(c, out var count))
                counts[c] = count + 1;
        return counts.MaxBy(pair => pair.Value).Key.ToString();
    }

    private bool SkipHeader(CsvReader reader) => (!SaysDelimiter || reader.Read()) && reader.Read();

    private StreamReader Start()
    {
        stream.Position = 0;
        return new(stream, encoding, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
    }

    private CsvReader Reader() => CsvReader.Create(Start(), new CsvReaderOptions
    {
        Separator = Delimiter[0],
        HasHeader = false,
        TrackLineNumbers = true,
        MaxRecordSize = LargestRow,
    });

    private static string[] CellsOf(CsvReader reader) => [.. Enumerable.Range(0, reader.FieldCount).Select(i => Formulas.Unguard(reader.GetString(i)))];

    private static bool IsBlank(string[] cells) => Array.TrueForAll(cells, string.IsNullOrWhiteSpace);

    private static async Task<Stream> Copy(Stream given, CancellationToken stop)
    {
        var copy = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        var buffer = new byte[1 << 16];
        for (int read; (read = await given.ReadAsync(buffer, stop)) > 0;)
        {
            if (copy.Length + read > MostBytes)
            {
                await copy.DisposeAsync();
                throw TooLarge();
            }
            await copy.WriteAsync(buffer.AsMemory(0, read), stop);
        }
        return copy;
    }

    private static InvalidArgument TooLong(long line) =>
        new("file", $"At line {line} a field is longer than {LongestField} characters. Is a quote opened there and not closed?");

    private static InvalidArgument TooLarge() => new("file", $"The file is larger than {MostBytes >> 20} MB. Split it.");
}
