using SmarketingHub.Domain.Agreements;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Agreements;

/// <summary>A version's text apart from its life, and whether two texts say the same.</summary>
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

    /// <summary>Whether two parts of a text say the same.</summary>
    public static bool Same<T>(T? a, T? b) => ReferenceEquals(a, b)
        || (a is null || b is null ? a is null && b is null : LedgerJson.Write(a).AsSpan().SequenceEqual(LedgerJson.Write(b)));
}
