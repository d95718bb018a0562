using SmarketingHub.Domain.Agreements;
using SmarketingHub.Web.Features.Agreements.Editing;

namespace SmarketingHub.Web.Features.Agreements.Goals;

/// <summary>What the calculator proposes for a draft; a list that is empty changes nothing.</summary>
/// <param name="Commitments">A promise about the same, of the same party, period and leads, gets their number; beside others they stand
/// with an id of their own.</param>
/// <param name="Worths">The whole table.</param>
public sealed record GoalWish(IReadOnlyList<PeriodCommitment> Commitments, IReadOnlyList<ExpectedWorth> Worths)
{
    /// <summary>The promises that get another number.</summary>
    public IEnumerable<PeriodCommitment> Replaced(IEnumerable<PeriodCommitment> promised) =>
        promised.Where(c => Commitments.Any(wish => wish.IsAboutTheSame(c) && wish.Amount != c.Amount));

    /// <summary>The text with what is proposed.</summary>
    public Terms In(Terms terms) =>
        Commitments.Aggregate(Worths.Count == 0 ? terms : terms with { Worths = Worths }, (text, wish) => text with
        {
            PeriodCommitments = text.PeriodCommitments.Any(wish.IsAboutTheSame)
                ? [.. text.PeriodCommitments.Select(c => wish.IsAboutTheSame(c) ? c with { Amount = wish.Amount } : c)]
                : [.. text.PeriodCommitments, wish with { Id = Sentences.Free(text, wish.Id) }],
        });
}
