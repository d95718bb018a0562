using System.Globalization;
using System.Linq.Expressions;
using SmarketingHub.Domain.Places;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Reports.Compliance;

/// <summary>The promises that a report is asked about. They belong to the period in which they started.</summary>
internal sealed class PromiseFilter
{
    private readonly ReportMoment moment;
    private readonly KnownRows<ReportedPromise> known;
    private readonly ReportRequest request;
    private readonly List<Expression<Func<ReportedPromise, bool>>> asked = [];

    internal PromiseFilter(ReportMoment moment, ReportRequest request)
    {
        (this.moment, known, this.request) = (moment, moment.Promises, request);
        if (request.Party is { } party)
            asked.Add(p => p.OwedBy == party);
        if (request.Team is { } team)
            OfTeam(team);
        if (request.Person is { } person)
            asked.Add(p => p.Person == person);
        if (request.Agreement is { } agreement)
            asked.Add(p => p.Agreement == agreement);
        OfSource(request.Source);
        OfCampaign(request.Campaign);
        OfGrade(request.Grade);
        OfCountry(request.Country);
    }

    /// <summary>Of one item alone.</summary>
    internal void Only(ComplianceBy by, string key, long? agreement)
    {
        long? number = long.TryParse(key, CultureInfo.InvariantCulture, out var id) ? id : null;
        switch (by)
        {
            case ComplianceBy.Commitment:
                var commitment = key.Length == 0 ? null : key;
                asked.Add(p => p.Agreement == agreement && p.Commitment == commitment);
                break;
            case ComplianceBy.Party: asked.Add(p => p.OwedBy == key); break;
            case ComplianceBy.Team: OfTeam(key); break;
            case ComplianceBy.Person: asked.Add(p => p.Person == number); break;
            case ComplianceBy.Source: OfSource(key); break;
            case ComplianceBy.Campaign: OfCampaign(key); break;
            case ComplianceBy.Grade: OfGrade(key); break;
            case ComplianceBy.Country: OfCountry(key); break;
            case ComplianceBy.Agreement: asked.Add(p => p.Agreement == number); break;
            case ComplianceBy.Week when IsoWeek.Read(key, moment.Company.Zone()) is { } week:
                asked.Add(p => p.StartedAt >= week.Start && p.StartedAt < week.End);
                break;
            default: asked.Add(p => false); break;
        }
    }

    /// <summary>Those of the whole period.</summary>
    internal IQueryable<ReportedPromise> Fit(IQueryable<ReportedPromise> rows) =>
        asked.Aggregate(rows.Where(p => p.StartedAt >= request.From && p.StartedAt < request.To), (fit, one) => fit.Where(one));

    /// <summary>Those counted by group.</summary>
    internal IEnumerable<Counted<TKey>> Count<TKey>(Expression<Func<ReportedPromise, TKey>> by) =>
        known.Ask(rows => Fit(rows).GroupBy(by).Select(PromiseCounts.Of<TKey>()));

    internal IEnumerable<TResult> Ask<TResult>(Func<IQueryable<ReportedPromise>, IQueryable<TResult>> question) =>
        known.Ask(rows => question(Fit(rows)));

    private void OfTeam(string team)
    {
        var people = PeopleOverTime.Read(moment.Rows, moment.KnownAt).All;
        var members = people.Where(p => team.Length == 0 ? p.Team is not null : p.Team == team).Select(p => (long?)p.Id).ToList();
        if (team.Length == 0)
            asked.Add(p => !members.Contains(p.Person));
        else
            asked.Add(p => members.Contains(p.Person));
    }

    private void OfSource(string? source) => Ask(source, p => p.Source, words => p => words.Contains(p.Source), p => p.Source == null);

    private void OfCampaign(string? name) => Ask(name, p => p.Campaign, words => p => words.Contains(p.Campaign), p => p.Campaign == null);

    private void OfGrade(string? grade) => Ask(grade, p => p.Grade, words => p => words.Contains(p.Grade), p => p.Grade == null);

    private void OfCountry(string? country) =>
        Ask(country, p => p.Country, words => p => words.Contains(p.Country), p => p.Country == null, Countries.Comparer);

    // However it is written: upper or lower case is one word to people, and to databases not in every alphabet.
    private void Ask(
        string? wanted, Expression<Func<ReportedPromise, string?>> said, Func<List<string?>, Expression<Func<ReportedPromise, bool>>> isOne,
        Expression<Func<ReportedPromise, bool>> isNone, IEqualityComparer<string?>? comparer = null)
    {
        if (wanted is "")
            asked.Add(isNone);
        else if (wanted is not null)
            asked.Add(isOne([.. Ask(rows => rows.Select(said).Distinct()).Distinct()
                .Where(word => word is not null && (comparer ?? StringComparer.OrdinalIgnoreCase).Equals(word, wanted))]));
    }
}
