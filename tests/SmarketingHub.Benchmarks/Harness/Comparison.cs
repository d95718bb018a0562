namespace SmarketingHub.Benchmarks.Harness;

/// <summary>
/// The product beside its bare equivalent: the same rows with the same durability, or the same bytes, without what makes it the product.
/// Each call of <see cref="Product"/> and <see cref="Bare"/> is one run and gives one figure a measure, in the order of
/// <see cref="Measures"/>.
/// </summary>
public abstract class Comparison : IAsyncDisposable
{
    /// <summary>What is measured; the first one's name is the comparison's.</summary>
    public abstract IReadOnlyList<Measure> Measures { get; }

    public string Name => Measures[0].Name;

    /// <summary>Builds fixtures, starts servers and warms both sides up. Not measured.</summary>
    public abstract Task Prepare(Effort effort);

    public abstract Task<double[]> Product();

    public abstract Task<double[]> Bare();

    /// <summary>How many runs of each side are made.</summary>
    public virtual int Runs(Effort effort) => effort.Runs;

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>One row of the results.</summary>
public sealed record Measure(string Name, string Unit, Goal Goal);

/// <summary>How much is done: everything, or a sketch of it in less time.</summary>
/// <param name="Runs">Of each side, alternating.</param>
/// <param name="Minutes">How long each side of what soaks goes on.</param>
public sealed record Effort(bool Quick, int Runs, double Minutes = 10)
{
    public static readonly Effort Full = new(false, 5);
    public static readonly Effort Sketch = new(true, 1);

    /// <summary>The one number or the other.</summary>
    public int Of(int full, int quick) => Quick ? quick : full;
}
