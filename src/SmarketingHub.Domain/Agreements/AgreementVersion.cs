using System.Collections.Immutable;
using NodaTime;

namespace SmarketingHub.Domain.Agreements;

/// <summary>
/// Where a version stands. Whether a signed one is in force, superseded or ended is a matter of dates: <see cref="Agreement.InForce"/>.
/// </summary>
public enum VersionState
{
    Signed,
    Draft,

    /// <summary>Frozen, and waiting for signatures.</summary>
    Proposed,

    /// <summary>Given up before both had signed.</summary>
    Discarded,
}

/// <summary>One numbered text of an agreement, and its life. Its text is never changed once it is signed.</summary>
public sealed record AgreementVersion : Terms
{
    public required int Number { get; init; }
    public VersionState State { get; init; }

    /// <summary>When it was first laid before both sides; null: never, or before this was kept.</summary>
    public Instant? ProposedAt { get; init; }

    /// <summary>When it takes or took effect; null until both have signed.</summary>
    public Instant? EffectiveAt { get; init; }

    /// <summary>When the agreement ends with it: its clocks are void from then on.</summary>
    public Instant? EndsAt { get; init; }

    /// <summary>Rises with every change of the draft.</summary>
    public int Revision { get; init; }

    /// <summary>Who made it, as the ledger writes actors.</summary>
    public string By { get; init; } = "system";
    public ImmutableList<Signature> Signatures { get; init; } = [];

    /// <summary>What a side asked to be changed, oldest first.</summary>
    public ImmutableList<Comment> Comments { get; init; } = [];

    /// <summary>Whether a comment is still to be answered: it was said when the draft was sent back last.</summary>
    public bool IsOpen(Comment comment) => State == VersionState.Draft && comment.At == Comments[^1].At;

    /// <summary>Both sides have read it: until then it is its writers' own.</summary>
    public bool WasProposed() => State is VersionState.Proposed or VersionState.Signed || ProposedAt is not null || Comments.Count > 0;

    public Commitment? Commitment(string id) => Commitments.FirstOrDefault(c => c.Id == id);

    public Signature? SignedBy(string party) => Signatures.Find(s => s.Party == party);
}

/// <summary>One side's signature under a frozen text.</summary>
/// <param name="By">Who signed, as the ledger writes actors.</param>
/// <param name="From">From where: an address, or the name of the key. Stands beside the ledger.</param>
/// <param name="TextHash">SHA-256 of the text, in hex; the ledger has it, too.</param>
public sealed record Signature(string Party, string By, Instant At, string? From, string TextHash);

/// <summary>A change that was asked for.</summary>
/// <param name="Sentence">The commitment that it is about; null: the whole.</param>
/// <param name="Words">Free text; stands beside the ledger.</param>
public sealed record Comment(string? Sentence, string Party, string By, Instant At, string Words);
