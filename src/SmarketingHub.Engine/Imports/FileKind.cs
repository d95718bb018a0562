using System.Collections.Frozen;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Engine.Imports;

/// <summary>Whose file it is and what its rows are, by the names of its columns; and what a word means in it.</summary>
internal sealed class FileKind
{
    // A name that two systems share tells half as much as one that only one uses: a file is of the system that its names tell most of,
    // as long as one of them is used by two at most and by nobody else, or they are many.
    private const double Telling = 0.5, Enough = 2;

    // What everybody writes counts as if two more systems did.
    private const int Others = 2;

    // Which of its kinds a row is where one file tells of several: a deal's row may name its contact and its company.
    private static readonly string[] Order = ["deal", "opportunity", "lead", "contact", "person", "company", "account", "organization"];

    private static readonly FrozenSet<string> Usual = Fields.All.Select(Fields.Key).ToFrozenSet(StringComparer.Ordinal);

    private readonly Dictionary<string, string> prefixes;

    private FileKind(string? system, string? type, bool isMarked)
    {
        (System, Type) = (system, type);
        IsDeals = isMarked && Alike(type) == "deal";
        prefixes = StockWords.All.Where(word => word.Kind == WordKind.Prefix && word.System == system)
            .ToDictionary(word => word.Meaning, word => word.Written, StringComparer.Ordinal);
    }

    /// <summary>Null: no system that is known here.</summary>
    internal string? System { get; }

    /// <summary>What its rows are, as the system calls it; null: nothing tells.</summary>
    internal string? Type { get; }

    /// <summary>Each row is a deal of its own, whoever it is with.</summary>
    internal bool IsDeals { get; }

    /// <param name="system">What a profile says of it.</param>
    internal static FileKind Of(IReadOnlyList<string> header, string? system)
    {
        var keys = header.Select(StockWords.Key).Distinct(StringComparer.Ordinal).Where(StockWords.Headers.ContainsKey).ToList();
        var found = system is not null && StockWords.All.Any(word => word.System == system) ? system : system is null ? SystemOf(keys)
            : null;
        var (own, usual) = (TypeOf(found, keys), TypeOf(StockWords.Any, keys));
        var (type, isMarked) = own.IsMarked || own.Type is not null && !usual.IsMarked ? own : usual;
        return new(found, type, isMarked);
    }

    /// <summary>The field that a column's name stands for; empty: known, and nothing here; null: unknown.</summary>
    internal string? FieldOf(string column)
    {
        var words = StockWords.Headers.GetValueOrDefault(StockWords.Key(column), []);
        return Said(words.Where(word => word.System == System)) ?? Fields.Recognise(column)
            ?? Said(words.Where(word => word.System == StockWords.Any)) ?? Agreed(words);
    }

    /// <summary>The stage that a word stands for; null: unknown.</summary>
    internal Stage? StageOf(string word)
    {
        var words = StockWords.Stages.GetValueOrDefault(StockWords.Key(word), []);
        var said = Said(words.Where(w => w.System == System));
        return said is not null
            ? Enum.Parse<Stage>(said) : StageNames.Find(word) ?? (Agreed(words) is { } agreed ? Enum.Parse<Stage>(agreed) : null);
    }

    /// <summary>A value without what the system puts before it.</summary>
    internal string Bare(string field, string text) =>
        prefixes.TryGetValue(field, out var prefix) && text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;

    // The id of another kind of record is a foreign key here: never the row's own.
    private string? Said(IEnumerable<StockWord> words)
    {
        StockWord? own = null, other = null;
        foreach (var word in words)
            if (word.Type is null || IsOfType(word.Type))
                own = own?.Type is not null ? own : word;
            else
                other ??= word;
        return own?.Meaning ?? (other is null ? null : other.Meaning == "externalId" && Type is not null ? Fields.Nothing : other.Meaning);
    }

    private bool IsOfType(string type) => type == Type || Alike(type) == Alike(Type);

    private static string? Alike(string? type) => type switch
    {
        "opportunity" => "deal",
        "person" => "contact",
        "account" or "organization" => "company",
        _ => type,
    };

    // Where nobody knows whose file it is, a word counts that means the same to all that use it.
    private string? Agreed(StockWord[] words) =>
        words.Select(word => word.Meaning).Distinct(StringComparer.Ordinal).ToList() is [var meaning]
            && (meaning != "externalId" || System is null) ? meaning : null;

    private static string? SystemOf(List<string> keys)
    {
        var (scores, telling) = (new Dictionary<string, double>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var key in keys)
        {
            var systems = StockWords.Headers[key].Select(word => word.System).Where(name => name != StockWords.Any)
                .Distinct(StringComparer.Ordinal).ToList();
            var weight = 1.0 / (systems.Count + (IsUsual(key) ? Others : 0));
            foreach (var name in systems)
            {
                scores[name] = scores.GetValueOrDefault(name) + weight;
                if (weight >= Telling)
                    telling.Add(name);
            }
        }
        var best = StockWords.All.Select(word => word.System).Distinct(StringComparer.Ordinal)
            .MaxBy(name => Math.Round(scores.GetValueOrDefault(name), 6));
        return best is not null && (telling.Contains(best) || scores.GetValueOrDefault(best) >= Enough) ? best : null;
    }

    private static bool IsUsual(string key) =>
        Usual.Contains(key) || StockWords.Headers[key].Any(word => word.System == StockWords.Any && word.Type is null);

    private static (string? Type, bool IsMarked) TypeOf(string? system, List<string> keys)
    {
        var words = keys.SelectMany(key => StockWords.Headers[key].Where(word => word.System == system && word.Type is not null)
            .DistinctBy(word => word.Type)).ToList();
        // Each name counts: a report of leads may name the deals that came of them.
        var marked = Most(keys.SelectMany(key => StockWords.Headers[key]
            .Where(word => word.System == system && word.Type is not null && word.Kind == WordKind.Mark).DistinctBy(word => word.Type)));
        return (marked ?? Most(words), marked is not null);
    }

    private static string? Most(IEnumerable<StockWord> words) =>
        words.GroupBy(word => word.Type!).OrderByDescending(g => g.Count()).ThenBy(g => Rank(g.Key)).FirstOrDefault()?.Key;

    private static int Rank(string type) => Array.IndexOf(Order, type) is >= 0 and var rank ? rank : Order.Length;
}
