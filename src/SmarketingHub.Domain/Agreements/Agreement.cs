using System.Collections.Immutable;
using NodaTime;

namespace SmarketingHub.Domain.Agreements;

/// <summary>One version of one calendar.</summary>
public sealed record CalendarRef(string Id, int Version)
{
    public override string ToString() => $"{Id}@{Version}";
}

/// <summary>What two parties promised each other, in numbered versions.</summary>
public sealed record Agreement
{
    public required long Id { get; init; }
    public required string Name { get; init; }

    /// <summary>The two parties, the giver of leads first.</summary>
    public required string Giver { get; init; }
    public required string Receiver { get; init; }

    /// <summary>Which leads it is about.</summary>
    public Condition Scope { get; init; } = Condition.Every;
    public ImmutableList<AgreementVersion> Versions { get; init; } = [];

    public bool IsBetween(string party, string? other) =>
        (party == Giver || party == Receiver) && (other is null || other == Giver || other == Receiver);

    /// <summary>The newest version that had taken effect and not ended; of two with the same start, the higher number.</summary>
    public AgreementVersion? InForce(Instant at) =>
        Versions.Where(v => v.EffectiveAt <= at).OrderBy(v => v.EffectiveAt).ThenBy(v => v.Number).LastOrDefault() is { } latest
        && !(latest.EndsAt <= at) ? latest : null;
}

/// <summary>One numbered text of an agreement. Never changed once it is written.</summary>
public sealed record AgreementVersion
{
    public required int Number { get; init; }
    public required Instant EffectiveAt { get; init; }
    public Instant? EndsAt { get; init; }
    public required CalendarRef Calendar { get; init; }

    /// <summary>Ordered: the first that matches wins.</summary>
    public required IReadOnlyList<Commitment> Commitments { get; init; }
    public IReadOnlyList<CaptureRule> CaptureRules { get; init; } = [];

    /// <summary>Who made it, as the ledger writes actors.</summary>
    public string By { get; init; } = "system";
}
