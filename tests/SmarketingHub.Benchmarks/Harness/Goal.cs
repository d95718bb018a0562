using System.Globalization;

namespace SmarketingHub.Benchmarks.Harness;

/// <summary>What a result has to be.</summary>
public sealed record Goal(string Text, Func<Result, bool> IsMet)
{
    public static Goal AtLeast(double ratio) =>
        new(string.Create(CultureInfo.InvariantCulture, $"≥ {ratio}"), result => result.Ratio >= ratio);

    public static Goal AtMost(double ratio) =>
        new(string.Create(CultureInfo.InvariantCulture, $"≤ {ratio}"), result => result.Ratio <= ratio);

    /// <summary>The product's own figure alone.</summary>
    public static Goal FigureAtMost(double figure, string unit) =>
        new(string.Create(CultureInfo.InvariantCulture, $"≤ {figure:0.#} {unit}"), result => result.Product <= figure);

    /// <summary>And the product's own figure, whatever the bare one's.</summary>
    public Goal AndAtMost(double figure, string unit) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{Text}, ≤ {figure:0.#} {unit}"),
            result => IsMet(result) && result.Product <= figure);

    /// <summary>And the product's own figure, whatever the bare one's.</summary>
    public Goal AndAtLeast(double figure, string unit) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{Text}, ≥ {figure:#,0.#} {unit}"),
            result => IsMet(result) && result.Product >= figure);

    /// <summary>How much more than the bare one the product may take.</summary>
    public static Goal AtMostMore(double figure, string unit) =>
        new(string.Create(CultureInfo.InvariantCulture, $"≤ +{figure:0.#} {unit}"), result => result.Product - result.Bare <= figure);
}

/// <summary>Medians over the runs; <paramref name="Ratio"/> is product ÷ bare.</summary>
public sealed record Result(string Name, double Product, double Bare, string Unit, double Ratio, int Runs);
