using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Data;

/// <summary>UTC milliseconds: every database orders and compares them.</summary>
public sealed class InstantConverter() : ValueConverter<Instant, long>(
    instant => instant.ToUnixTimeMilliseconds(), stored => Instant.FromUnixTimeMilliseconds(stored));

/// <summary>Milliseconds.</summary>
public sealed class DurationConverter() : ValueConverter<Duration, long>(
    duration => (long)duration.TotalMilliseconds, stored => Duration.FromMilliseconds(stored));

internal static class JsonColumns
{
    /// <summary>A list that is replaced and never changed in place, as JSON: the same list is the same value.</summary>
    internal static PropertyBuilder<IReadOnlyList<T>> HasJsonList<T>(this PropertyBuilder<IReadOnlyList<T>> property) =>
        property.HasConversion(
            list => JsonSerializer.Serialize(list, LedgerJson.Options),
            json => Read<T>(json),
            new ValueComparer<IReadOnlyList<T>>((a, b) => ReferenceEquals(a, b), list => RuntimeHelpers.GetHashCode(list), list => list));

    // Most are empty, and they are read with every command.
    private static IReadOnlyList<T> Read<T>(string json) => json == "[]" ? [] : Lists<T>.Read(json);

    /// <summary>Short lists come again and again, on most clocks the same ones: those are read once.</summary>
    private static class Lists<T>
    {
        // What was tried for a clock is longer, and the same for most of them.
        private static readonly int Short = typeof(T) == typeof(Tried) ? 1_000 : 120;
        private const int Most = 1_000;

        private static readonly ConcurrentDictionary<string, IReadOnlyList<T>> Known = new(StringComparer.Ordinal);

        internal static IReadOnlyList<T> Read(string json)
        {
            if (json.Length <= Short && Known.TryGetValue(json, out var known))
                return known;
            IReadOnlyList<T> list = JsonSerializer.Deserialize<T[]>(json, LedgerJson.Options)!;
            if (json.Length <= Short && Known.Count < Most)
                Known.TryAdd(json, list);
            return list;
        }
    }
}
