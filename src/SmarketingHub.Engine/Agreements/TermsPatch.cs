using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using static SmarketingHub.Engine.Agreements.TermsText;

namespace SmarketingHub.Engine.Agreements;

/// <summary>
/// What a text says otherwise than before, as the ledger has each word of a draft: laid over the text before, it is the text after.
/// </summary>
public sealed record TermsPatch
{
    public Condition? Scope { get; init; }
    public CalendarRef? Calendar { get; init; }
    public Instant? From { get; init; }

    /// <summary>The date was taken away.</summary>
    public bool? FromSignature { get; init; }
    public bool? ReTimes { get; init; }
    public Sentences<Commitment>? Commitments { get; init; }
    public Sentences<PeriodCommitment>? PeriodCommitments { get; init; }
    public IReadOnlyList<CaptureRule>? CaptureRules { get; init; }
    public IReadOnlyList<ExpectedWorth>? Worths { get; init; }

    /// <param name="Written">Those that are new or say something else.</param>
    /// <param name="Order">The ids of all, in their order; null: the same ones in the same order as before.</param>
    public sealed record Sentences<T>(IReadOnlyList<T> Written, IReadOnlyList<string>? Order);

    public static TermsPatch Between(Terms before, Terms after) => new()
    {
        Scope = Same(before.Scope, after.Scope) ? null : after.Scope,
        Calendar = before.Calendar == after.Calendar ? null : after.Calendar,
        From = before.From == after.From ? null : after.From,
        FromSignature = before.From is not null && after.From is null ? true : null,
        ReTimes = before.ReTimes == after.ReTimes ? null : after.ReTimes,
        Commitments = Between(c => c.Id, before.Commitments, after.Commitments),
        PeriodCommitments = Between(c => c.Id, before.PeriodCommitments, after.PeriodCommitments),
        CaptureRules = Same(before.CaptureRules, after.CaptureRules) ? null : after.CaptureRules,
        Worths = Same(before.Worths, after.Worths) ? null : after.Worths,
    };

    /// <param name="before">The text that it was made from.</param>
    public Terms Over(Terms before) => before with
    {
        Scope = Scope ?? before.Scope,
        Calendar = Calendar ?? before.Calendar,
        From = FromSignature == true ? null : From ?? before.From,
        ReTimes = ReTimes ?? before.ReTimes,
        Commitments = Over(c => c.Id, Commitments, before.Commitments),
        PeriodCommitments = Over(c => c.Id, PeriodCommitments, before.PeriodCommitments),
        CaptureRules = CaptureRules ?? before.CaptureRules,
        Worths = Worths ?? before.Worths,
    };

    private static Sentences<T>? Between<T>(Func<T, string> id, IReadOnlyList<T> before, IReadOnlyList<T> after) where T : class
    {
        List<T> written = [.. after.Where(one => !Same(before.FirstOrDefault(b => id(b) == id(one)), one))];
        var isSameOrder = before.Select(id).SequenceEqual(after.Select(id));
        return written.Count == 0 && isSameOrder ? null : new(written, isSameOrder ? null : [.. after.Select(id)]);
    }

    private static IReadOnlyList<T> Over<T>(Func<T, string> id, Sentences<T>? patch, IReadOnlyList<T> before) where T : class
    {
        if (patch is null)
            return before;
        var written = patch.Written.ToDictionary(id);
        return [.. (patch.Order ?? before.Select(id)).Select(key => written.GetValueOrDefault(key) ?? before.First(b => id(b) == key))];
    }
}
