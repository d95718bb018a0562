namespace SmarketingHub.Engine.Data;

/// <summary>Texts that many rows have, such as parties, campaigns and commitments: one object for all of them on a thread.</summary>
internal static class Words
{
    // Some come never again: when there are too many, all are let go, and those that come again are known anew.
    private const int Most = 4_096;

    [ThreadStatic]
    private static HashSet<string>? all;

    private static HashSet<string> All => all ??= new(StringComparer.Ordinal);

    internal static string Known(ReadOnlySpan<char> text) =>
        All.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var known) ? known : Add(text.ToString());

    internal static string Known(string text) => All.TryGetValue(text, out var known) ? known : Add(text);

    private static string Add(string text)
    {
        if (All.Count == Most)
            All.Clear();
        All.Add(text);
        return text;
    }
}
