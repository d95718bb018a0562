using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Data;

internal static class JsonLists
{
    /// <summary>A list that is replaced and never changed in place, as JSON: the same list is the same value.</summary>
    /// <param name="ofMany">Many rows have the same one.</param>
    internal static PropertyBuilder<IReadOnlyList<T>> HasJsonList<T>(
        this PropertyBuilder<IReadOnlyList<T>> property, bool ofMany = false) =>
        property.HasConversion(
            new JsonList<T>(ofMany),
            new ValueComparer<IReadOnlyList<T>>((a, b) => ReferenceEquals(a, b), list => RuntimeHelpers.GetHashCode(list), list => list));
}

/// <summary>How a list stands in its column, and how it stays in memory.</summary>
internal interface IJsonList
{
    string ToText(object list);

    object FromText(string json);

    /// <summary>The same, as small as it can be: without room for more, and of lists that many rows have the one of them all.</summary>
    object Small(object list);
}

internal sealed class JsonList<T>(bool ofMany) : ValueConverter<IReadOnlyList<T>, string>(Write, ofMany ? ReadShared : ReadOwn), IJsonList
{
    private static readonly Expression<Func<IReadOnlyList<T>, string>> Write = list => Text(list);
    private static readonly Expression<Func<string, IReadOnlyList<T>>> ReadOwn = json => Items(json);
    private static readonly Expression<Func<string, IReadOnlyList<T>>> ReadShared = json => SharedLists<T>.Read(json);

    public string ToText(object list) => Text((IReadOnlyList<T>)list);

    public object FromText(string json) => ofMany ? SharedLists<T>.Read(json) : Items(json);

    public object Small(object list) => ofMany ? SharedLists<T>.Of((IReadOnlyList<T>)list) : list as T[] ?? [.. (IReadOnlyList<T>)list];

    internal static string Text(IReadOnlyList<T> list) => JsonSerializer.Serialize(list, LedgerJson.Options);

    // Most are empty, and they are read with every command.
    internal static T[] Items(string json) => json == "[]" ? [] : JsonSerializer.Deserialize<T[]>(json, LedgerJson.Options)!;
}
