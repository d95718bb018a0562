using System.Globalization;
using Microsoft.Extensions.Localization;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Agreements;

/// <summary>A condition in words.</summary>
public static class ConditionWords
{
    /// <summary>"Demo request, grade A or B"; null: every lead.</summary>
    public static string? When(this IStringLocalizer<Texts> l, Condition condition)
    {
        var parts = new List<string>();
        if (condition.Sources.Count > 0)
            parts.Add(l.Either(condition.Sources.Select(s => l.Source(s) ?? s)));
        if (condition.Grades.Count > 0)
            parts.Add(l["Grade {0}", l.Either(condition.Grades)]);
        if (condition.Countries.Count > 0)
            parts.Add(l.Either(condition.Countries));
        if (condition.Products.Count > 0)
            parts.Add(l.Either(condition.Products));
        if (condition.WorthOver is { } worth)
            parts.Add(l["worth over {0}", worth.ToString("N0", CultureInfo.CurrentCulture)]);
        return parts.Count == 0 ? null : string.Join(", ", parts);
    }

    private static string Either(this IStringLocalizer<Texts> l, IEnumerable<string> choices) => string.Join($" {l["or"]} ", choices);
}
