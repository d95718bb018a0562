using System.Globalization;
using Microsoft.Extensions.Localization;
using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Engine.Breaches;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Breaches;

/// <summary>Patterns of breaches in a sentence.</summary>
public static class PatternWords
{
    /// <summary>"Mondays 09–10, source Webinar: 38% of breaches, 3 times their share".</summary>
    public static string Say(this IStringLocalizer<Texts> l, Pattern pattern, Company company) =>
        l["{0}: {1} of breaches, {2} times their share", l.Say(pattern.Key, company),
            pattern.Share.ToString("P0", CultureInfo.CurrentCulture),
            (Math.Floor(pattern.Times * 10) / 10).ToString("0.#", CultureInfo.CurrentCulture)];

    public static string Say(this IStringLocalizer<Texts> l, PatternKey key, Company company)
    {
        var parts = new List<string>();
        if (key.Day is { } day)
            parts.Add($"{l[Days(day)]} {key.Hour:00}–{key.Hour + 1:00}");
        if (key.By is { } by)
            parts.Add(l.Value(by, key.Value, company));
        var said = string.Join(", ", parts);
        return said.Length == 0 ? said : char.ToUpper(said[0], CultureInfo.CurrentCulture) + said[1..];
    }

    private static string Value(this IStringLocalizer<Texts> l, PatternBy by, string value, Company company) => (by, value) switch
    {
        (PatternBy.Source, "") => l["without a source"],
        (PatternBy.Source, _) => l["source {0}", l.Source(value)],
        (PatternBy.Grade, "") => l["without a grade"],
        (PatternBy.Grade, _) => l["of grade {0}", value],
        (PatternBy.Country, "") => l["without a country"],
        (PatternBy.Country, _) => l["country {0}", value],
        (PatternBy.Person, "") => l["in the queue"],
        (PatternBy.Person, _) => long.TryParse(value, CultureInfo.InvariantCulture, out var id) ? l.Person(company, id) : value,
        _ => l["“{0}”", l.Commitment(value, company)],
    };

    private static string Commitment(this IStringLocalizer<Texts> l, string value, Company company) =>
        value.Split('/', 2) is [var agreement, var id] && long.TryParse(agreement, CultureInfo.InvariantCulture, out var number)
            && l.Sentence(company, number, id) is { } said ? said : value;

    private static string Days(IsoDayOfWeek day) => day switch
    {
        IsoDayOfWeek.Monday => "Mondays",
        IsoDayOfWeek.Tuesday => "Tuesdays",
        IsoDayOfWeek.Wednesday => "Wednesdays",
        IsoDayOfWeek.Thursday => "Thursdays",
        IsoDayOfWeek.Friday => "Fridays",
        IsoDayOfWeek.Saturday => "Saturdays",
        _ => "Sundays",
    };
}
