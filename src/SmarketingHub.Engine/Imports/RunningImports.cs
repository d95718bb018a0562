using SmarketingHub.Domain.People;

namespace SmarketingHub.Engine.Imports;

/// <summary>Imports that a server runs in the background, for the API and the page.</summary>
public sealed class RunningImports(Importer importer)
{
    /// <summary>Copies the stream, checks rights, file and profile, and starts; returns the run's id.</summary>
    /// <exception cref="Domain.InvalidArgument">The file or the profile as a whole cannot be used.</exception>
    public Task<long> Start(ImportRequest request, Actor actor) => throw new NotImplementedException($"{request} {actor} {importer}");

    /// <summary>How a run stands, also one of another process. One that was not heard of for a minute counts as interrupted.</summary>
    /// <exception cref="Domain.NotFound">There is no such import.</exception>
    public Task<ImportRun> Find(long id, Actor actor) => throw new NotImplementedException($"{id} {actor} {importer}");
}
