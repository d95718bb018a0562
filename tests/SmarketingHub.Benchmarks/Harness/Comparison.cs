namespace SmarketingHub.Benchmarks.Harness;

/// <summary>
/// The product beside its bare equivalent: the same rows with the same durability, or the same bytes, without what makes it the product.
/// Each call of <see cref="Product"/> and <see cref="Bare"/> is one run and gives one figure a measure, in the order of <see cref="Measures"/>.
/// </summary>
public abstract class Comparison : IAsyncDisposable
{
    /// <summary>What is measured; the first one's name is the comparison's.</summary>
    public abstract IReadOnlyList<Measure> Measures { get; }

    public string Name => Measures[0].Name;

    /// <summary>Warms both sides up. Not measured.</summary>
    public abstract Task Prepare();

    public abstract Task<double[]> Product();

    public abstract Task<double[]> Bare();

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>One row of the results.</summary>
public sealed record Measure(string Name, string Unit, Goal Goal);
