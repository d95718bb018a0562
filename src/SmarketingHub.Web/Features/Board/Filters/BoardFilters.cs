using Microsoft.Extensions.Localization;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Engine.Board;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Board.Filters;

/// <summary>The filters above the board: each chip is an address, so that Back takes it off again.</summary>
public static class BoardFilters
{
    private static readonly string[] Grades = ["A", "B", "C", "D"];

    /// <param name="choices">Of what this viewer may see without a filter.</param>
    public static IReadOnlyList<FilterChips.FilterChip> Chips(
        IStringLocalizer<Texts> l, BoardAddress now, FilterChoices choices, Company company, string path)
    {
        FilterChips.FilterChip Switch(string label, bool on, BoardAddress off, BoardAddress to) =>
            new(label, on, (on ? off : to).Href(path));

        FilterChips.FilterChip Menu(
            string any, string? chosen, IEnumerable<string> values, Func<string, string> label, Func<string?, BoardAddress> with) => new(
            chosen is null ? any : label(chosen), chosen is not null, "",
            [
                new(l["All"], chosen is null, with(null).Href(path)),
                .. values.Union(chosen is null ? [] : [chosen]).OrderBy(label, StringComparer.CurrentCulture)
                    .Select(value => new FilterChips.FilterChip(label(value), value == chosen, with(value).Href(path))),
            ]);

        var chips = new List<FilterChips.FilterChip>
        {
            Switch(l["Mine"], now.Mine, now with { Mine = false }, now with { Mine = true }),
            Menu(l["Deadline"], now.Sla?.ToString(), Enum.GetNames<Sla>(), sla => l[sla == nameof(Sla.AtRisk) ? "At risk" : sla],
                sla => now with { Sla = sla is null ? null : Enum.Parse<Sla>(sla) }),
            Menu(l["Grade"], now.Grade, Grades, grade => l["Grade {0}", grade], grade => now with { Grade = grade }),
            Menu(l["Source"], now.Source, choices.Sources, source => l.Source(source), source => now with { Source = source }),
            Menu(l["Country"], now.Country, choices.Countries, code => code, country => now with { Country = country }),
            Menu(l["Holder"], now.Holder, choices.Holders, party => l.Party(company, party), holder => now with { Holder = holder }),
        };
        if (now.Text is { } text)
            chips.Insert(0, new(l["“{0}” ✕", text], true, (now with { Text = null }).Href(path)));
        return chips;
    }
}
