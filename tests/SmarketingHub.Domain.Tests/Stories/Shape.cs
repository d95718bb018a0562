using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;
using NodaTime;

namespace SmarketingHub.Domain.Tests.Stories;

/// <summary>All public properties of a thing as text, all the way down: what is equal reads the same.</summary>
internal static class Shape
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> States = new();

    public static string Of(object? thing, params string[] without)
    {
        var text = new StringBuilder();
        Write(text, "", thing, without);
        return text.ToString();
    }

    private static void Write(StringBuilder text, string path, object? thing, string[] without)
    {
        if (thing is IEnumerable list and not string)
        {
            var index = 0;
            foreach (var item in list)
                Write(text, $"{path}[{index++}]", item, without);
        }
        else if (thing is null or string or Instant or Duration || thing.GetType() is { IsPrimitive: true } or { IsEnum: true }
            || thing is decimal)
            text.AppendLine(CultureInfo.InvariantCulture, $"{path} = {(thing is Instant at ? at.ToUnixTimeTicks() : thing)}");
        else
            foreach (var property in States.GetOrAdd(thing.GetType(), StateOf).Where(p => !without.Contains(p.Name)))
                Write(text, $"{path}.{property.Name}", property.GetValue(thing), without);
    }

    // What is only worked out from the rest need not be compared.
    private static PropertyInfo[] StateOf(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.GetIndexParameters().Length == 0 && p.SetMethod is not null)];
}
