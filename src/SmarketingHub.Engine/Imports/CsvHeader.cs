using System.Text;
using CsvHelper;
using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Imports;

/// <summary>Finds the line that names the columns, and what parts them.</summary>
internal static class CsvHeader
{
    // LinkedIn and Salesforce put a handful of lines before the header.
    private const int MostBefore = 20;

    /// <param name="given">The delimiter that the profile says.</param>
    /// <param name="isHeader">Tells the line that names the columns from what may stand before it.</param>
    /// <returns>The delimiter, and how many lines stand in front: what a report says of itself, or the delimiter.</returns>
    /// <exception cref="InvalidArgument">It is no text, or the profile's delimiter is none.</exception>
    internal static (string Delimiter, int Before) Find(StreamReader reader, string? given, Func<string[], bool> isHeader)
    {
        List<string> lines = [Line(reader)];
        if (lines[0].StartsWith('\0'))
            throw new InvalidArgument("file", "This is no text but a workbook or an archive. Save it as CSV UTF-8.");
        if (given is not (null or "," or ";" or "\t" or "|"))
            throw new InvalidArgument("profile", "A delimiter is one of , ; | or a tab.");
        var before = 0;
        if (lines[0] is ['s' or 'S', 'e' or 'E', 'p' or 'P', '=', var said])
            (given, before, lines[0]) = (given ?? said.ToString(), 1, Line(reader));
        while (lines.Count < MostBefore && !reader.EndOfStream)
            lines.Add(Line(reader));
        // The first line, unless it tells nothing and one of the next ones does. One of more columns than are read is none: each of
        // its cells would be compared with all that is known.
        var found = Math.Max(0, lines.FindIndex(line =>
            Split(line, given ?? MostUsed(line)) is { Length: <= CsvFile.MostColumns } cells && isHeader(cells)));
        return (given ?? MostUsed(lines[found]), before + found);
    }

    /// <summary>The next line, no longer than a row may be, however far its end is.</summary>
    internal static string Line(StreamReader reader)
    {
        var line = new StringBuilder();
        while (line.Length < CsvFile.LargestRow && reader.Read() is >= 0 and not '\n' and var c)
        {
            if (c != '\r')
                line.Append((char)c);
            else if (reader.Peek() != '\n')
                break;
        }
        return line.ToString();
    }

    private static string[] Split(string line, string delimiter)
    {
        using var reader = CsvReader.Create(new StringReader(line),
            new CsvReaderOptions { Separator = delimiter[0], HasHeader = false, MaxRecordSize = CsvFile.LargestRow });
        return reader.Read() ? CsvFile.CellsOf(reader) : [];
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
}
