using SmarketingHub.Engine.Data;


namespace SmarketingHub.Engine.Imports;

/// <summary>A file to be imported.</summary>
public sealed record ImportRequest
{
    public required Stream Csv { get; init; }
    public required ImportAs As { get; init; }

    /// <summary>As the run shows it.</summary>
    public string FileName { get; init; } = "import.csv";

    /// <summary>Null: columns are recognised by name.</summary>
    public ImportProfile? Profile { get; init; }

    /// <summary>Opens a file that the profile names (people, accounts, products), by its plain name; null when there is none.</summary>
    public Func<string, Stream?> Beside { get; init; } = _ => null;
}

/// <summary>How far an import is, after each chunk of rows.</summary>
public sealed record ImportProgress(int Total, int Rows, int Added, int Joined, int Skipped, int Rejected, int LeftOut = 0);

/// <summary>What became of the rows of a file.</summary>
/// <param name="Run">The id of its <see cref="ImportRun"/>.</param>
/// <param name="Rows">Rows looked at: the sum of the four that follow.</param>
/// <param name="Added">New leads.</param>
/// <param name="Joined">Rows that joined or moved on a lead that was there.</param>
/// <param name="Skipped">Rows that were imported before.</param>
/// <param name="Report">What became of the columns, and what is in no lead.</param>
/// <param name="RejectsCsv">The rejected rows with line, field and reason; null when there are none.</param>
public sealed record ImportResult(
    long Run, int Rows, int Added, int Joined, int Skipped, int Rejected, string? RejectsCsv, ImportReport Report)
{
    /// <summary>Values that are left out of their leads for a reason, and kept with them.</summary>
    public int LeftOut => Report.LeftOut.Sum(left => left.Count);
}
