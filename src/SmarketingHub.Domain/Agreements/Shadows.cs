namespace SmarketingHub.Domain.Agreements;

/// <summary>Leads that a later sentence never gets, because an earlier one takes them.</summary>
/// <param name="Commitment">The later sentence.</param>
/// <param name="By">The earlier one.</param>
/// <param name="Leads">Which leads.</param>
/// <param name="IsWhole">All of them: the later sentence is never reached.</param>
public sealed record Shadow(string Commitment, string By, Condition Leads, bool IsWhole);

/// <summary>The first sentence that matches wins: what that takes from those below.</summary>
public static class Shadows
{
    public static IReadOnlyList<Shadow> Of(IReadOnlyList<Commitment> commitments) =>
    [
        .. from later in commitments.Select((c, i) => (Sentence: c, Index: i))
           from earlier in commitments.Take(later.Index)
           where (earlier.Promise, earlier.OwedBy, earlier.Starts) == (later.Sentence.Promise, later.Sentence.OwedBy, later.Sentence.Starts)
           let both = earlier.Condition.Intersect(later.Sentence.Condition)
           where both is not null
           select new Shadow(later.Sentence.Id, earlier.Id, both, both.SetEquals(later.Sentence.Condition)),
    ];
}
