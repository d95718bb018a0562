using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Reports.Reading;

/// <summary>
/// The leads that a report is asked about, by what was known of them at the moment: holder and owner, source, campaign, grade, country,
/// and whether an agreement ever promised something about them. The period is asked by the report itself.
/// </summary>
internal sealed class LeadFilter
{
    private readonly FactFilter<ReportedLead> asked;

    /// <param name="moment">What is known.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="who">Party, team and person are asked of holder and owner; else the report asks them itself.</param>
    internal LeadFilter(ReportMoment moment, ReportRequest request, bool who = true)
    {
        asked = new(moment, moment.Leads);
        if (who && request.Party is { } party)
            asked.Where(l => l.Holder == party);
        if (who && request.Person is { } person)
            asked.Where(l => l.Owner == person);
        asked.Team(who ? request.Team : null, l => l.Owner).Facts(request).PromisedBy(request.Agreement);
    }

    internal IEnumerable<TResult> Ask<TResult>(Func<IQueryable<ReportedLead>, IQueryable<TResult>> question) => asked.Ask(question);
}
