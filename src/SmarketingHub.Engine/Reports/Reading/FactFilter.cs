using System.Linq.Expressions;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Reports.Reading;

/// <summary>
/// Rows of one kind by what was known of their leads, and by what else is asked of them. Databases do not know upper and lower case of
/// every alphabet: which words are one is asked of <see cref="FactWords"/>.
/// </summary>
internal sealed class FactFilter<T>(ReportMoment moment, KnownRows<T> known) where T : class, IAboutLead
{
    private readonly List<Expression<Func<T, bool>>> asked = [];
    private long? promisedBy;

    internal FactFilter<T> Where(Expression<Func<T, bool>> condition)
    {
        asked.Add(condition);
        return this;
    }

    /// <summary>Source, campaign, grade and country. Of the rows that are asked already the words are read.</summary>
    internal FactFilter<T> Facts(ReportRequest request) =>
        Source(request.Source).Campaign(request.Campaign).Grade(request.Grade).Country(request.Country);

    internal FactFilter<T> Source(string? wanted) => Word(wanted, row => row.Source, FactWords.Same);

    internal FactFilter<T> Campaign(string? wanted) => Word(wanted, row => row.Campaign, FactWords.Same);

    internal FactFilter<T> Grade(string? wanted) => Word(wanted, row => row.Grade, FactWords.Same);

    internal FactFilter<T> Country(string? wanted) => Word(wanted, row => row.Country, FactWords.SameCountry);

    /// <summary>Of a team's people; null asks nothing.</summary>
    internal FactFilter<T> Team(string? team, Expression<Func<T, long?>> who) =>
        team is null ? this : Where(With(PeopleOverTime.Read(moment.Rows, moment.KnownAt).InTeam(team).Has(), who));

    /// <summary>Of leads about which an agreement ever promised something; null asks nothing.</summary>
    internal FactFilter<T> PromisedBy(long? agreement)
    {
        promisedBy = agreement;
        return this;
    }

    internal IEnumerable<TResult> Ask<TResult>(Func<IQueryable<T>, IQueryable<TResult>> question)
    {
        var promises = moment.Promises;
        // A lead's rows are all stored or all folded, so each kind is asked among its own.
        return question(Fit(known.Stored, promises.Stored)).AsEnumerable()
            .Concat(question(Fit(known.Folded.AsQueryable(), promises.Folded.AsQueryable())));
    }

    private IQueryable<T> Fit(IQueryable<T> rows, IQueryable<ReportedPromise> promises)
    {
        var fit = asked.Aggregate(rows, (fit, one) => fit.Where(one));
        if (promisedBy is not { } agreement)
            return fit;
        var promised = promises.Where(p => p.Agreement == agreement).Select(p => p.LeadId).Distinct();
        return fit.Join(promised, row => row.LeadId, id => id, (row, id) => row);
    }

    private FactFilter<T> Word(string? wanted, Expression<Func<T, string?>> said, IEqualityComparer<string?> same)
    {
        if (wanted is null)
            return this;
        List<string?> words = wanted.Length == 0 ? [null, ""]
            : [.. Ask(rows => rows.Select(said).Distinct()).Distinct().Where(word => same.Fits(wanted, word))];
        return Where(With(word => words.Contains(word), said));
    }

    // What is asked of a value, asked of the value of a row.
    private static Expression<Func<T, bool>> With<TValue>(Expression<Func<TValue, bool>> condition, Expression<Func<T, TValue>> value) =>
        Expression.Lambda<Func<T, bool>>(
            new Replacing(condition.Parameters[0], value.Body).Visit(condition.Body), value.Parameters);

    private sealed class Replacing(ParameterExpression parameter, Expression by) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? by : node;
    }
}
