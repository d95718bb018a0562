using SmarketingHub.Domain.Companies;

namespace SmarketingHub.Engine.Imports;

/// <summary>A file that was checked as a whole, how its rows are read, and how they are written.</summary>
internal sealed record OpenedImport(
    CsvFile File, Columns Columns, Moments Moments, IReadOnlyDictionary<int, ColumnProof> Proofs, RowReader Reader, RowWriter Writer,
    BesideFiles Beside, Company Company) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => File.DisposeAsync();
}
