using Microsoft.Extensions.Localization;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Routing;
using SmarketingHub.Web.Features.Agreements.Wording;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Routing;

/// <summary>A rule in words.</summary>
public static class RuleSentences
{
    /// <summary>"Grade A demo requests from Poland → Enterprise, in turn."</summary>
    public static string Rule(this IStringLocalizer<Texts> l, RoutingRule rule, Company company) =>
        l["{0} → {1}, {2}.", l.Leads(rule.When, company.Currency), l.Target(rule.To, company), l.Method(rule.Method)];

    /// <summary>Who is asked, within which hours, and what if nobody is free; one sentence each.</summary>
    public static IEnumerable<string> RuleDetails(this IStringLocalizer<Texts> l, RoutingRule rule, Company company)
    {
        if (rule.Method == RouteMethod.Queue)
            yield break;
        if (rule.People.Count > 0)
            yield return l["Among {0}.", string.Join(", ", rule.People.Select(p => l.Entry(p, company)))];
        if (rule.Calendar is { } hours)
            yield return l["Within {0}.", l.CalendarCalled(hours, company)];
        yield return rule.IfNobody == IfNobody.Hold
            ? l["If nobody is free they wait, {0} at most, then the queue has them and its team leads are told.",
                l.Length(rule.HoldFor ?? RoutingRule.HoldsFor)]
            : l.Nobody(rule.IfNobody);
    }

    public static string Method(this IStringLocalizer<Texts> l, RouteMethod method) => l[$"route: {method}".ToLowerInvariant()];

    public static string Nobody(this IStringLocalizer<Texts> l, IfNobody what) => l[$"if nobody: {what}".ToLowerInvariant()];

    public static string Target(this IStringLocalizer<Texts> l, string to, Company company) =>
        Domain.Routing.Choosing.Target.Of(to, company) is not { } known ? to
        : known.Person is { } person ? l.Person(company, person)
        : known.Team is { } team ? company.Teams.GetValueOrDefault(team)?.Name ?? team
        : l.Party(company, known.Party);

    internal static string CalendarCalled(this IStringLocalizer<Texts> l, string id, Company company) =>
        company.CalendarNames.FirstOrDefault(c => c.Key.Id == id) is { Key: not null } named ? l.Calendar(id, named.Value) : id;

    private static string Entry(this IStringLocalizer<Texts> l, RoutedPerson entry, Company company)
    {
        var said = new List<string>();
        if (entry.Weight != 1)
            said.Add(l["weight {0}", RoutingWords.Weight(entry.Weight)]);
        if (entry.Limit is { } limit)
            said.Add(l["up to {0} open", limit]);
        if (entry.Countries.Count > 0)
            said.Add(string.Join(" ", l.Places(entry.Countries)));
        if (entry.Calendar is { } hours)
            said.Add(l.CalendarCalled(hours, company));
        var name = l.Person(company, entry.Id);
        return said.Count == 0 ? name : $"{name} ({string.Join(", ", said)})";
    }
}
