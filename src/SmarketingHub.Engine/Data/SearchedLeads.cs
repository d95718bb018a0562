using System.Linq.Expressions;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Search;

namespace SmarketingHub.Engine.Data;

/// <summary>The same search as <see cref="SearchQuery.IsIn"/>, for queries.</summary>
public static class SearchedLeads
{
    /// <summary>Each term in the lead's contact or in its account. Both are narrow beside leads, and are read once a term.</summary>
    public static IQueryable<Lead> Matching(this IQueryable<Lead> leads, HubContext rows, SearchQuery query)
    {
        foreach (var term in query.Terms)
        {
            // By what a merged duplicate was called its person is found.
            var contacts = rows.Contacts.Where(Has<Contact>(c => c.Search, term)).Select(c => (long?)(c.MergedInto ?? c.Id));
            var accounts = rows.Accounts.Where(Has<Account>(a => a.Search, term)).Select(a => (long?)a.Id);
            leads = leads.Where(l => contacts.Contains(l.ContactId) || accounts.Contains(l.AccountId));
        }
        return leads;
    }

    private static Expression<Func<T, bool>> Has<T>(Expression<Func<T, string>> text, IReadOnlyList<string> ways)
    {
        var contains = typeof(string).GetMethod(nameof(string.Contains), [typeof(string)])!;
        // A parameter each: the statement is the same for every word.
        return Expression.Lambda<Func<T, bool>>(
            ways.Select(way => (Expression)Expression.Call(text.Body, contains,
                Expression.Property(Expression.Constant(new Parameter(way)), nameof(Parameter.Value))))
                .Aggregate(Expression.OrElse), text.Parameters);
    }

    private sealed record Parameter(string Value);
}
