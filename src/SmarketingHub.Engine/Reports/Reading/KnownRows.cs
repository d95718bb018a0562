namespace SmarketingHub.Engine.Reports.Reading;

/// <summary>Rows of one kind as they were known at a moment.</summary>
/// <param name="Stored">Those that stand as they are: nothing of their leads was recorded after it.</param>
/// <param name="Folded">Those of all other leads, folded from the ledger up to then.</param>
public sealed record KnownRows<T>(IQueryable<T> Stored, IReadOnlyList<T> Folded)
{
    /// <summary>The same question to both.</summary>
    public IEnumerable<TResult> Ask<TResult>(Func<IQueryable<T>, IQueryable<TResult>> question) =>
        question(Stored).AsEnumerable().Concat(question(Folded.AsQueryable()));
}
