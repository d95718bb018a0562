using System.Linq.Expressions;
using SmarketingHub.Domain.Places;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Reports.Reading;

/// <summary>
/// The leads that a report is asked about, by what was known of them at the moment: holder and owner, source, campaign, grade, country,
/// and whether an agreement ever promised something about them. The period is asked by the report itself.
/// </summary>
internal sealed class LeadFilter
{
    private readonly ReportMoment moment;
    private readonly ReportRequest request;
    private readonly List<Expression<Func<ReportedLead, bool>>> asked = [];

    /// <param name="moment">What is known.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="who">Party, team and person are asked of holder and owner; else the report asks them itself.</param>
    internal LeadFilter(ReportMoment moment, ReportRequest request, bool who = true)
    {
        (this.moment, this.request) = (moment, request);
        if (who && request.Party is { } party)
            asked.Add(l => l.Holder == party);
        if (who && request.Team is { } team)
        {
            var members = PeopleOverTime.Read(moment.Rows, moment.KnownAt).InTeam(team).Select(id => (long?)id).ToList();
            asked.Add(l => members.Contains(l.Owner));
        }
        if (who && request.Person is { } person)
            asked.Add(l => l.Owner == person);
        Ask(request.Source, l => l.Source, words => l => words.Contains(l.Source), l => l.Source == null);
        Ask(request.Campaign, l => l.Campaign, words => l => words.Contains(l.Campaign), l => l.Campaign == null);
        Ask(request.Grade, l => l.Grade, words => l => words.Contains(l.Grade), l => l.Grade == null);
        Ask(request.Country, l => l.Country, words => l => words.Contains(l.Country), l => l.Country == null, Countries.Comparer);
    }

    internal IEnumerable<TResult> Ask<TResult>(Func<IQueryable<ReportedLead>, IQueryable<TResult>> question)
    {
        var (leads, promises) = (moment.Leads, moment.Promises);
        // A lead's rows are all stored or all folded, so each kind is asked among its own.
        return question(Fit(leads.Stored, promises.Stored)).AsEnumerable()
            .Concat(question(Fit(leads.Folded.AsQueryable(), promises.Folded.AsQueryable())));
    }

    private IQueryable<ReportedLead> Fit(IQueryable<ReportedLead> rows, IQueryable<ReportedPromise> promises)
    {
        var fit = asked.Aggregate(rows, (fit, one) => fit.Where(one));
        if (request.Agreement is not { } agreement)
            return fit;
        var promised = promises.Where(p => p.Agreement == agreement).Select(p => p.LeadId).Distinct();
        return fit.Join(promised, l => l.LeadId, id => id, (l, id) => l);
    }

    // However it is written: upper or lower case is one word to people, and to databases not in every alphabet.
    private void Ask(
        string? wanted, Expression<Func<ReportedLead, string?>> said, Func<List<string?>, Expression<Func<ReportedLead, bool>>> isOne,
        Expression<Func<ReportedLead, bool>> isNone, IEqualityComparer<string?>? comparer = null)
    {
        if (wanted is "")
            asked.Add(isNone);
        else if (wanted is not null)
            asked.Add(isOne([.. moment.Leads.Ask(rows => rows.Select(said).Distinct()).Distinct()
                .Where(word => word is not null && (comparer ?? StringComparer.OrdinalIgnoreCase).Equals(word, wanted))]));
    }
}
