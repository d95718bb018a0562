namespace SmarketingHub.Engine.Reports.Reading;

/// <summary>What reports group by a word: however people write it, it is one, and it is called as most of them do.</summary>
/// <param name="same">Which are one word.</param>
internal sealed class ByWord<TGroup>(IEqualityComparer<string?> same)
    where TGroup : new()
{
    private readonly Dictionary<string, (TGroup Group, Spellings Spelled)> groups = new(same);

    /// <summary>Upper or lower case is one word.</summary>
    internal ByWord()
        : this(FactWords.Same)
    {
    }

    /// <summary>As most write a word that was counted.</summary>
    internal string KeyOf(string? word) => groups[word ?? ""].Spelled.Commonest;

    /// <summary>Those without one have the empty key.</summary>
    internal IEnumerable<(string Key, TGroup Group)> All => groups.Values.Select(pair => (pair.Spelled.Commonest, pair.Group));

    /// <param name="word">Null is as good as empty: none.</param>
    /// <param name="times">So many wrote it.</param>
    internal TGroup Of(string? word, long times = 1)
    {
        var key = word ?? "";
        if (!groups.TryGetValue(key, out var pair))
            groups[key] = pair = (new(), new());
        pair.Spelled.Add(key, times);
        return pair.Group;
    }
}

/// <summary>How often one word was written in which way.</summary>
internal sealed class Spellings
{
    private readonly Dictionary<string, long> times = new(1, StringComparer.Ordinal);

    /// <summary>Of those that are as frequent the first by its letters, so that it does not depend on what was read first.</summary>
    internal string Commonest => times.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).First().Key;

    internal void Add(string word, long count = 1) => times[word] = times.GetValueOrDefault(word) + count;
}
