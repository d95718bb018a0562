using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Facts;

namespace SmarketingHub.Engine.Agreements;

/// <summary>Refuses a text that is nonsense, by the name of the field: <c>accept.target</c>, <c>scope.countries</c>.</summary>
internal static class TermsCheck
{
    private const int MostSentences = 50, MostValues = 300, MostWorths = 200;
    private static readonly BusinessDuration Longest = BusinessDuration.Parse("P250D");

    /// <summary>How far ahead a version may take effect, or an agreement end.</summary>
    internal static readonly Duration Farthest = Duration.FromDays(5 * 366);

    /// <summary>A date that is past would be signed and not be true.</summary>
    internal static void CheckDate(Terms terms, Instant now)
    {
        if (terms.From < now)
            throw new InvalidArgument("from", "A date to come, or none: then it is in force with the last signature.");
    }

    internal static void Check(Terms terms, Agreement agreement, Company company, Instant now)
    {
        if (!company.Calendars.ContainsKey(terms.Calendar))
            throw new InvalidArgument("calendar",
                $"There is no calendar '{terms.Calendar}'. "
                    + $"Known: {string.Join(", ", company.Calendars.Keys.OrderBy(c => c.ToString(), StringComparer.Ordinal))}.");
        // The one that clocks go by, not the one that the text was written with.
        var calendar = company.Calendars[company.CalendarFor(terms.Calendar, now)];
        if (terms.From > now + Farthest)
            throw new InvalidArgument("from", "A date within the next five years.");
        Check(terms.Scope, "scope");
        if (terms.Commitments.Count > MostSentences || terms.PeriodCommitments.Count > MostSentences)
            throw new InvalidArgument("commitments", $"At most {MostSentences} sentences.");
        CheckIds([.. terms.Commitments.Select(c => c.Id), .. terms.PeriodCommitments.Select(c => c.Id)]);
        foreach (var commitment in terms.Commitments)
            Check(commitment, agreement, calendar, now);
        foreach (var commitment in terms.PeriodCommitments)
            Check(commitment, agreement);
        CheckContradictions(terms.PeriodCommitments);
        if (terms.CaptureRules.Count > MostSentences)
            throw new InvalidArgument("captureRules", $"At most {MostSentences} rules.");
        foreach (var (rule, i) in terms.CaptureRules.Select((rule, i) => (rule, i)))
        {
            Check(rule.Condition, $"captureRules[{i}]");
            // Nobody is offered anything by a text that they do not sign.
            if (rule.OfferTo != agreement.Receiver)
                throw new InvalidArgument($"captureRules[{i}].offerTo", $"The party it is offered to: {agreement.Receiver}.");
            if (rule.Rule is { } named && (string.IsNullOrWhiteSpace(named) || named.Length > 80))
                throw new InvalidArgument($"captureRules[{i}].rule", "The name of a routing rule, of 1 to 80 characters.");
        }
        CheckWorths(terms.Worths);
    }

    private static void CheckIds(string[] ids)
    {
        foreach (var id in ids)
            if (id.Length is 0 or > 40 || id.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-'))
                throw new InvalidArgument("commitments.id", $"'{id}' is no name of a sentence: 1 to 40 small letters, digits and hyphens.");
        if (ids.GroupBy(id => id).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InvalidArgument("commitments.id", $"'{twice.Key}' stands there twice: each sentence has a name of its own.");
    }

    private static void Check(Commitment c, Agreement agreement, WorkCalendar calendar, Instant now)
    {
        void Refuse(bool isWrong, string field, Phrase right)
        {
            if (isWrong)
                throw new InvalidArgument($"{c.Id}.{field}", right);
        }
        Refuse(c.OwedBy != agreement.Giver && c.OwedBy != agreement.Receiver, "owedBy",
            $"One of the two parties: {agreement.Giver} or {agreement.Receiver}.");
        var kind = PromiseKind.Of(c.Promise);
        Refuse(!kind.Starts.Contains(c.Starts), "starts",
            $"It starts at {string.Join(", ", kind.Starts.Select(s => s.ToString().ToLowerInvariant()))}.");
        Refuse(kind is { OwedBy: Side.Receiver, IsEithers: false } && c.OwedBy != agreement.Receiver, "owedBy",
            $"Whoever gets the leads promises this: {agreement.Receiver}.");
        Refuse(kind is { OwedBy: Side.Giver, IsEithers: false } && c.OwedBy != agreement.Giver, "owedBy",
            $"Whoever gives the leads promises this: {agreement.Giver}.");
        foreach (var (field, length) in new[] { ("target", (BusinessDuration?)c.Target), ("targetFromOpening", c.TargetFromOpening) })
            Refuse(length is { } given && (given.In(calendar) < Duration.FromMinutes(1) || given.In(calendar) > Longest.In(calendar)),
                field, "From 1 minute to 250 business days.");
        Refuse(kind.CountsAttempts ? c.Attempts is < 1 or > 50 : c.Attempts != 0, "attempts", "From 1 to 50 attempts, of an effort alone.");
        Refuse(c.Calls < 0 || c.Calls > c.Attempts, "calls", "No more calls than attempts.");
        Refuse(c.WarnAt.Count > 5 || c.WarnAt.Any(p => p is < 1 or > 99) || !IsAscending(c.WarnAt), "warnAt",
            "Up to 5 percentages from 1 to 99, ascending: 50, 80.");
        Refuse(c.Ladder.Count > 6 || c.Ladder.Any(s => s.Percent is < 100 or > 1000) || !IsAscending([.. c.Ladder.Select(s => s.Percent)]),
            "ladder", "Up to 6 steps from 100 to 1000 percent, ascending.");
        Refuse(!kind.GoesBack && c.Ladder.Any(s => s.Action == LadderAction.Giver), "ladder",
            "Only what is offered goes back to the giver.");
        Refuse(!c.Within(calendar, now), "target",
            "By its calendar it would not fall due within 50 years: promise less, or take a calendar that opens more.");
        Check(c.Condition, c.Id);
    }

    private static void Check(PeriodCommitment c, Agreement agreement)
    {
        var owedBy = c.Kind == PeriodKind.Goal ? null : agreement.Giver;
        if (c.OwedBy != owedBy)
            throw new InvalidArgument($"{c.Id}.owedBy",
                owedBy is null
                    ? Phrase.Of("A goal is promised together: leave it out.") : $"Whoever gives the leads promises this: {owedBy}.");
        var unit = MeasureKind.Of(c.Measure).Unit;
        if (unit == Unit.Percent && c.Amount is (< 1 or > 100))
            throw new InvalidArgument($"{c.Id}.amount", "From 1 to 100 percent.");
        Amounts.CheckPromise(c.Amount, $"{c.Id}.amount");
        if (unit == Unit.Leads && c.Amount % 1 != 0)
            throw new InvalidArgument($"{c.Id}.amount", "A whole number of leads.");
        Check(c.Condition, c.Id);
    }

    // Of two numbers for the same leads one would always be broken or mean nothing.
    private static void CheckContradictions(IReadOnlyList<PeriodCommitment> all)
    {
        foreach (var (c, i) in all.Select((c, i) => (c, i)))
            if (all.Take(i).Any(other => other.Amount != c.Amount && other.IsAboutTheSame(c)))
                throw new InvalidArgument($"{c.Id}.amount",
                    "Another sentence promises a different number of the same in the same period: change one of the two, or say which "
                        + "leads each is about.");
    }

    internal static void Check(Condition condition, string where)
    {
        foreach (var criterion in Condition.Criteria)
            if (criterion.Values(condition) is var values
                && (values.Count > MostValues || values.Any(v => v is null || !criterion.CanBe(v))))
                throw new InvalidArgument($"{where}.{criterion.Name}", criterion.Right);
        Amounts.Check(condition.WorthOver, $"{where}.worthOver");
    }

    private static void CheckWorths(IReadOnlyList<ExpectedWorth> worths)
    {
        if (worths.Count > MostWorths)
            throw new InvalidArgument("worths", $"At most {MostWorths} lines.");
        foreach (var worth in worths)
            Amounts.Check(worth.Leads < 0 ? -1 : worth.Worth, "worths");
        if (worths.Any(w => w.Source is { } source && !IsWord(source)))
            throw new InvalidArgument("worths", "Sources of 1 to 200 characters each, or none for any other.");
        if (worths.Any(w => w.Grade is { } grade && !LeadGrades.IsOne(grade)))
            throw new InvalidArgument("worths", "Grades: A, B, C or D, or none for any other.");
        if (worths.GroupBy(w => (w.Source, w.Grade)).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InvalidArgument("worths",
                $"{twice.Key.Source ?? (object)Phrase.Of("any source")}, {twice.Key.Grade ?? (object)Phrase.Of("any grade")} stands there "
                    + $"twice.");
    }

    private static bool IsWord(string text) => text.Length <= PlainText.LongestWord && !string.IsNullOrWhiteSpace(text);

    private static bool IsAscending(IReadOnlyList<int> numbers) => numbers.SequenceEqual(numbers.Distinct().Order());
}
