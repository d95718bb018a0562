namespace SmarketingHub.Engine.Imports;

/// <summary>Finds a cell that holds what look like whole rows of its file: a quote was opened there and closed far behind.</summary>
internal static class SwallowedRows
{
    // Of fewer columns any list may look so.
    private const int Fewest = 3;

    /// <summary>The column of the cell; null: none holds any.</summary>
    internal static int? ColumnOf(string[] cells, int width, char delimiter)
    {
        if (width >= Fewest)
            for (var i = 0; i < Math.Min(cells.Length, width); i++)
                if (cells[i].AsSpan().ContainsAny('\n', '\r') && HoldsRows(cells[i], behind: width - 1 - i, width, delimiter))
                    return i;
        return null;
    }

    // The rest of its own row, then whole ones, then the beginning of the one in which the quote is closed.
    private static bool HoldsRows(string cell, int behind, int width, char delimiter)
    {
        var lines = cell.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        return lines.Length > 2 && Delimiters(lines[0], delimiter) == behind
            && lines[1..^1].All(line => Delimiters(line, delimiter) == width - 1);
    }

    // Prose has a space behind its commas.
    private static int Delimiters(string line, char delimiter)
    {
        var count = 0;
        for (var i = 0; i < line.Length; i++)
            if (line[i] == delimiter && !(i + 1 < line.Length && line[i + 1] == ' '))
                count++;
        return count;
    }
}
