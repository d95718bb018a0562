using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;

namespace SmarketingHub.Engine.Imports;

/// <summary>Imports CSV files through the door, row by row. A file can be imported again at any time: what was imported is skipped.</summary>
public sealed class Importer(Door door)
{
    /// <summary>Reads the whole file once to check it, then imports it. The stream is read and not closed.</summary>
    /// <exception cref="Domain.NotAllowed">The actor does not import.</exception>
    /// <exception cref="Domain.InvalidArgument">The file or the profile as a whole cannot be used; nothing was imported.</exception>
    /// <exception cref="OperationCanceledException">Stopped between two chunks: run it again to go on.</exception>
    public Task<ImportResult> Import(ImportRequest request, Actor actor, IProgress<ImportProgress>? progress = null, CancellationToken stop = default) =>
        throw new NotImplementedException($"{request} {actor} {progress} {stop} {door}");
}
