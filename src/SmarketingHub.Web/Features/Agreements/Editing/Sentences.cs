using System.Globalization;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Web.Features.Agreements.Wording;

namespace SmarketingHub.Web.Features.Agreements.Editing;

/// <summary>New sentences to begin with, each with what most people would promise.</summary>
internal static class Sentences
{
    private const string Capture = nameof(Capture);

    /// <summary>What a party of the agreement can promise; null: both together.</summary>
    internal static IReadOnlyList<string> ChoicesFor(Agreement agreement, string? party) =>
    [
        .. MeasureKind.All.Where(m => party is null == (m.Kind == PeriodKind.Goal) && party != agreement.Receiver)
            .Select(m => $"{m.Measure}"),
        .. PromiseKind.All.Where(p => party == (p.OwedBy == Side.Giver ? agreement.Giver : agreement.Receiver)).Select(p => $"{p.Promise}"),
        .. party == agreement.Giver ? [Capture] : Array.Empty<string>(),
    ];

    internal static Terms With(Terms terms, Agreement agreement, string? party, string kind)
    {
        if (kind == Capture)
            return terms with { CaptureRules = [.. terms.CaptureRules, new(new() { Sources = ["demo-request"] }, agreement.Receiver)] };
        if (Enum.TryParse<Measure>(kind, out var measure))
            return terms with { PeriodCommitments = [.. terms.PeriodCommitments, Agreeing(terms, Over(terms, measure, party))] };
        return terms with { Commitments = [.. terms.Commitments, Of(terms, PromiseKind.Of(Enum.Parse<Promise>(kind)), party!)] };
    }

    /// <summary>A text with a sentence that was removed from it, behind what it stood behind.</summary>
    /// <param name="from">A text that has it.</param>
    /// <param name="id">Of its commitment, or of the rule; what is said in the same sentence comes along.</param>
    internal static Terms PutBack(Terms from, string id, Terms now)
    {
        if (id.StartsWith(TermsFields.CapturePrefix, StringComparison.Ordinal))
        {
            var at = PlaceOfRule(id);
            return now with { CaptureRules = [.. now.CaptureRules.Take(at), from.CaptureRules[at], .. now.CaptureRules.Skip(at)] };
        }
        var goal = from.PeriodCommitments.FirstOrDefault(c => c.Id == id);
        return now with
        {
            Commitments = Together(from.Commitments, now.Commitments, c => c.Id, c => c.Id == id),
            PeriodCommitments = Together(from.PeriodCommitments, now.PeriodCommitments, c => c.Id,
                c => c.Id == id || goal is not null && (PeriodWords.IsOneSentence(goal, c) || PeriodWords.IsOneSentence(c, goal))),
        };
    }

    /// <summary>Whether a sentence stands in a text after a change; null: the change says nothing of it.</summary>
    /// <param name="had">A text that has it.</param>
    internal static bool? StandsAfter(TermsPatch change, string id, Terms had) =>
        id.StartsWith(TermsFields.CapturePrefix, StringComparison.Ordinal)
        ? change.CaptureRules?.Any(rule => TermsText.Same(rule, had.CaptureRules[PlaceOfRule(id)]))
        : (had.Commitments.Any(c => c.Id == id) ? change.Commitments?.Order : change.PeriodCommitments?.Order)?.Contains(id);

    private static int PlaceOfRule(string id) => int.Parse(id.AsSpan(TermsFields.CapturePrefix.Length), CultureInfo.InvariantCulture);

    private static List<T> Together<T>(IReadOnlyList<T> from, IReadOnlyList<T> now, Func<T, string> name, Func<T, bool> isWanted)
    {
        var all = now.ToList();
        int PlaceOf(T other) => all.FindIndex(one => name(one) == name(other));
        foreach (var (one, i) in from.Select((one, i) => (one, i)).Where(pair => isWanted(pair.one) && PlaceOf(pair.one) < 0))
            all.Insert(from.Take(i).Select(PlaceOf).Append(-1).Max() + 1, one);
        return all;
    }

    // It begins with what is promised already, so that it contradicts nothing before it says more.
    private static PeriodCommitment Agreeing(Terms terms, PeriodCommitment added) =>
        added with { Amount = terms.PeriodCommitments.FirstOrDefault(c => c.IsAboutTheSame(added))?.Amount ?? added.Amount };

    private static PeriodCommitment Over(Terms terms, Measure measure, string? party) => new()
    {
        Id = Free(terms, measure.ToString().ToLowerInvariant()),
        Measure = measure,
        OwedBy = party,
        Amount = MeasureKind.Of(measure).Begins,
    };

    private static Commitment Of(Terms terms, PromiseKind kind, string party) => new()
    {
        Id = Free(terms, kind.Promise.ToString().ToLowerInvariant()),
        Promise = kind.Promise,
        OwedBy = party,
        Starts = kind.UsualStart,
        Target = kind.Target,
        Attempts = kind.CountsAttempts ? 5 : 0,
        DifferentDays = kind.CountsAttempts,
        Ladder = kind.Ladder,
    };

    // Ids are small letters, digits and hyphens, of their own in the text.
    internal static string Free(Terms terms, string wanted)
    {
        var taken = terms.Commitments.Select(c => c.Id).Concat(terms.PeriodCommitments.Select(c => c.Id)).ToHashSet();
        return taken.Contains(wanted) ? Enumerable.Range(2, 100).Select(n => $"{wanted}-{n}").First(id => !taken.Contains(id)) : wanted;
    }
}
