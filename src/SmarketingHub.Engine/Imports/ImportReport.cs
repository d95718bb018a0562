using System.Text.Json;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Imports;

/// <summary>What an import made of a file: its columns, the values that are in no lead, the words that nobody knows here.</summary>
/// <param name="Columns">In the file's order.</param>
/// <param name="LeftOut">By column and reason, the most first.</param>
/// <param name="Words">The most first in each field, at most <see cref="RunReport.MostWords"/> each.</param>
public sealed record ImportReport(
    IReadOnlyList<ReportColumn> Columns, IReadOnlyList<ReportLeftOut> LeftOut, IReadOnlyList<UnknownWord> Words)
{
    /// <summary>What a run kept of it; null: nothing, or not any more.</summary>
    public static ImportReport? Read(string? json) =>
        json is null ? null : JsonSerializer.Deserialize<ImportReport>(json, LedgerJson.Options);

    internal string Write() => JsonSerializer.Serialize(this, LedgerJson.Options);

    /// <summary>Without the values that the test is true of.</summary>
    internal ImportReport Without(Func<string, bool> test) => this with
    {
        LeftOut = [.. LeftOut.Select(left => left.IsSaid(test) ? left.WithoutValue() : left)],
        Words = [.. Words.Where(word => !test(word.Word))],
    };
}

/// <param name="Name">As the file calls it.</param>
/// <param name="Field">As profiles name it; null: none.</param>
/// <param name="Kept">So many of its values are kept from the file, beside leads, and mean nothing here.</param>
public sealed record ReportColumn(string Name, string? Field, ColumnUse Use, int Kept);

/// <summary>Values of one column that are left out for one reason.</summary>
/// <param name="Why">Of the first; a value that may be personal does not stand in it.</param>
/// <param name="FirstLine">Of the file, counted from 1.</param>
/// <param name="Example">The first one; null where it may be personal.</param>
public sealed record ReportLeftOut(string Column, Phrase Why, int Count, int FirstLine, string? Example)
{
    internal bool IsSaid(Func<string, bool> test) => Example is { } example && test(example) || Why.Args.OfType<string>().Any(test);

    internal ReportLeftOut WithoutValue() => this with { Example = null, Why = Bare(Why) };

    /// <summary>The same without what was said.</summary>
    internal static Phrase Bare(Phrase why) => new(why.Format, why.Args.Select(arg => arg is string ? "…" : arg));
}
