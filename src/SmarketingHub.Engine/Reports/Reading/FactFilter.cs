using System.Linq.Expressions;
using SmarketingHub.Domain.Places;

namespace SmarketingHub.Engine.Reports.Reading;

/// <summary>
/// Source, campaign, grade and country of rows of one kind, however they are written: upper or lower case is one word to people, and to
/// databases not in every alphabet.
/// </summary>
internal sealed class FactFilter<T>(KnownRows<T> known)
{
    private readonly List<Expression<Func<T, bool>>> asked = [];

    internal FactFilter<T> Ask(string? wanted, Expression<Func<T, string?>> said, bool isCountry = false)
    {
        if (wanted is null)
            return this;
        IEqualityComparer<string?> same = isCountry ? Countries.Comparer : StringComparer.OrdinalIgnoreCase;
        List<string?> words = wanted.Length == 0 ? [null, ""]
            : [.. known.Ask(rows => rows.Select(said).Distinct()).Distinct().Where(word => word is not null && same.Equals(word, wanted))];
        Expression<Func<string?, bool>> isOne = word => words.Contains(word);
        asked.Add(Expression.Lambda<Func<T, bool>>(new Replacing(isOne.Parameters[0], said.Body).Visit(isOne.Body), said.Parameters));
        return this;
    }

    internal FactFilter<T> Where(Expression<Func<T, bool>> condition)
    {
        asked.Add(condition);
        return this;
    }

    internal IQueryable<T> Fit(IQueryable<T> rows) => asked.Aggregate(rows, (fit, one) => fit.Where(one));

    internal IEnumerable<TResult> Ask<TResult>(Func<IQueryable<T>, IQueryable<TResult>> question) => known.Ask(rows => question(Fit(rows)));

    private sealed class Replacing(ParameterExpression parameter, Expression by) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? by : node;
    }
}
