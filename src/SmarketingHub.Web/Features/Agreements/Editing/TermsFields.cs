using System.Security.Cryptography;
using Microsoft.Extensions.Localization;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Ledger;
using SmarketingHub.Web.Features.Agreements.Wording;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Agreements.Editing;

/// <summary>What can be changed of the whole: scope, calendar, date, what happens to running clocks, and what a lead is worth.</summary>
internal sealed class TermsFields(IStringLocalizer<Texts> l, Company company, Viewer viewer, ConditionInputs conditions)
{
    internal const string CapturePrefix = "capture-";
    private static readonly string[] WorthColumns = ["source", "grade", "worth", "leads"];

    internal SentenceField Scope => Whole("scope", l["Scope"],
        t => t.Scope.CriteriaCount == 0 ? l["all leads"] : l.Some(t.Scope, company.Currency),
        t => conditions.Read(t.Scope),
        conditions.Inputs,
        (t, typed) => t with { Scope = conditions.Write(typed, t.Scope) });

    internal SentenceField Calendar => Whole("calendar", l["Calendar"],
        t => CalendarName(t.Calendar),
        t => new() { ["calendar"] = t.Calendar.Id },
        _ =>
        [
            new("calendar", l["Calendar"], InputKind.Choice,
                [.. company.Calendars.Keys.Select(c => c.Id).Distinct().Select(id => Newest(id))
                    .Select(c => new Option(c.Id, CalendarName(c))).OrderBy(o => o.Label, StringComparer.CurrentCulture)]),
        ],
        (t, typed) => t.Calendar.Id == typed.Of("calendar") ? t : t with { Calendar = Newest(typed.Of("calendar")) });

    internal SentenceField From => Whole("from", l["In force from"],
        t => t.From is { } from ? l["from {0}", viewer.Say(from)] : l["from the last signature"],
        t => new() { ["from"] = t.From is { } from ? viewer.ToInput(from) : "" },
        _ => [new("from", l["In force from"], InputKind.Moment, Hint: l["Empty: from the last signature on."])],
        (t, typed) => t with
        {
            From = typed.Of("from").Length == 0
                ? null : viewer.FromInput(typed.Of("from")) ?? throw new InvalidArgument("from", "A date and an hour."),
        });

    internal SentenceField ReTimes => Whole("reTimes", l["Running clocks"],
        t => t.ReTimes ? l["running clocks are re-timed"] : l["running clocks keep their version"],
        t => CommitmentFields.Choice("reTimes", t.ReTimes),
        _ => [CommitmentFields.YesNo("reTimes", l["Running clocks"], l["running clocks are re-timed"],
            l["running clocks keep their version"])],
        (t, typed) => t with { ReTimes = typed.Is("reTimes") });

    internal SentenceField Worths => Whole("worths", l["What a lead is worth"],
        t => t.Worths.Count == 0 ? l["no table of expected worth"] : string.Join(" · ", t.Worths.Select(Line)),
        ReadWorths,
        typed =>
        [
            .. Enumerable.Range(0, typed.RowCount).SelectMany(i => new Input[]
            {
                new($"source{i}", l["Source (empty: any other)"], Known: [], Row: i),
                new($"grade{i}", l["Grade"], InputKind.Choice, [new("", l["any other"]), .. "ABCD".Select(g => new Option($"{g}", $"{g}"))],
                    Row: i),
                new($"worth{i}", l["Worth, in {0}", company.Currency], InputKind.Number, Row: i),
            }),
        ],
        (t, typed) => t with { Worths = [.. Enumerable.Range(0, typed.RowCount).Select(i => WorthOf(t, typed, i))] },
        WorthColumns) with
    {
        Hint = l[
            "What a lead of this source and grade is expected to bring: it is frozen with a lead at its hand-off, and promises of expected "
                + "worth are counted by it. The most particular line that fits counts."],
    };

    /// <summary>The condition of one capture rule among those of the text that is read.</summary>
    internal SentenceField Capture(int index, IReadOnlyList<CaptureRule> among) =>
        new($"{CapturePrefix}{index}", "condition", l["Which leads"],
            t => Rule(t.CaptureRules, index, among) is { } rule ? l.Leads(rule.Condition, company.Currency) : null,
            t => Rule(t.CaptureRules, index, among) is { } rule ? conditions.Read(rule.Condition) : [],
            conditions.Inputs,
            (t, typed) => Rule(t.CaptureRules, index, among) is { } rule
                ? t with
                {
                    CaptureRules = [.. t.CaptureRules.Select(r => ReferenceEquals(r, rule)
                        ? rule with { Condition = conditions.Write(typed, rule.Condition) } : r)],
                }
                : t,
            Place: t => Rule(t.CaptureRules, index, among) is { } rule
                ? $"{CapturePrefix}{t.CaptureRules.TakeWhile(r => !ReferenceEquals(r, rule)).Count()}" : GoneRule(index, among));

    /// <summary>The rule of a text that one of another text is; null: it is not in it.</summary>
    // Rules have no names: it is the one that says the same, else the one in its place, if that is none of the others and none was removed.
    internal static CaptureRule? Rule(IReadOnlyList<CaptureRule> rules, int index, IReadOnlyList<CaptureRule> among) =>
        rules.Where(r => TermsText.Same(r, among[index])).ElementAtOrDefault(SameBefore(index, among))
        ?? (rules.Count >= among.Count && !among.Any(r => TermsText.Same(r, rules[index])) ? rules[index] : null);

    /// <summary>The name of a rule that is not in the text any more, made of what it said.</summary>
    internal static string GoneRule(int index, IReadOnlyList<CaptureRule> among) =>
        $"was-{Convert.ToHexStringLower(SHA256.HashData(LedgerJson.Write(among[index])))[..12]}-{SameBefore(index, among)}";

    private static int SameBefore(int index, IReadOnlyList<CaptureRule> among) =>
        among.Take(index).Count(r => TermsText.Same(r, among[index]));

    private SentenceField Whole(
        string name, string label, Func<Terms, string?> text, Func<Terms, InputValues> read, Func<InputValues, IReadOnlyList<Input>> inputs,
        Func<Terms, InputValues, Terms> write, IReadOnlyList<string>? columns = null) =>
        new(name, name, label, text, read, inputs, write, columns);

    private CalendarRef Newest(string id) => company.Calendars.Keys.Where(c => c.Id == id).MaxBy(c => c.Version) ?? new(id, 1);

    private string CalendarName(CalendarRef calendar) =>
        l.Calendar(calendar.Id, company.CalendarNames.GetValueOrDefault(calendar, calendar.Id));

    private string Line(ExpectedWorth w) => l["{0}, grade {1}: {2}",
        w.Source is { } source ? l.Source(source) : l["any other source"].Value, w.Grade ?? l["any other"].Value,
        ConditionWords.Amount(w.Worth, company.Currency)];

    private InputValues ReadWorths(Terms terms)
    {
        var typed = new InputValues { RowCount = terms.Worths.Count };
        foreach (var (worth, i) in terms.Worths.Select((worth, i) => (worth, i)))
        {
            typed[$"source{i}"] = worth.Source is { } source ? l.Source(source) : "";
            typed[$"grade{i}"] = worth.Grade ?? "";
            typed[$"worth{i}"] = Figures.Write(worth.Worth)!;
            typed[$"leads{i}"] = CommitmentFields.Whole(worth.Leads);
        }
        return typed;
    }

    // How many leads it was taken from stays with a line that was not changed.
    private ExpectedWorth WorthOf(Terms before, InputValues typed, int row)
    {
        var (source, grade) = (typed.Of($"source{row}").Trim(), typed.Of($"grade{row}"));
        var line = new ExpectedWorth(source.Length == 0
            ? null : conditions.SourceOf(source, before.Worths.Select(w => w.Source).OfType<string>()), grade.Length == 0 ? null : grade,
            Figures.Read(typed.Of($"worth{row}"), "worths") ?? throw new InvalidArgument("worths", Figures.NoNumber));
        return before.Worths.FirstOrDefault(w => w with { Leads = 0 } == line) ?? line;
    }
}
