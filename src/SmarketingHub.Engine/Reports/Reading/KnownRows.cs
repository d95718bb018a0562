namespace SmarketingHub.Engine.Reports.Reading;

/// <summary>Rows of one kind as they were known at a moment.</summary>
/// <param name="Stored">Those that stand as they are: nothing of their leads was recorded after it.</param>
/// <param name="Folded">Those of all other leads, folded from the ledger up to then.</param>
/// <param name="Cancellation">Of whoever asks: an answer that nobody waits for is not read to its end.</param>
public sealed record KnownRows<T>(IQueryable<T> Stored, IReadOnlyList<T> Folded, CancellationToken Cancellation = default)
{
    /// <summary>The same question to both.</summary>
    public IEnumerable<TResult> Ask<TResult>(Func<IQueryable<T>, IQueryable<TResult>> question)
    {
        Cancellation.ThrowIfCancellationRequested();
        return Whole(question(Stored).AsEnumerable().Concat(question(Folded.AsQueryable())));
    }

    private IEnumerable<TResult> Whole<TResult>(IEnumerable<TResult> rows)
    {
        foreach (var row in rows)
        {
            Cancellation.ThrowIfCancellationRequested();
            yield return row;
        }
    }
}
