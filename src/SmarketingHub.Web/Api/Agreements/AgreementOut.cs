using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Engine.Agreements;

namespace SmarketingHub.Web.Api.Agreements;

/// <summary>Where a version stands now.</summary>
public enum VersionStatus
{
    Draft,
    Proposed,

    /// <summary>Signed by both, and not in force yet.</summary>
    Signed,
    InForce,
    Superseded,
    Ended,
    Discarded,
}

/// <summary>An agreement and its versions, without their texts.</summary>
/// <param name="InForce">The number of the version in force now; null: none is.</param>
public sealed record AgreementListOut(
    long Id, string Name, string Giver, string Receiver, int? InForce, IReadOnlyList<VersionLineOut> Versions)
{
    internal static AgreementListOut Of(Agreement agreement, Company known, Company company, Instant now) => new(
        agreement.Id, agreement.Name, agreement.Giver, agreement.Receiver, agreement.InForce(now)?.Number,
        [.. agreement.Versions.Select(v => VersionLineOut.Of(agreement, v, known, company, now))]);
}

/// <param name="MadeBy">To a partner, of whoever is not its own: their party's name.</param>
/// <param name="WaitsFor">The parties whose signatures a proposed version lacks.</param>
public sealed record VersionLineOut(
    int Number, VersionStatus Status, Instant? EffectiveAt, Instant? EndsAt, int Revision, string MadeBy,
    IReadOnlyList<SignatureOut> Signatures, IReadOnlyList<string> WaitsFor)
{
    internal static VersionLineOut Of(Agreement agreement, AgreementVersion version, Company known, Company company, Instant now) => new(
        version.Number, StatusOf(agreement, version, now), version.EffectiveAt, version.EndsAt, version.Revision,
        known.ActorName(version.By),
        [.. version.Signatures.Select(s => new SignatureOut(s.Party, company.ActorName(s.By), s.At, s.From))],
        version.State != VersionState.Proposed ? [] : agreement.Missing(version));

    internal static VersionStatus StatusOf(Agreement agreement, AgreementVersion version, Instant now) => version.State switch
    {
        VersionState.Draft => VersionStatus.Draft,
        VersionState.Proposed => VersionStatus.Proposed,
        VersionState.Discarded => VersionStatus.Discarded,
        _ when version.EndsAt <= now => VersionStatus.Ended,
        _ when version.EffectiveAt > now => VersionStatus.Signed,
        _ => agreement.InForce(now)?.Number == version.Number ? VersionStatus.InForce : VersionStatus.Superseded,
    };
}

/// <param name="By">Who signed, by name: a partner, too, knows with whom it agreed.</param>
/// <param name="From">From where: an address, or the key that passed it on; null to a partner, of the other side's.</param>
public sealed record SignatureOut(string Party, string By, Instant At, string? From);

/// <param name="Sentence">The commitment's id; null: about the whole.</param>
public sealed record CommentOut(string? Sentence, string By, Instant At, string Words);

/// <summary>One version with its text.</summary>
/// <param name="TextHash">SHA-256 of what was, or would be, signed; hex. The bytes themselves are at <c>…/signed</c>.</param>
/// <param name="Changes">Against the version that was asked for; null: none was.</param>
public sealed record VersionOut(
    long Agreement, VersionLineOut Version, TermsBody Text, string TextHash, IReadOnlyList<CommentOut> Comments,
    IReadOnlyList<Shadow> Shadows, ChangesOut? Changes)
{
    internal static VersionOut Of(
        Agreement agreement, AgreementVersion version, AgreementVersion? against, Company known, Company company, Instant now) => new(
        agreement.Id, VersionLineOut.Of(agreement, version, known, company, now), TermsBody.Of(version),
        SignedText.HashOf(agreement, version),
        [.. version.Comments.Select(c => new CommentOut(c.Sentence, known.ActorName(c.By), c.At, c.Words))],
        Domain.Agreements.Shadows.Of(version.Commitments), against is null ? null : ChangesOut.Of(against, version));
}

/// <summary>What it says otherwise than another version.</summary>
public sealed record ChangesOut(
    int Against, IReadOnlyList<ChangedOut<CommitmentBody>> Commitments, IReadOnlyList<ChangedOut<PeriodCommitmentBody>> PeriodCommitments,
    IReadOnlyList<string> Moved, IReadOnlyList<string> Fields)
{
    internal static ChangesOut Of(AgreementVersion before, AgreementVersion after)
    {
        var changes = TermsChanges.Between(before, after);
        return new(
            before.Number,
            [.. changes.Commitments.Select(c => new ChangedOut<CommitmentBody>(c.Id, c.Before is null ? null : CommitmentBody.Of(c.Before),
                c.After is null ? null : CommitmentBody.Of(c.After)))],
            [.. changes.PeriodCommitments.Select(c => new ChangedOut<PeriodCommitmentBody>(c.Id,
                c.Before is null ? null : PeriodCommitmentBody.Of(c.Before), c.After is null ? null : PeriodCommitmentBody.Of(c.After)))],
            changes.Moved, changes.Fields);
    }
}

/// <param name="Before">Null: it was added.</param>
/// <param name="After">Null: it was removed.</param>
public sealed record ChangedOut<T>(string Id, T? Before, T? After) where T : class;

/// <summary>What re-timing would do if the version took effect now, or at its date.</summary>
/// <param name="Clocks">The 50 that move farthest, then those that keep their deadline.</param>
/// <param name="Over">Running clocks that are due before it takes effect, and then met or breached for good.</param>
/// <param name="Whole">False: more than 50,000 run, and of these those that are due first were looked at.</param>
public sealed record ReTimingOut(int Moves, int Keeps, int Over, bool Whole, IReadOnlyList<ReTimedClockOut> Clocks);

/// <param name="NewDueAt">Null: the new deadline has passed, or no sentence fits; it keeps what it has.</param>
public sealed record ReTimedClockOut(long Lead, string Name, string Commitment, Instant DueAt, Instant? NewDueAt);
