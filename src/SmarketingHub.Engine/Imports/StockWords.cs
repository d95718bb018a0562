using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Imports;

/// <summary>
/// The words that other systems come with, in their languages: the names of their columns and of their stages. They stand in
/// <c>stock-words.tsv</c> beside this file, each with its source.
/// </summary>
internal static class StockWords
{
    /// <summary>Used by many systems, or by none in particular.</summary>
    internal const string Any = "any";

    /// <summary>Not a field of a lead: what a deal is called, which tells two deals of one company apart.</summary>
    internal const string DealName = "dealName";

    /// <summary>In the table's order.</summary>
    internal static readonly IReadOnlyList<StockWord> All = Read();

    internal static readonly FrozenDictionary<string, StockWord[]> Headers = ByKey(WordKind.Header, WordKind.Mark);
    internal static readonly FrozenDictionary<string, StockWord[]> Stages = ByKey(WordKind.Stage, WordKind.LeadStatus, WordKind.DealStage);
    internal static readonly string[] Trailers = [.. All.Where(w => w.Kind == WordKind.Trailer).Select(w => w.Written)];

    /// <summary>
    /// Letters and digits in lower case, so that spaces and dashes make no difference; without HubSpot's <c>property_</c>.
    /// </summary>
    internal static string Key(string name)
    {
        var key = Fields.Key(name.In(NormalizationForm.FormC));
        return name.StartsWith("property_", StringComparison.OrdinalIgnoreCase) ? key["property".Length..] : key;
    }

    private static FrozenDictionary<string, StockWord[]> ByKey(params WordKind[] kinds) =>
        All.Where(word => kinds.Contains(word.Kind)).GroupBy(word => Key(word.Written), StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);

    private static List<StockWord> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("stock-words.tsv")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var words = new List<StockWord>();
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#')
                words.Add(Of(line.Split('\t')));
        return words;
    }

    private static StockWord Of(string[] cells)
    {
        var system = cells[0].Split('/');
        var kind = Enum.Parse<WordKind>(cells[1].Replace(" ", "", StringComparison.Ordinal), ignoreCase: true);
        return new(system[0], system.Length > 1 ? system[1] : null, kind, cells[2], cells[3], cells[4] == "-" ? Fields.Nothing : cells[4],
            cells[5]);
    }
}
