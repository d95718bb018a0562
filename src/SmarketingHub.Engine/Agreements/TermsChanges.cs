using SmarketingHub.Domain.Agreements;
using static SmarketingHub.Engine.Agreements.TermsText;

namespace SmarketingHub.Engine.Agreements;

/// <summary>A sentence in two texts; null: it is not in one of them.</summary>
public sealed record Changed<T>(string Id, T? Before, T? After) where T : class;

/// <summary>What one text says otherwise than another.</summary>
/// <param name="Moved">Sentences that both have, in another order.</param>
/// <param name="Fields">Of the rest: <c>scope</c>, <c>calendar</c>, <c>from</c>, <c>reTimes</c>, <c>captureRules</c>,
/// <c>worths</c>.</param>
public sealed record TermsChanges(
    IReadOnlyList<Changed<Commitment>> Commitments, IReadOnlyList<Changed<PeriodCommitment>> PeriodCommitments,
    IReadOnlyList<string> Moved, IReadOnlyList<string> Fields)
{
    public bool IsEmpty => Commitments.Count + PeriodCommitments.Count + Moved.Count + Fields.Count == 0;

    public static TermsChanges Between(Terms before, Terms after) => new(
        Sentences(c => c.Id, before.Commitments, after.Commitments),
        Sentences(c => c.Id, before.PeriodCommitments, after.PeriodCommitments),
        [
            .. MovedIn([.. before.PeriodCommitments.Select(c => c.Id)], [.. after.PeriodCommitments.Select(c => c.Id)]),
            .. MovedIn([.. before.Commitments.Select(c => c.Id)], [.. after.Commitments.Select(c => c.Id)]),
        ],
        [.. new[]
        {
            ("scope", Same(before.Scope, after.Scope)),
            ("calendar", before.Calendar == after.Calendar),
            ("from", before.From == after.From),
            ("reTimes", before.ReTimes == after.ReTimes),
            ("captureRules", Same(before.CaptureRules, after.CaptureRules)),
            ("worths", Same(before.Worths, after.Worths)),
        }.Where(field => !field.Item2).Select(field => field.Item1)]);

    private static List<Changed<T>> Sentences<T>(Func<T, string> id, IReadOnlyList<T> before, IReadOnlyList<T> after) where T : class =>
        [.. after.Select(id).Union(before.Select(id))
            .Select(key => new Changed<T>(key, before.FirstOrDefault(c => id(c) == key), after.FirstOrDefault(c => id(c) == key)))
            .Where(change => !Same(change.Before, change.After))];

    // All but those that stand in every longest run that keeps its order: of two that changed places, both.
    private static List<string> MovedIn(List<string> before, List<string> after)
    {
        var places = after.Where(before.Contains).Select(key => (Key: key, Place: before.IndexOf(key))).ToList();
        var (upTo, from) = (new int[places.Count], new int[places.Count]);
        for (var i = 0; i < places.Count; i++)
            upTo[i] = 1 + Enumerable.Range(0, i).Where(j => places[j].Place < places[i].Place).Select(j => upTo[j]).DefaultIfEmpty().Max();
        for (var i = places.Count - 1; i >= 0; i--)
            from[i] = 1
                + Enumerable.Range(i + 1, places.Count - i - 1).Where(j => places[j].Place > places[i].Place).Select(j => from[j])
                    .DefaultIfEmpty().Max();
        var longest = upTo.DefaultIfEmpty().Max();
        var stays = Enumerable.Range(0, places.Count).Where(i => upTo[i] + from[i] == longest + 1).GroupBy(i => upTo[i])
            .Where(run => run.Count() == 1).Select(run => places[run.Single()].Key);
        return [.. places.Select(p => p.Key).Except(stays)];
    }
}
