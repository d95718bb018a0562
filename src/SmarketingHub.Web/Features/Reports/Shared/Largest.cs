using Microsoft.Extensions.Localization;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Reports.Shared;

/// <summary>A picture has room for so many, where a table has all: it shows the largest, and says so.</summary>
internal static class Largest
{
    /// <summary>The largest of them, in the order in which they stand.</summary>
    internal static IReadOnlyList<T> Of<T>(IReadOnlyList<T> all, int most, Func<T, double> size)
    {
        if (all.Count <= most)
            return all;
        var largest = Enumerable.Range(0, all.Count).OrderByDescending(at => size(all[at])).Take(most).ToHashSet();
        return [.. all.Where((_, at) => largest.Contains(at))];
    }

    /// <summary>Null: all are shown.</summary>
    internal static string? Said(IStringLocalizer<Texts> l, int shown, int all) => shown >= all ? null
        : l["The picture has the {0} largest of {1}; the table has all.", ReportWords.Count(shown), ReportWords.Count(all)].Value;
}
