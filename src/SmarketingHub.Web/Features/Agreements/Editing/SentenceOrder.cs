using SmarketingHub.Domain.Agreements;

namespace SmarketingHub.Web.Features.Agreements.Editing;

/// <summary>The order of sentences: of those that match, the first wins.</summary>
internal static class SentenceOrder
{
    /// <summary>The text with a commitment one place up or down among those of its party; the same text when there is no such place.</summary>
    internal static Terms Moved(Terms terms, string id, int by)
    {
        if (terms.PeriodCommitments.Any(c => c.Id == id))
            return terms with { PeriodCommitments = Moved(terms.PeriodCommitments, c => c.Id == id, (a, b) => a.OwedBy == b.OwedBy, by) };
        return terms with { Commitments = Moved(terms.Commitments, c => c.Id == id, (a, b) => a.OwedBy == b.OwedBy, by) };
    }

    private static IReadOnlyList<T> Moved<T>(IReadOnlyList<T> all, Predicate<T> which, Func<T, T, bool> together, int by)
    {
        var list = all.ToList();
        var at = list.FindIndex(which);
        if (at < 0 || by < 0 && at == 0)
            return all;
        var one = list[at];
        var to = by < 0 ? list.FindLastIndex(at - 1, at, other => together(one, other)) : list.FindIndex(at + 1, other => together(one, other));
        if (to < 0)
            return all;
        list.RemoveAt(at);
        list.Insert(to, one);
        return list;
    }
}
