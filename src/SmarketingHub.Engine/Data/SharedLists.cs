using System.Collections.Concurrent;
using System.Collections.ObjectModel;

namespace SmarketingHub.Engine.Data;

/// <summary>
/// Lists of which many rows have the same, as what was tried for a clock: one object for all of them, whoever reads or decides them.
/// </summary>
internal static class SharedLists<T>
{
    // Of texts. Some name a figure of their own lead and come never again: when there are too many, all are let go, and those
    // that come again are known anew.
    private const int MostCharacters = 4_000_000;

    private static readonly ConcurrentDictionary<string, Shared> Known = new(StringComparer.Ordinal);
    private static int characters;

    internal static IReadOnlyList<T> Of(IReadOnlyList<T> list)
    {
        if (list.Count == 0)
            return [];
        if (list is Shared)
            return list;
        var json = JsonList<T>.Text(list);
        return Known.TryGetValue(json, out var known) ? known : Add(json, [.. list]);
    }

    internal static IReadOnlyList<T> Read(string json) =>
        json == "[]" ? [] : Known.TryGetValue(json, out var known) ? known : Add(json, JsonList<T>.Items(json));

    private static Shared Add(string json, T[] items)
    {
        if (Interlocked.Add(ref characters, json.Length) > MostCharacters)
        {
            Known.Clear();
            Interlocked.Exchange(ref characters, json.Length);
        }
        return Known.GetOrAdd(json, new Shared(items));
    }

    private sealed class Shared(T[] items) : ReadOnlyCollection<T>(items);
}
