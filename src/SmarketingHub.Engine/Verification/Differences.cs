using System.Collections;
using System.Reflection;
using System.Text.Json;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Verification;

/// <summary>What a stored lead has that the fold of its events does not, property by property.</summary>
internal static class Differences
{
    private static readonly PropertyInfo[] LeadProperties = Stored<Lead>();
    private static readonly PropertyInfo[] HandoffProperties = Stored<Handoff>();
    private static readonly PropertyInfo[] ClockProperties = Stored<Clock>();
    private static readonly PropertyInfo[] AttemptProperties = Stored<Attempt>();

    internal static IEnumerable<string> Of(Lead expected, Lead stored) =>
        Compare(LeadProperties, expected, stored, "")
            .Concat(Each(HandoffProperties, expected.Handoffs, stored.Handoffs, h => h.Id, "hand-off"))
            .Concat(Each(ClockProperties, expected.Clocks, stored.Clocks, c => c.Id, "clock"))
            .Concat(Each(AttemptProperties, expected.Attempts, stored.Attempts, a => a.Id, "attempt"));

    /// <summary>The same of a row that has no parts.</summary>
    internal static IEnumerable<string> OfRow<T>(T expected, T stored) where T : class => Compare(Stored<T>(), expected, stored, "");

    private static IEnumerable<string> Each<T>(PropertyInfo[] properties, List<T> expected, List<T> stored, Func<T, long> id, string what)
    {
        var rows = stored.ToDictionary(id);
        foreach (var item in expected)
            if (!rows.Remove(id(item), out var row))
                yield return $"{what} {id(item)} has no row.";
            else
                foreach (var difference in Compare(properties, item!, row!, $"{what} {id(item)} "))
                    yield return difference;
        foreach (var left in rows.Keys)
            yield return $"{what} {left} stands in no event.";
    }

    private static IEnumerable<string> Compare(PropertyInfo[] properties, object expected, object stored, string what)
    {
        foreach (var property in properties)
            if (Text(property.GetValue(expected)) is var should && Text(property.GetValue(stored)) is var isSo && should != isSo)
                yield return $"{what}{property.Name} is {isSo}, by the ledger {should}.";
    }

    private static PropertyInfo[] Stored<T>() =>
        [.. typeof(T).GetProperties()
            .Where(p => p.SetMethod is not null && p.PropertyType != typeof(List<Handoff>) && p.PropertyType != typeof(List<Clock>)
                && p.PropertyType != typeof(List<Attempt>))];

    private static string Text(object? value) => value switch
    {
        null => "empty",
        decimal number => number.ToString("0.############################", System.Globalization.CultureInfo.InvariantCulture),
        string or Enum => value.ToString()!,
        // 1001 and 1001.0 are one amount; a database may write either.
        LeadFacts facts => Text((facts with { ExpectedValue = null }).ToString()) + Text(facts.ExpectedValue),
        IEnumerable => JsonSerializer.Serialize(value, LedgerJson.Options),
        _ => value.ToString()!,
    };
}
