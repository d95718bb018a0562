using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Tests.Simulation.Reference;

namespace SmarketingHub.Engine.Tests.Simulation.Play;

/// <summary>What has to become of a command, by the model as it stands just before.</summary>
/// <param name="Done">Null: the model does not say.</param>
internal sealed record Expected(bool? Done, Type? Refusal = null)
{
    public static readonly Expected Success = new(true);
    public static readonly Expected Either = new((bool?)null);

    public static Expected Refused<T>() where T : Refusal => new(false, typeof(T));
}

/// <summary>One command at the door. No two of a burst have the same actor, so that each line of the ledger has its command.</summary>
internal sealed class Command
{
    public required string What { get; init; }
    public required Actor Actor { get; init; }

    /// <summary>Whose due points fire first.</summary>
    public IReadOnlyList<long> Leads { get; init; } = [];

    /// <summary>Sends it; answers with the lead that it made or moved, or 0.</summary>
    public required Func<Door, Task<long>> Send { get; init; }
    public required Func<Expected> Expect { get; init; }

    /// <summary>Looks at what it wrote; the answer is null when nobody was told.</summary>
    public Action<IReadOnlyList<Line>, long?> Wrote { get; init; } = (_, _) => { };

    /// <summary>Whether it can be done and write nothing.</summary>
    public bool MayBeSilent { get; init; }
    public Task<long>? Sent { get; set; }

    public override string ToString() => $"{Actor} ({Actor.Role} of {Actor.Party ?? "all"}): {What}";
}
