using SmarketingHub.Domain.Agreements;

namespace SmarketingHub.Engine.Reports.Compliance;

/// <summary>How much somebody had to do when a promise started: other promises that were still to be kept.</summary>
public enum LoadBand
{
    /// <summary>It was nobody's yet.</summary>
    Queue,
    None,

    /// <summary>1 to 4.</summary>
    Few,

    /// <summary>5 to 9.</summary>
    Some,

    /// <summary>10 to 19.</summary>
    Many,

    /// <summary>20 and more.</summary>
    Most,
}

public static class LoadBands
{
    private static readonly (LoadBand Band, int From)[] All =
        [(LoadBand.Most, 20), (LoadBand.Many, 10), (LoadBand.Some, 5), (LoadBand.Few, 1), (LoadBand.None, 0)];

    public static LoadBand Of(int open) => Array.Find(All, band => open >= band.From).Band;

    /// <summary>The fewest of it.</summary>
    public static int From(LoadBand band) => Array.Find(All, one => one.Band == band).From;
}

/// <summary>What is alike of promises when two periods are compared.</summary>
/// <param name="Agreement">With the version: by which text it was judged.</param>
public readonly record struct PromiseSort(
    Promise? Promise, string? Source, string? Grade, long? Agreement, int? Version, LoadBand Load) : IComparable<PromiseSort>
{
    /// <summary>The same with nothing else said.</summary>
    internal PromiseSort Only(Traits traits) => new(
        traits.HasFlag(Traits.Promise) ? Promise : null, traits.HasFlag(Traits.Source) ? Source : null,
        traits.HasFlag(Traits.Grade) ? Grade : null,
        traits.HasFlag(Traits.Version) ? Agreement : null, traits.HasFlag(Traits.Version) ? Version : null,
        traits.HasFlag(Traits.Load) ? Load : default);

    // One order whatever was counted first: sums of the same numbers are then the same to the last bit.
    public int CompareTo(PromiseSort other)
    {
        var words = string.CompareOrdinal(Source, other.Source) is not 0 and var sources ? sources
            : string.CompareOrdinal(Grade, other.Grade);
        return words != 0 ? words : (Promise ?? 0, Agreement ?? 0, Version ?? 0, Load).CompareTo(
            (other.Promise ?? 0, other.Agreement ?? 0, other.Version ?? 0, other.Load));
    }
}

[Flags]
internal enum Traits
{
    None = 0,
    Source = 1,
    Grade = 2,
    Version = 4,
    Load = 8,
    Promise = 16,
}

/// <summary>Decided promises, and how many of them were met.</summary>
public readonly record struct Decided(int Met, int All)
{
    public double Share => (double)Met / All;

    public static Decided operator +(Decided a, Decided b) => new(a.Met + b.Met, a.All + b.All);
}
