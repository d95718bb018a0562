using SmarketingHub.Domain.Agreements;
using SmarketingHub.Web.Features.Agreements.Wording;

namespace SmarketingHub.Web.Features.Agreements.Editing;

/// <summary>The order of sentences: of those that match, the first wins.</summary>
internal static class SentenceOrder
{
    /// <summary>
    /// The text with a commitment one place up or down among those of its party; the same text when there is no such place.
    /// </summary>
    internal static Terms Moved(Terms terms, string id, int by)
    {
        if (terms.PeriodCommitments.Any(c => c.Id == id))
        {
            var said = Together(terms.PeriodCommitments);
            var moved = Moved(said, sentence => sentence.Exists(c => c.Id == id), (a, b) => a[0].OwedBy == b[0].OwedBy, by);
            return ReferenceEquals(said, moved) ? terms : terms with { PeriodCommitments = [.. moved.SelectMany(sentence => sentence)] };
        }
        return terms with { Commitments = Moved(terms.Commitments, c => c.Id == id, (a, b) => a.OwedBy == b.OwedBy, by) };
    }

    /// <summary>The promises as sentences: one each, but revenue and the leads that it takes share one.</summary>
    internal static List<List<PeriodCommitment>> Together(IEnumerable<PeriodCommitment> all)
    {
        var (left, sentences) = (all.ToList(), new List<List<PeriodCommitment>>());
        while (left.Count > 0)
        {
            var first = left[0];
            left.RemoveAt(0);
            var other = left.FindIndex(c => PeriodWords.IsOneSentence(first, c) || PeriodWords.IsOneSentence(c, first));
            sentences.Add(other < 0 ? [first] : first.Measure == Measure.Revenue ? [first, left[other]] : [left[other], first]);
            if (other >= 0)
                left.RemoveAt(other);
        }
        return sentences;
    }

    private static IReadOnlyList<T> Moved<T>(IReadOnlyList<T> all, Predicate<T> which, Func<T, T, bool> together, int by)
    {
        var list = all.ToList();
        var at = list.FindIndex(which);
        if (at < 0 || by < 0 && at == 0)
            return all;
        var one = list[at];
        var to = by < 0
            ? list.FindLastIndex(at - 1, at, other => together(one, other)) : list.FindIndex(at + 1, other => together(one, other));
        if (to < 0)
            return all;
        list.RemoveAt(at);
        list.Insert(to, one);
        return list;
    }
}
