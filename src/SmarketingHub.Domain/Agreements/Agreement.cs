using System.Collections.Immutable;
using NodaTime;

namespace SmarketingHub.Domain.Agreements;

/// <summary>What two parties promised each other, in numbered versions.</summary>
public sealed record Agreement
{
    public required long Id { get; init; }
    public required string Name { get; init; }

    /// <summary>The two parties, the giver of leads first.</summary>
    public required string Giver { get; init; }
    public required string Receiver { get; init; }
    public ImmutableList<AgreementVersion> Versions { get; init; } = [];

    public bool IsBetween(string party, string? other) =>
        (party == Giver || party == Receiver) && (other is null || other == Giver || other == Receiver);

    /// <summary>Whether a partner knows of it: it is one of the two, and some version was laid before it.</summary>
    public bool IsReadBy(string party) => IsBetween(party, null) && Versions.Exists(v => v.WasProposed());

    public AgreementVersion? Version(int number) => Versions.Find(v => v.Number == number);

    /// <summary>The newest version that had taken effect and not ended; of two with the same start, the higher number.</summary>
    public AgreementVersion? InForce(Instant at) =>
        Versions.Where(v => v.EffectiveAt <= at).OrderBy(v => v.EffectiveAt).ThenBy(v => v.Number).LastOrDefault() is { } latest
        && !(latest.EndsAt <= at) ? latest : null;

    /// <summary>Marks that all running clocks have been told of the version that re-times them.</summary>
    public string ReTimingKey(AgreementVersion version) => $"retiming:{Id}@{version.Number}";

    /// <summary>Marks that all running clocks have been told that it ended with this version.</summary>
    public string EndingKey(AgreementVersion version) => $"ending:{Id}@{version.Number}";

    /// <summary>The sides that have not signed it, the giver first.</summary>
    public IReadOnlyList<string> Missing(AgreementVersion version) =>
        [.. new[] { Giver, Receiver }.Where(party => version.SignedBy(party) is null)];

    /// <summary>With this version in place of the one of its number.</summary>
    public Agreement With(AgreementVersion version) => this with { Versions = Versions.Replace(Version(version.Number)!, version) };
}
