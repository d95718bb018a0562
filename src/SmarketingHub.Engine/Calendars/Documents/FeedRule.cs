using System.Globalization;
using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Calendars.Documents;

/// <summary>
/// What of a feed counts. An event named in <see cref="Counted"/> does, one in <see
/// cref="KeptOut"/> does not, whatever its words; else none
/// with a word of <see cref="LeaveOut"/>, and if there are words in <see cref="Only"/>, only those with one of them.
/// </summary>
/// <param name="Only">Looked for in names, categories and descriptions, in any capitals, with accents or without.</param>
/// <param name="LeaveOut">Likewise.</param>
/// <param name="KeptOut">Names of events.</param>
/// <param name="Counted">Names of events.</param>
public sealed record FeedRule(
    IReadOnlyList<string>? Only = null, IReadOnlyList<string>? LeaveOut = null, IReadOnlyList<string>? KeptOut = null,
    IReadOnlyList<string>? Counted = null)
{
    public const int MostWords = 50, MostNames = 1_000;

    private const CompareOptions Alike = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace;
    private static readonly CompareInfo Words = CultureInfo.InvariantCulture.CompareInfo;
    private static readonly StringComparer Names = StringComparer.Create(CultureInfo.InvariantCulture, Alike);

    // Made when first asked for: a feed may have thousands of events.
    private NameSet? keptOut, counted;

    public bool Counts(FeedEvent e) => IsCounted(e) || !IsKeptOut(e) && CountsByWords(e);

    /// <summary>As it would without its name in one of the lists.</summary>
    public bool CountsByWords(FeedEvent e) => !Says(LeaveOut, e) && (Only is not { Count: > 0 } || Says(Only, e));

    /// <summary>Whether it says anything of the event, so that nobody needs to look at it.</summary>
    public bool Decides(FeedEvent e) => Only is { Count: > 0 } || IsCounted(e) || IsKeptOut(e) || Says(LeaveOut, e);

    /// <summary>With one name counted or kept out; in no list when the words say the same.</summary>
    public FeedRule With(FeedEvent e, bool counts)
    {
        var without = this with { KeptOut = Less(KeptOut, e), Counted = Less(Counted, e) };
        return without.CountsByWords(e) == counts ? without
            : counts ? without with { Counted = [.. without.Counted ?? [], e.Key] }
            : without with { KeptOut = [.. without.KeptOut ?? [], e.Key] };
    }

    /// <summary>Trimmed, each once; null when nothing is left of it.</summary>
    /// <exception cref="InvalidArgument">Names the field, such as <c>rule.only[2]</c>.</exception>
    public static FeedRule? Check(FeedRule? rule)
    {
        if (rule is null)
            return null;
        var read = new FeedRule(Check(rule.Only, "only", MostWords), Check(rule.LeaveOut, "leaveOut", MostWords),
            Check(rule.KeptOut, "keptOut", MostNames), Check(rule.Counted, "counted", MostNames));
        if (read.Counted?.ToHashSet(Names) is { } counted && read.KeptOut?.FirstOrDefault(counted.Contains) is { } both)
            throw new InvalidArgument("rule.counted", $"{both} is kept out too; name it in one of the two.");
        return read == new FeedRule() ? null : read;
    }

    public bool Equals(FeedRule? other) =>
        other is not null && Lists(this).Zip(Lists(other)).All(pair => (pair.First ?? []).SequenceEqual(pair.Second ?? []));

    public override int GetHashCode() => Lists(this).SelectMany(list => list ?? []).Aggregate(0, HashCode.Combine);

    private static IReadOnlyList<string>?[] Lists(FeedRule rule) => [rule.Only, rule.LeaveOut, rule.KeptOut, rule.Counted];

    private bool IsKeptOut(FeedEvent e) => NameSet.Has(ref keptOut, KeptOut, e.Key);

    private bool IsCounted(FeedEvent e) => NameSet.Has(ref counted, Counted, e.Key);

    /// <summary>Whether a text is in an event's name, categories or description, in any capitals, with accents or without.</summary>
    public static bool Says(FeedEvent e, string text) =>
        Contains(e.Name, text) || Contains(e.Description, text) || e.Categories?.Any(category => Contains(category, text)) == true;

    private static bool Says(IReadOnlyList<string>? words, FeedEvent e) => words?.Any(word => Says(e, word)) == true;

    private static bool Contains(string? text, string word) => text is not null && Words.IndexOf(text, word, Alike) >= 0;

    private static List<string>? Less(IReadOnlyList<string>? names, FeedEvent e) =>
        names?.Where(name => !Names.Equals(name, e.Key)).ToList() is { Count: > 0 } left ? left : null;

    private static List<string>? Check(IReadOnlyList<string>? texts, string field, int most)
    {
        if (texts is null)
            return null;
        if (texts.Count > most)
            throw new InvalidArgument($"rule.{field}", $"At most {most} texts.");
        var (read, known) = (new List<string>(), new HashSet<string>(Names));
        for (var index = 0; index < texts.Count; index++)
        {
            PlainText.Check(texts[index], $"rule.{field}[{index}]");
            // A text of nothing but characters that are not looked at would be found everywhere.
            if (texts[index]?.Trim() is not { Length: > 0 } text || most == MostWords && Words.Compare(text, "", Alike) == 0)
                throw new InvalidArgument($"rule.{field}[{index}]", "Give a text to look for.");
            if (known.Add(text))
                read.Add(text);
        }
        return read.Count == 0 ? null : read;
    }

    /// <summary>The names of one list, to be looked up. A rule made from another one by <c>with</c> may have another list.</summary>
    private sealed class NameSet(IReadOnlyList<string> list)
    {
        private readonly HashSet<string> names = new(list, Names);

        private bool Is(IReadOnlyList<string> other) => ReferenceEquals(list, other);

        internal static bool Has(ref NameSet? set, IReadOnlyList<string>? list, string name)
        {
            if (list is null)
                return false;
            var known = set;
            if (known?.Is(list) != true)
                set = known = new(list);
            return known.names.Contains(name);
        }
    }
}
