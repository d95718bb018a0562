using System.Linq.Expressions;
using NodaTime;

namespace SmarketingHub.Engine.Reports.Compliance;

/// <summary>In which of some stretches of time an instant lies, as a database can say it.</summary>
internal static class Buckets
{
    /// <summary>The number of the last one that begins at or before the instant; 0 also of what lies before all.</summary>
    /// <param name="at">The instant of a row.</param>
    /// <param name="starts">When each begins, in order; at least one.</param>
    internal static Expression<Func<T, int>> Of<T>(Expression<Func<T, Instant>> at, IReadOnlyList<Instant> starts)
    {
        // By halves, so that what is said is no deeper than a database takes it.
        Expression In(int from, int to)
        {
            var middle = from + (to - from) / 2;
            return from == middle ? Expression.Constant(from)
                : Expression.Condition(Expression.LessThan(at.Body, Given(starts[middle])), In(from, middle), In(middle, to));
        }
        return Expression.Lambda<Func<T, int>>(In(0, starts.Count), at.Parameters);
    }

    // As a variable of a query would be: a parameter, so that the same statement serves other weeks.
    private static MemberExpression Given(Instant at) => Expression.Field(Expression.Constant(new Variable(at)), nameof(Variable.At));

    private sealed class Variable(Instant at)
    {
        public readonly Instant At = at;
    }
}
