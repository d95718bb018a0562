using System.Linq.Expressions;
using SmarketingHub.Domain.Places;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Reports.Compliance;

/// <summary>The promises that a report is asked about. They belong to the period in which they started.</summary>
internal sealed class PromiseFilter
{
    private readonly KnownRows<ReportedPromise> known;
    private readonly ReportRequest request;
    private readonly List<Expression<Func<ReportedPromise, bool>>> asked = [];

    internal PromiseFilter(ReportMoment moment, ReportRequest request)
    {
        (known, this.request) = (moment.Promises, request);
        if (request.Party is { } party)
            asked.Add(p => p.OwedBy == party);
        if (request.Team is { } team)
        {
            var members = PeopleOverTime.Read(moment.Rows, moment.KnownAt).InTeam(team).Select(id => (long?)id).ToList();
            asked.Add(p => members.Contains(p.Person));
        }
        if (request.Person is { } person)
            asked.Add(p => p.Person == person);
        if (request.Agreement is { } agreement)
            asked.Add(p => p.Agreement == agreement);
        Ask(request.Source, p => p.Source, words => p => words.Contains(p.Source), p => p.Source == null);
        Ask(request.Campaign, p => p.Campaign, words => p => words.Contains(p.Campaign), p => p.Campaign == null);
        Ask(request.Grade, p => p.Grade, words => p => words.Contains(p.Grade), p => p.Grade == null);
        Ask(request.Country, p => p.Country, words => p => words.Contains(p.Country), p => p.Country == null, Countries.Comparer);
    }

    /// <summary>Those of the whole period.</summary>
    internal IQueryable<ReportedPromise> Fit(IQueryable<ReportedPromise> rows) =>
        asked.Aggregate(rows.Where(p => p.StartedAt >= request.From && p.StartedAt < request.To), (fit, one) => fit.Where(one));

    /// <summary>Those counted by group.</summary>
    internal IEnumerable<Counted<TKey>> Count<TKey>(Expression<Func<ReportedPromise, TKey>> by) =>
        known.Ask(rows => Fit(rows).GroupBy(by).Select(PromiseCounts.Of<TKey>()));

    internal IEnumerable<TResult> Ask<TResult>(Func<IQueryable<ReportedPromise>, IQueryable<TResult>> question) =>
        known.Ask(rows => question(Fit(rows)));

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
