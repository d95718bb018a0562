using System.Text;
using CsvHelper;
using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Imports;

/// <summary>One row of a file.</summary>
/// <param name="Line">Where it begins, counted from 1.</param>
/// <param name="IsTorn">It and its neighbour are the halves of one row: a line break stood unquoted in it.</param>
/// <param name="Swallowed">The column of a cell that holds what look like whole rows; null: none does.</param>
internal sealed record CsvRow(int Line, string[] Cells, bool IsTorn = false, int? Swallowed = null);

/// <summary>
/// A CSV file that was read once, to its end or as far as a preview looks: it is text, it has a header, and its rows are counted.
/// </summary>
internal sealed class CsvFile : IAsyncDisposable
{
    internal const long MostBytes = 200L * 1024 * 1024;
    internal const int MostColumns = 500;
    internal const int LongestField = 20_000;

    /// <summary>Of a longer file a preview looks at so much.</summary>
    internal const int HeadBytes = 8 << 20, HeadRows = 5_000;

    internal const int LargestRow = 1024 * 1024;

    private readonly Stream stream;
    private readonly bool owned;
    private readonly Encoding encoding;
    private readonly int mostRows;

    private CsvFile(Stream stream, bool owned, Encoding encoding, int mostRows = int.MaxValue) =>
        (this.stream, this.owned, this.encoding, this.mostRows) = (stream, owned, encoding, mostRows);

    internal string[] Header { get; private set; } = [];
    internal string Delimiter { get; private set; } = ",";

    internal string Encoding => encoding.WebName;

    /// <summary>Rows behind the header, without its trailer.</summary>
    internal int Count { get; private set; }

    /// <summary>It goes on behind them: only its beginning is looked at.</summary>
    internal bool IsCut { get; private set; }

    /// <summary>Lines in front of the header: what a report says of itself, or the delimiter.</summary>
    internal int Before { get; private set; }

    // Cells of its widest row.
    private int widest;

    /// <param name="isHeader">Tells the line that names the columns from what may stand before it.</param>
    /// <param name="copy">The stream given will be gone before the rows are read.</param>
    /// <exception cref="InvalidArgument">It cannot be read as a whole: says why, and where.</exception>
    internal static async Task<CsvFile> Open(
        Stream given, string? delimiter, string? encodingName, Func<string[], bool> isHeader, bool copy, CancellationToken stop)
    {
        copy |= !given.CanSeek;
        var stream = copy ? await Copy(given, stop) : given;
        try
        {
            if (stream.Length > MostBytes)
                throw TooLarge();
            var file = new CsvFile(stream, owned: copy, Encodings.Of(stream, encodingName));
            file.Check(delimiter, isHeader, stop);
            return file;
        }
        catch
        {
            if (copy)
                await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>Its beginning alone: nothing is read behind it, and the row that stands across its end is left out.</summary>
    /// <exception cref="InvalidArgument">It cannot be read: says why, and where.</exception>
    internal static async Task<CsvFile> OpenHead(
        Stream given, string? delimiter, string? encodingName, Func<string[], bool> isHeader, CancellationToken stop)
    {
        var bytes = new byte[HeadBytes];
        var read = await given.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, stop);
        var encoding = Encodings.Of(new MemoryStream(bytes, 0, read), encodingName);
        var isCut = read == bytes.Length;
        var file = new CsvFile(
            new MemoryStream(bytes, 0, isCut ? Encodings.WholeLines(bytes, encoding) : read), owned: true, encoding, HeadRows)
        {
            IsCut = isCut,
        };
        file.Check(delimiter, isHeader, stop);
        return file;
    }

    /// <summary>From the first row on, as often as wanted.</summary>
    internal IEnumerable<CsvRow> Rows()
    {
        using var reader = Reader();
        if (!reader.Read())
            yield break;
        CsvRow? last = null;
        for (var left = Count; left > 0 && reader.Read();)
        {
            var cells = CellsOf(reader);
            if (IsBlank(cells))
                continue;
            left--;
            var row = new CsvRow((int)reader.LineNumber + Before, cells)
            {
                Swallowed = reader.RawRecord.ContainsAny((byte)'\n', (byte)'\r')
                    ? SwallowedRows.ColumnOf(cells, Header.Length, Delimiter[0]) : null,
            };
            if (last is not null && AreHalves(last.Cells, cells))
                (last, row) = (last with { IsTorn = true }, row with { IsTorn = true });
            if (last is not null)
                yield return last;
            last = row;
        }
        if (last is not null)
            yield return last;
    }

    public async ValueTask DisposeAsync()
    {
        if (owned)
            await stream.DisposeAsync();
    }

    private void Check(string? delimiter, Func<string[], bool> isHeader, CancellationToken stop)
    {
        var line = 0L;
        NoText.Refuse(stream, encoding);
        try
        {
            using (var lines = Start(0))
                (Delimiter, Before) = CsvHeader.Find(lines, delimiter, isHeader);
            using var reader = Reader();
            if (!reader.Read())
                throw new InvalidArgument("file", "The file is empty: its first line must name the columns.");
            Header = [.. CellsOf(reader).Select(name => name.Trim())];
            if (Header.Length > MostColumns)
                throw new InvalidArgument("file", $"The file has {Header.Length} columns; at most {MostColumns} are read.");
            var trailer = new Trailer(Header.Length);
            var open = OpenQuote.LineOf(reader.RawRecord, Delimiter[0]);
            while (reader.Read())
            {
                stop.ThrowIfCancellationRequested();
                line = reader.LineNumber + Before;
                if (reader.RawRecord.Contains((byte)0))
                    throw new InvalidArgument("file", $"Line {line} is no text. Is it a workbook? Save it as CSV UTF-8.");
                open = OpenQuote.LineOf(reader.RawRecord, Delimiter[0]);
                var cells = CellsOf(reader);
                if (cells.Any(cell => cell.Length > LongestField))
                    throw TooLong(line);
                if (IsBlank(cells))
                    continue;
                if (Count == mostRows)
                {
                    IsCut = true;
                    return;
                }
                Count++;
                widest = Math.Max(widest, cells.Length);
                trailer.Take((int)line, cells);
            }
            if (open is { } inside && !IsCut)
                throw new InvalidArgument("file",
                    $"A quote that is opened in line {Math.Max(line, Before + 1) + inside} is never closed: close it, or take it away.");
            // Of a beginning the last row may be half a row, and what it ends with is no trailer.
            Count -= IsCut ? Math.Min(Count, 1) : trailer.Rows;
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidArgument("file",
                $"The file is not {encoding.WebName.ToUpperInvariant()} (behind line {line}). Save it as CSV UTF-8, or name its encoding "
                    + $"in the profile: \"encoding\": \"windows-1252\".");
        }
        catch (CsvFormatException)
        {
            throw TooLong(line + 1);
        }
    }

    /// <param name="lines">So many are passed over.</param>
    private StreamReader Start(int lines)
    {
        stream.Position = 0;
        var reader = new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        for (; lines > 0; lines--)
            CsvHeader.Line(reader);
        return reader;
    }

    private CsvReader Reader() => CsvReader.Create(Start(Before), new CsvReaderOptions
    {
        Separator = Delimiter[0],
        HasHeader = false,
        TrackLineNumbers = true,
        MaxRecordSize = LargestRow,
    });

    internal static string[] CellsOf(CsvReader reader) =>
        [.. Enumerable.Range(0, reader.FieldCount).Select(i => Formulas.Unguard(reader.GetString(i)))];

    // Of a file that has whole rows; two rows that both have an address there are two.
    private bool AreHalves(string[] first, string[] second) =>
        widest >= Header.Length && first.Length < Header.Length && second.Length < Header.Length
            && first.Length + second.Length - 1 == Header.Length
            && !first.Zip(second).Any(pair => pair.First.Contains('@') && pair.Second.Contains('@'));

    private static bool IsBlank(string[] cells) => Array.TrueForAll(cells, string.IsNullOrWhiteSpace);

    private static async Task<Stream> Copy(Stream given, CancellationToken stop)
    {
        var copy = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            var buffer = new byte[1 << 16];
            for (int read; (read = await given.ReadAsync(buffer, stop)) > 0;)
            {
                if (copy.Length + read > MostBytes)
                    throw TooLarge();
                await copy.WriteAsync(buffer.AsMemory(0, read), stop);
            }
            return copy;
        }
        catch
        {
            // Who sends it may be gone amid it, and its beginning must not stay.
            await copy.DisposeAsync();
            throw;
        }
    }

    private static InvalidArgument TooLong(long line) =>
        new("file", $"At line {line} a field is longer than {LongestField} characters. Is a quote opened there and not closed?");

    private static InvalidArgument TooLarge() => new("file", $"The file is larger than {MostBytes >> 20} MB. Split it.");
}
