using System.Globalization;
using System.Linq.Expressions;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Reports.Compliance;

/// <summary>The promises that a report is asked about. They belong to the period in which they started.</summary>
internal sealed class PromiseFilter
{
    private readonly ReportMoment moment;
    private readonly FactFilter<ReportedPromise> asked;

    internal PromiseFilter(ReportMoment moment, ReportRequest request)
    {
        this.moment = moment;
        asked = new FactFilter<ReportedPromise>(moment, moment.Promises)
            .Where(p => p.StartedAt >= request.From && p.StartedAt < request.To);
        if (request.Party is { } party)
            asked.Where(p => p.OwedBy == party);
        if (request.Person is { } person)
            asked.Where(p => p.Person == person);
        if (request.Agreement is { } agreement)
            asked.Where(p => p.Agreement == agreement);
        asked.Team(request.Team, p => p.Person).Facts(request);
    }

    /// <summary>Of one item alone.</summary>
    internal void Only(ComplianceBy by, string key, long? agreement)
    {
        long? number = long.TryParse(key, CultureInfo.InvariantCulture, out var id) ? id : null;
        switch (by)
        {
            case ComplianceBy.Commitment:
                var commitment = key.Length == 0 ? null : key;
                asked.Where(p => p.Agreement == agreement && p.Commitment == commitment);
                break;
            case ComplianceBy.Party: asked.Where(p => p.OwedBy == key); break;
            case ComplianceBy.Team: asked.Team(key, p => p.Person); break;
            case ComplianceBy.Person: asked.Where(p => p.Person == number); break;
            case ComplianceBy.Source: asked.Source(key); break;
            case ComplianceBy.Campaign: asked.Campaign(key); break;
            case ComplianceBy.Grade: asked.Grade(key); break;
            case ComplianceBy.Country: asked.Country(key); break;
            case ComplianceBy.Agreement: asked.Where(p => p.Agreement == number); break;
            case ComplianceBy.Week when IsoWeek.Read(key, moment.Company.Zone) is { } week:
                asked.Where(p => p.StartedAt >= week.Start && p.StartedAt < week.End);
                break;
            default: asked.Where(p => false); break;
        }
    }

    /// <summary>Those counted by group.</summary>
    internal IEnumerable<CountsOf<TKey>> Count<TKey>(Expression<Func<ReportedPromise, TKey>> by) =>
        Ask(rows => rows.GroupBy(by).Select(PromiseCounts.Of<TKey>()));

    internal IEnumerable<TResult> Ask<TResult>(Func<IQueryable<ReportedPromise>, IQueryable<TResult>> question) => asked.Ask(question);
}
