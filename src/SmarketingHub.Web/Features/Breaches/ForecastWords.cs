using System.Globalization;
using Microsoft.Extensions.Localization;
using SmarketingHub.Engine.Breaches;
using SmarketingHub.Web.Features.Reports.Shared;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Breaches;

/// <summary>The forecast as people read it.</summary>
public static class ForecastWords
{
    // Of what runs still nothing is sure: neither end is ever said.
    private const double Most = 0.99;

    /// <summary>"70%", "more than 99%", "less than 1%".</summary>
    public static string Chance(this IStringLocalizer<Texts> l, double chance) =>
        chance > Most ? l["more than {0}", Whole(Most)] : chance < 1 - Most ? l["less than {0}", Whole(1 - Most)] : Whole(chance);

    /// <summary>"60–80%".</summary>
    public static string Range(CalledRange range) => $"{(100 * range.From).ToString("0", CultureInfo.CurrentCulture)}–{Whole(range.To)}";

    /// <summary>Whether it holds, and where it does not.</summary>
    public static IReadOnlyList<string> Holds(this IStringLocalizer<Texts> l, Calibration calibration) =>
        calibration.Tried == 0 ? [l["Whether the forecast holds cannot be said yet: nothing of the past 30 days could be tried."]]
        : calibration.Ranges.All(range => range.Holds != false)
            ? [l["The forecast holds: of the promises on which it was tried, {0}, as many were missed as it called, but for chance.",
                ReportWords.Count(calibration.Tried)]]
        :
        [
            .. calibration.Ranges.Where(range => range.Holds == false).Select(range => l[
                "Where it says {0} the forecast does not hold: {1} on average was called, {2} were missed ({3} of {4}).",
                Range(range), ReportWords.Percent(range.Called), ReportWords.Percent(range.Share?.Share),
                ReportWords.Count(range.Breached), ReportWords.Count(range.Promises)].Value),
        ];

    private static string Whole(double share) => share.ToString("P0", CultureInfo.CurrentCulture);
}
