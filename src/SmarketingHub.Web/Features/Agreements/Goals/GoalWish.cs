using SmarketingHub.Domain.Agreements;

namespace SmarketingHub.Web.Features.Agreements.Goals;

/// <summary>What the calculator proposes for a draft; a list that is empty changes nothing.</summary>
/// <param name="Commitments">With the ids <c>revenue</c>, <c>qualified</c> and <c>volume</c>: they replace what has the same measure and period.</param>
/// <param name="Worths">The whole table.</param>
public sealed record GoalWish(IReadOnlyList<PeriodCommitment> Commitments, IReadOnlyList<ExpectedWorth> Worths);
