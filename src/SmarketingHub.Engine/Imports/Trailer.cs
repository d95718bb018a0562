namespace SmarketingHub.Engine.Imports;

/// <summary>Finds what a report puts behind its rows: totals, its own name, "Confidential Information - Do Not Distribute".</summary>
internal sealed class Trailer(int width)
{
    // What money is called: EUR, US$.
    private const int MostLetters = 3;

    private int lastLine;
    private int? loose;
    private int looseRows;

    /// <summary>Where it begins; null: there is none.</summary>
    internal int? Line { get; private set; }

    /// <summary>How many of the rows seen belong to it.</summary>
    internal int Rows { get; private set; }

    internal void Take(int line, string[] cells)
    {
        var (narrow, first) = (IsNarrow(cells), cells.Select(cell => cell.Trim()).FirstOrDefault(cell => cell.Length > 0) ?? "");
        if (Line is not null && !narrow)
            (Line, Rows) = (null, 0);
        else if (Line is not null)
            Rows++;
        else if (narrow && StockWords.Trailers.Any(begin => first.StartsWith(begin, StringComparison.OrdinalIgnoreCase)))
            (Line, Rows) = (loose ?? line, looseRows + 1);
        Loosen(line, cells, first);
        lastLine = line;
    }

    // The report's own name: alone on its line, behind an empty one.
    private void Loosen(int line, string[] cells, string first)
    {
        if (cells.Length != 1 || width == 1 || first.Contains('@'))
            (loose, looseRows) = (null, 0);
        else if (loose is not null)
            looseRows++;
        else if (line > lastLine + 1 && lastLine > 0)
            (loose, looseRows) = (line, 1);
    }

    // Words in one cell at most; a total may have sums behind it.
    private bool IsNarrow(string[] cells) => width > 1 && !cells.Any(cell => cell.Contains('@'))
        && cells.Where(cell => !string.IsNullOrWhiteSpace(cell)).Skip(1)
            .All(cell => cell.Any(char.IsDigit) && cell.Count(char.IsLetter) <= MostLetters);
}
