using SmarketingHub.Domain.People;

namespace SmarketingHub.Engine.Imports;

/// <summary>Writes leads as a CSV that can be imported again as history.</summary>
public sealed class Exporter
{
    /// <summary>All leads that the actor may see, oldest first. Returns how many. The stream is left open.</summary>
    public Task<int> Export(Stream csv, Actor actor, CancellationToken stop = default) => throw new NotImplementedException($"{csv} {actor} {stop}");
}
