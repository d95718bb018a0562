using System.Globalization;
using Microsoft.Extensions.Localization;
using SmarketingHub.Engine.Reports.Fairness;
using SmarketingHub.Web.Features.Reports.Shared;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Reports.Fairness;

/// <summary>Fairness as tables: of the period, and week by week.</summary>
internal sealed class FairnessTables(IStringLocalizer<Texts> l, ReportSeen<FairnessView> seen)
{
    private readonly FairnessReport report = seen.Now.Fairness;

    internal IReadOnlyList<ReportTable> All => [People, Weeks];

    internal bool Any => report.Rules.Count > 0;

    /// <summary>The figure that a manager asks for: how far anybody is from the fair share.</summary>
    internal string Said => !Any ? l["No lead was given in turn in this period."]
        : l["{0} leads went in turn. Nobody is further than {1} leads from the fair share.",
            ReportWords.Count(report.Rules.Sum(r => r.People.Sum(p => p.Got))),
            report.Rules.Max(r => r.People.Max(p => Math.Abs(p.Balance))).ToString("0.00", CultureInfo.CurrentCulture)];

    internal ReportTable People => new(
        l["By rule and person"],
        [
            new(l["Rule"]), new(l["Person"]),
            new(l["fairness: share"], ColumnKind.Number, l["Leads that the weights gave, while the person could have got them."]),
            new(l["fairness: got"], ColumnKind.Count, l["Leads that came in turn, without those that were given back."]),
            new(l["fairness: balance"], ColumnKind.Number,
                l["What the person is owed at the end, over all time, in leads; below zero: is ahead."]),
            new(l["fairness: away"], ColumnKind.Count,
                l["Leads that came while the person was away: they count for nobody's share but others'."]),
        ],
        [
            .. report.Rules.SelectMany(rule => rule.People.Select(p => new ReportRow(
                [rule.Rule, l.Person(seen.Asked.Known, p.Person), Rounded(p.Share),
                    new ReportCell((long)p.Got).To(p.Leads.Count == 0 ? null : FairnessView.HrefOf(seen.Asked.Here, p.Person, rule.Rule)),
                    Rounded(p.Balance), (long)p.Away]))),
        ], Sortable: false);

    internal ReportTable Weeks => new(
        l["By rule, person and week"],
        [
            new(l["Rule"]), new(l["Person"]), new(l["Week"]), new(l["fairness: share"], ColumnKind.Number),
            new(l["fairness: got"], ColumnKind.Count),
        ],
        [
            .. report.Rules.SelectMany(rule => rule.People.SelectMany(p => p.Weeks.Select(week => new ReportRow(
                [rule.Rule, l.Person(seen.Asked.Known, p.Person), week.Week, Rounded(week.Share), (long)week.Got])))),
        ], Sortable: false);

    /// <summary>The leads behind the figure that was chosen; null: none was.</summary>
    internal FigureList? Behind => FairnessView.ShownBy(seen.Asked.Address) is not var (person, rule) ? null
        : FigureList.Make(Listed.Leads, $"{l.Person(seen.Asked.Known, person)}, {rule}", [new(l["load: came"], ColumnKind.Instant)],
            report.Rules.FirstOrDefault(r => r.Rule.Equals(rule, StringComparison.OrdinalIgnoreCase))?.People
                .FirstOrDefault(p => p.Person == person)?.Leads ?? [], lead => lead.LeadId, lead => [lead.At]);

    private static ReportCell Rounded(decimal leads) => decimal.Round(leads, 2);
}
