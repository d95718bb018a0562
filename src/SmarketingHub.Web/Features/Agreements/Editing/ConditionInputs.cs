using System.Globalization;
using Microsoft.Extensions.Localization;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Places;
using SmarketingHub.Web.Features.Agreements.Wording;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Agreements.Editing;

/// <summary>A condition as it is typed: one input for each matter, an empty one asks nothing.</summary>
public sealed class ConditionInputs(IStringLocalizer<Texts> l, Lazy<KnownValues> known, string currency)
{
    /// <summary>So many values are offered of one matter.</summary>
    private const int Offered = 24;

    private static IReadOnlyList<string> Grades => LeadGrades.All;

    // Which are written as they are.
    private static readonly IReadOnlyList<Criterion> Plain = [.. Condition.Criteria.Except([Criterion.Sources, Criterion.Grades,
        Criterion.Countries])];

    // All cards are gone through for it: only for a field that somebody opens.
    private KnownValues Known => known.Value;

    public InputValues Read(Condition c)
    {
        var typed = new InputValues
        {
            ["sources"] = Listed.Write(c.Sources.Select(l.Source)),
            ["countries"] = Listed.Write(l.Places(c.Countries)),
            ["worthOver"] = c.WorthOver?.ToString("0.##", CultureInfo.CurrentCulture) ?? "",
        };
        foreach (var criterion in Plain)
            typed[criterion.Name] = Listed.Write(criterion.Values(c));
        foreach (var grade in Grades)
            typed[$"grade{grade}"] = c.Grades.Contains(grade) ? InputValues.Yes : "";
        return typed;
    }

    public IReadOnlyList<Input> Inputs(InputValues typed) =>
    [
        .. Grades.Select(grade => new Input($"grade{grade}", l["Grade {0}", grade], InputKind.Check)),
        new("sources", l["Sources"], InputKind.List,
            Known: [.. Known.Of(Criterion.Sources).Take(Offered).Select(s => new Option(l.Source(s), l.Source(s)))]),
        new("countries", l["Countries"], InputKind.List, Known:
        [
            .. Regions.Named.Select(r => new Option(l[r.Name], l[r.Name])),
            .. Known.Of(Criterion.Countries).Take(Offered).Select(CountryNames.Of).Distinct().Select(name => new Option(name, name)),
        ]),
        .. Plain.Select(criterion => new Input(criterion.Name, l[criterion.Label], InputKind.List,
            Known: [.. Known.Of(criterion).Take(Offered).Select(v => new Option(v, v))])),
        new("worthOver", l["Worth over, in {0}", currency], InputKind.Number),
    ];

    /// <param name="before">What the inputs began with.</param>
    /// <exception cref="InvalidArgument">Names the input.</exception>
    public Condition Write(InputValues typed, Condition before) => Plain.Aggregate(new Condition
    {
        Grades = [.. Grades.Where(grade => typed.Is($"grade{grade}"))],
        Sources = [.. Listed.Read(typed.Of("sources")).Select(text => SourceOf(text, before.Sources))
            .Distinct(StringComparer.OrdinalIgnoreCase)],
        Countries = [.. Listed.Read(typed.Of("countries")).SelectMany(CountriesOf).Distinct()],
        WorthOver = Figures.Read(typed.Of("worthOver"), "worthOver"),
    }, (condition, criterion) => criterion.With(condition, Listed.Read(typed.Of(criterion.Name))));

    /// <summary>The key that leads carry for what a source is called; what nobody knows is a key itself.</summary>
    /// <param name="own">Those that stood there, which come first: two keys may be called the same.</param>
    internal string SourceOf(string text, IEnumerable<string> own)
    {
        bool Is(string key) =>
            key.Equals(text, StringComparison.OrdinalIgnoreCase) || l.Source(key).Equals(text, StringComparison.CurrentCultureIgnoreCase);
        return own.FirstOrDefault(Is) ?? Known.Of(Criterion.Sources).FirstOrDefault(Is) ?? text;
    }

    private IReadOnlyList<string> CountriesOf(string text) =>
        Regions.Named.FirstOrDefault(r => l[r.Name].Value.Equals(text, StringComparison.CurrentCultureIgnoreCase)
            || r.Name.Equals(text, StringComparison.OrdinalIgnoreCase))?.Countries
        ?? (Countries.CodeOf(text) is { } code
            ? [code]
            : throw new InvalidArgument("countries", $"“{text}” is no country or region known here: its name, or two letters like PL."));
}

/// <summary>Several values in one line.</summary>
internal static class Listed
{
    internal static string Write(IEnumerable<string> values)
    {
        var all = values.ToList();
        // A semicolon even behind a single value with a comma, or it would be read as two.
        return all.Exists(v => v.Contains(',')) ? $"{string.Join("; ", all)}{(all.Count == 1 ? ";" : "")}" : string.Join(", ", all);
    }

    /// <summary>Values stand between commas, or between semicolons when there is one, so that a value may have a comma.</summary>
    internal static IReadOnlyList<string> Read(string text) =>
        [.. text.Split(text.Contains(';') ? ';' : ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Distinct(StringComparer.CurrentCultureIgnoreCase)];

    /// <summary>Puts a value in, or takes it out.</summary>
    internal static string Toggle(string text, string value)
    {
        var all = Read(text).ToList();
        if (all.RemoveAll(v => v.Equals(value, StringComparison.CurrentCultureIgnoreCase)) == 0)
            all.Add(value);
        return Write(all);
    }

    internal static bool Has(string text, string value) => Read(text).Contains(value, StringComparer.CurrentCultureIgnoreCase);
}
