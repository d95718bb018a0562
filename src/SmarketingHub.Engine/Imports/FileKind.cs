using System.Collections.Frozen;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Engine.Imports;

/// <summary>
/// Whose file it is and what its rows are, by the names of its columns; and what a word means in it. So <c>Record ID, Name, Email,
/// Lifecycle Stage, Company ID</c> is HubSpot's, as no other system has a <c>Lifecycle Stage</c>, and its rows are contacts, as that
/// stage is a contact's alone. In it <c>Record ID</c> is <c>hubspot/contact</c>; <c>Name</c> is the person's, though HubSpot's companies
/// have a <c>Name</c>, too; and <c>Company ID</c> is the id of something else and says nothing.
/// </summary>
internal sealed class FileKind
{
    // A name that two systems share tells half as much as one that only one uses: a file is of the system that its names tell most of,
    // as long as one of them is used by two at most and by nobody else, or they are many.
    private const double Telling = 0.5, Enough = 2;

    // What everybody writes counts as if two more systems did.
    private const int Others = 2;

    // Which of its kinds a row is where one file tells of several: a deal's row may name its contact and its company.
    private static readonly string[] Order = ["deal", "opportunity", "lead", "contact", "person", "company", "account", "organization"];

    // Everybody writes so of another record that a row belongs to: they tell neither what the rows are, nor are they their id, unless
    // another name marks the file as one of companies.
    private static readonly FrozenSet<string> Foreign =
        new[] { "accountid", "companyid" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Usual = Fields.All.Select(Fields.Key).ToFrozenSet(StringComparer.Ordinal);

    private readonly Dictionary<string, string> prefixes;

    private FileKind(string? system, string? type, bool isMarked)
    {
        (System, Type) = (system, type);
        IsDeals = isMarked && Alike(type) == "deal";
        IsCompanies = isMarked && Alike(type) == "company";
        prefixes = StockWords.All.Where(word => word.Kind == WordKind.Prefix && word.System == system)
            .ToDictionary(word => word.Meaning, word => word.Written, StringComparer.Ordinal);
    }

    /// <summary>Null: no system that is known here.</summary>
    internal string? System { get; }

    /// <summary>What its rows are, as the system calls it; null: nothing tells.</summary>
    internal string? Type { get; }

    /// <summary>Each row is a deal of its own, whoever it is with.</summary>
    internal bool IsDeals { get; }

    private bool IsCompanies { get; }

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
        var key = StockWords.Key(column);
        var words = StockWords.Headers.GetValueOrDefault(key, []);
        var field = Said(words.Where(word => word.System == System)) ?? Fields.Recognise(column)
            ?? Said(words.Where(word => word.System == StockWords.Any)) ?? Agreed(words.Where(IsOfType));
        return field == "externalId" && Foreign.Contains(key) && !IsCompanies ? Fields.Nothing : field;
    }

    /// <summary>The stage that a word stands for; null: unknown.</summary>
    internal Stage? StageOf(string word)
    {
        var words = StockWords.Stages.GetValueOrDefault(StockWords.Key(word), []);
        var own = words.Where(w => w.System == System).ToList();
        var said = Meant(own.Where(IsOfType)) ?? Meant(own);
        return said is not null ? Enum.Parse<Stage>(said) : StageNames.Find(word) ?? Shared(words);
    }

    /// <summary>A value without what the system puts before it.</summary>
    internal string Bare(string field, string text) =>
        prefixes.TryGetValue(field, out var prefix) && text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;

    // A word of another kind of record says nothing of this one; its id is a foreign key here: never the row's own.
    private string? Said(IEnumerable<StockWord> words)
    {
        StockWord? own = null;
        var isForeign = false;
        foreach (var word in words)
            if (IsOfType(word))
                own = own?.Type is not null ? own : word;
            else
                isForeign |= word.Meaning == "externalId" && Type is not null;
        return own?.Meaning ?? (isForeign ? Fields.Nothing : null);
    }

    private bool IsOfType(StockWord word) => word.Type is null || word.Type == Type || Alike(word.Type) == Alike(Type);

    private static string? Alike(string? type) => type switch
    {
        "opportunity" => "deal",
        "person" => "contact",
        "account" or "organization" => "company",
        _ => type,
    };

    // Where nobody knows whose file it is, a word counts that means the same to all that use it.
    private string? Agreed(IEnumerable<StockWord> words) =>
        Meant(words) is { } meaning && (meaning != "externalId" || System is null) ? meaning : null;

    // A stage of one system alone may be anything in a file that is not its own.
    private static Stage? Shared(StockWord[] words) =>
        words.Select(word => word.System).Distinct(StringComparer.Ordinal).Skip(1).Any() && Meant(words) is { } stage
            ? Enum.Parse<Stage>(stage) : null;

    private static string? Meant(IEnumerable<StockWord> words) =>
        words.Select(word => word.Meaning).Distinct(StringComparer.Ordinal).ToList() is [var meaning] ? meaning : null;

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
                if (weight >= Telling && StockWords.Headers[key].All(word => word.System != StockWords.Any))
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
        var words = keys.Except(Foreign, StringComparer.Ordinal).Select(key => StockWords.Headers[key]
            .Where(word => word.System == system && word.Type is not null).DistinctBy(word => word.Type).ToList()).ToList();
        // Each name counts: a report of leads may name the deals that came of them.
        var marked = Most(words.SelectMany(all => all.Where(word => word.Kind == WordKind.Mark)));
        // Where no name marks the rows, their id does; else the names that only one kind of them has.
        return (marked ?? IdsOwner(words.SelectMany(all => all)) ?? Most(words.Where(all => all.Count == 1).SelectMany(all => all)),
            marked is not null);
    }

    // A lead may name what it became, a deal its contact.
    private static string? IdsOwner(IEnumerable<StockWord> words) =>
        words.Where(word => word.Meaning == "externalId").Select(word => word.Type!).MinBy(type => type == "lead" ? -1 : Rank(type));

    private static string? Most(IEnumerable<StockWord> words) =>
        words.GroupBy(word => word.Type!).OrderByDescending(g => g.Count()).ThenBy(g => Rank(g.Key)).FirstOrDefault()?.Key;

    private static int Rank(string type) => Array.IndexOf(Order, type) is >= 0 and var rank ? rank : Order.Length;
}
