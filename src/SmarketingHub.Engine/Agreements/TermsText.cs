using System.Security.Cryptography;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Agreements;

/// <summary>A version's text as bytes: what two texts are compared by, and what is signed.</summary>
public static class TermsText
{
    public static Terms TermsOf(this AgreementVersion version) => new()
    {
        Scope = version.Scope,
        Calendar = version.Calendar,
        From = version.From,
        ReTimes = version.ReTimes,
        Commitments = version.Commitments,
        PeriodCommitments = version.PeriodCommitments,
        CaptureRules = version.CaptureRules,
        Worths = version.Worths,
    };

    /// <summary>The version with another text.</summary>
    public static AgreementVersion With(this AgreementVersion version, Terms terms) => version with
    {
        Scope = terms.Scope,
        Calendar = terms.Calendar,
        From = terms.From,
        ReTimes = terms.ReTimes,
        Commitments = terms.Commitments,
        PeriodCommitments = terms.PeriodCommitments,
        CaptureRules = terms.CaptureRules,
        Worths = terms.Worths,
    };

    /// <summary>SHA-256, in hex, of what is signed: which agreement, between whom, which version, and its text as the ledger writes JSON.</summary>
    public static string HashOf(Agreement agreement, AgreementVersion version) => Convert.ToHexStringLower(SHA256.HashData(LedgerJson.Write(
        new { agreement.Id, agreement.Name, agreement.Giver, agreement.Receiver, version.Number, Text = version.TermsOf() })));

    /// <summary>Whether two parts of a text say the same.</summary>
    public static bool Same<T>(T? a, T? b) => ReferenceEquals(a, b)
        || (a is null || b is null ? a is null && b is null : LedgerJson.Write(a).AsSpan().SequenceEqual(LedgerJson.Write(b)));
}
