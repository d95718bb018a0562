using System.Globalization;
using Microsoft.Extensions.Localization;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Places;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Agreements.Wording;

/// <summary>A condition in words.</summary>
public static class ConditionWords
{
    // What asks for something is called by its own name; of the rest it is said where they come from.
    private static readonly HashSet<string> Requests = new(
        StringComparer.OrdinalIgnoreCase) { "demo-request", "pricing-request", "contact-request" };

    // What has no words of its own: "leads of the segment smb".
    private static readonly IReadOnlyList<Criterion> Further =
        [.. Condition.Criteria.Except([Criterion.Sources, Criterion.Grades, Criterion.Countries, Criterion.Products])];

    /// <summary>"Demo request, Grade A or B, Poland"; null: every lead.</summary>
    public static string? When(this IStringLocalizer<Texts> l, Condition condition)
    {
        List<string> said =
        [
            l.Either(condition.Sources.Select(l.Source)),
            condition.Grades.Count == 0 ? "" : l["Grade {0}", l.Either(condition.Grades)],
            l.Either(l.Places(condition.Countries)),
            l.Either(condition.Products),
            .. Further.Select(criterion => l.Either(criterion.Values(condition))),
            condition.WorthOver is { } worth ? l["worth over {0}", worth.ToString("N0", CultureInfo.CurrentCulture)] : "",
        ];
        return said.TrueForAll(part => part.Length == 0) ? null : string.Join(", ", said.Where(part => part.Length > 0));
    }

    /// <summary>"grade A demo requests from Poland worth over €10k"; without a condition "every lead".</summary>
    public static string Leads(this IStringLocalizer<Texts> l, Condition condition, string currency) =>
        condition.CriteriaCount == 0 ? l["every lead"] : l.Some(condition, currency);

    /// <summary>The same as one of several things: without a condition "leads".</summary>
    public static string Some(this IStringLocalizer<Texts> l, Condition condition, string currency)
    {
        var text = l.Kind(condition.Sources);
        if (condition.Products.Count > 0)
            text = l["{0} for {1}", text, l.Either(condition.Products)];
        if (condition.Grades.Count > 0)
            text = l["grade {0} {1}", l.Either(condition.Grades), text];
        if (condition.Countries.Count > 0)
            text = l["{0} from {1}", text, l.Either(l.Places(condition.Countries))];
        foreach (var criterion in Further)
            if (criterion.Values(condition) is { Count: > 0 } values)
                text = l[$"{{0}} of the {criterion.Field.Words} {{1}}", text, l.Either(values)];
        if (condition.WorthOver is { } worth)
            text = l["{0} worth over {1}", text, Amount(worth, currency)];
        return text;
    }

    /// <summary>Regions where all their countries are meant, then the other countries by name.</summary>
    public static IEnumerable<string> Places(this IStringLocalizer<Texts> l, IReadOnlyList<string> countries)
    {
        var left = countries.ToHashSet(Countries.Comparer);
        foreach (var region in Regions.Named)
            if (left.IsSupersetOf(region.Countries))
            {
                left.ExceptWith(region.Countries);
                yield return l[region.Name];
            }
        foreach (var country in countries)
            if (left.Contains(country))
                yield return CountryNames.Of(country);
    }

    /// <summary>What is promised is written out when the short form would round it.</summary>
    public static string Amount(decimal amount, string currency) =>
        amount % (amount >= 1_000_000 ? 100_000 : 1_000) == 0 ? Money.Short(amount, currency) : Money.Long(amount, currency);

    public static string Either(this IStringLocalizer<Texts> l, IEnumerable<string> choices)
    {
        var all = choices.ToList();
        return all.Count < 3 ? string.Join($" {l["or"]} ", all) : $"{string.Join(", ", all.SkipLast(1))} {l["or"]} {all[^1]}";
    }

    private static string Kind(this IStringLocalizer<Texts> l, IReadOnlyList<string> sources) =>
        sources.Count == 0 ? l["leads: any"]
        : sources.All(Requests.Contains) ? l.Either(sources.Select(s => l[$"leads: {s.ToLowerInvariant()}"].Value))
        : l["leads of source {0}", l.Either(sources.Select(l.Source))];
}
