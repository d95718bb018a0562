using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using static SmarketingHub.Engine.Agreements.TermsText;

namespace SmarketingHub.Engine.Agreements;

/// <summary>
/// Two people changed one sentence. Nothing of either is lost: the stored one stands, the other is still with who typed it.
/// </summary>
/// <param name="sentence">The id of the commitment, or the name of the field.</param>
public sealed class TermsConflict(string sentence, Phrase message) : Refusal(message)
{
    public string Sentence { get; } = sentence;
}

/// <summary>Carries somebody's changes over to a text that others have changed meanwhile, sentence by sentence.</summary>
public static class TermsMerge
{
    /// <param name="before">What they began with.</param>
    /// <param name="after">What they made of it.</param>
    /// <param name="now">What it has become meanwhile.</param>
    /// <exception cref="TermsConflict">The same sentence was changed by both, differently.</exception>
    public static Terms Merge(Terms before, Terms after, Terms now) => now with
    {
        Scope = One("scope", before.Scope, after.Scope, now.Scope)!,
        Calendar = One("calendar", before.Calendar, after.Calendar, now.Calendar)!,
        From = One("from", before.From, after.From, now.From),
        ReTimes = One("reTimes", before.ReTimes, after.ReTimes, now.ReTimes),
        Commitments = Each("commitments", c => c.Id, before.Commitments, after.Commitments, now.Commitments),
        PeriodCommitments = Each("periodCommitments", c => c.Id, before.PeriodCommitments, after.PeriodCommitments, now.PeriodCommitments),
        CaptureRules = One("captureRules", before.CaptureRules, after.CaptureRules, now.CaptureRules)!,
        Worths = One("worths", before.Worths, after.Worths, now.Worths)!,
    };

    private static T? One<T>(string name, T? before, T? after, T? now) =>
        Same(before, after) || Same(after, now) ? now
        : Same(before, now) ? after
        : throw new TermsConflict(name, "This was changed by somebody else meanwhile. Look at it first.");

    private static IReadOnlyList<T> Each<T>(
        string name, Func<T, string> id, IReadOnlyList<T> before, IReadOnlyList<T> after, IReadOnlyList<T> now) where T : class
    {
        T? Find(IReadOnlyList<T> all, string key) => all.FirstOrDefault(c => id(c) == key);
        var order = Order(name, [.. before.Select(id)], [.. after.Select(id)], [.. now.Select(id)]);
        return [.. order.Select(key => One(key, Find(before, key), Find(after, key), Find(now, key))).OfType<T>()];
    }

    // Theirs if only they moved something; else as it is, with what they added behind the sentence that they added it behind.
    private static List<string> Order(string name, List<string> before, List<string> after, List<string> now)
    {
        bool Moved(List<string> to) => !before.Intersect(to).SequenceEqual(to.Intersect(before));
        if (Moved(after) && Moved(now) && !after.Intersect(now).SequenceEqual(now.Intersect(after)))
            throw new TermsConflict(name, "The order was changed by somebody else meanwhile. Look at it first.");
        var (lead, others) = Moved(after) ? (after, now) : (now, after);
        var order = lead.ToList();
        foreach (var (key, i) in others.Select((key, i) => (key, i)).Where(pair => !lead.Contains(pair.key)))
            order.Insert(i == 0 ? 0 : order.IndexOf(others[i - 1]) + 1, key);
        return order;
    }
}
