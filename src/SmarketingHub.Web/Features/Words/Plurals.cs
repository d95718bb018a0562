using Microsoft.Extensions.Localization;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Words;

/// <summary>
/// How a number changes what it counts, by the rules of <see href="https://cldr.unicode.org">CLDR</see> for whole numbers. A counted text
/// stands among the texts once a form: <c>count: late few</c>.
/// </summary>
public static class Plurals
{
    /// <summary>All forms that one of our languages has.</summary>
    public static IReadOnlyList<string> Forms { get; } = ["one", "few", "many", "other"];

    /// <summary>Which form a language takes for a number.</summary>
    /// <param name="language">Two letters: <c>pl</c>.</param>
    public static string Form(string language, int number)
    {
        var (tens, ones) = (Math.Abs(number) % 100, Math.Abs(number) % 10);
        var isFew = ones is >= 2 and <= 4 && tens is not (>= 12 and <= 14);
        return language switch
        {
            "pl" => number == 1 ? "one" : isFew ? "few" : "many",
            "ru" => ones == 1 && tens != 11 ? "one" : isFew ? "few" : "many",
            // Spanish says "de" after a round million.
            "es" => number == 1 ? "one" : number != 0 && number % 1_000_000 == 0 ? "many" : "other",
            _ => number == 1 ? "one" : "other",
        };
    }

    /// <param name="what">What is counted, one of <c>count: what form</c>.</param>
    public static string Count(this IStringLocalizer<Texts> l, string what, int number) =>
        l[$"count: {what} {Form(System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, number)}", number];
}
