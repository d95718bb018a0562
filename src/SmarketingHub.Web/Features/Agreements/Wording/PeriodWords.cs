using System.Globalization;
using Microsoft.Extensions.Localization;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Agreements.Wording;

/// <summary>A part of a sentence.</summary>
/// <param name="Field">What can be changed there: <c>amount</c>, <c>condition</c>, <c>period</c>, <c>bySource</c>; null: words
/// alone.</param>
/// <param name="Commitment">Whose field it is.</param>
public sealed record TextPart(string Text, string? Field = null, string? Commitment = null);

/// <summary>Period commitments as sentences, in parts.</summary>
public static class PeriodWords
{
    /// <summary>"Hand off 80 leads of grade A or B each month."</summary>
    public static IReadOnlyList<TextPart> Parts(this IStringLocalizer<Texts> l, PeriodCommitment c, string currency)
    {
        var isConditional = c.Condition.CriteriaCount > 0;
        return Placeholders.Fill(l[c.Measure switch
        {
            Measure.Leads => "Hand off {0} {1} each {2}.",
            Measure.ExpectedWorth => "Hand off {1} expected to be worth {0} each {2}.",
            Measure.AcceptedShare when c.BySource =>
                isConditional ? "At least {0} of {1} are accepted each {2}, {3}." : "At least {0} of them are accepted each {2}, {3}.",
            Measure.AcceptedShare =>
                isConditional ? "At least {0} of {1} are accepted each {2}." : "At least {0} of them are accepted each {2}.",
            Measure.Qualified => "Qualify {0} {1} each {2}.",
            Measure.Pipeline =>
                isConditional ? "Open opportunities worth {0} from {1} each {2}." : "Open opportunities worth {0} each {2}.",
            _ => isConditional ? "Win {0} from {1} each {2}." : "Win {0} each {2}.",
        }], words => new TextPart(words),
            [Amount(l, c, currency), Condition(l, c), Period(l, c), new(l["of each source"], "bySource", c.Id)]);
    }

    /// <summary>"28 of 40 sales-qualified".</summary>
    /// <param name="reached">So much, in words.</param>
    /// <param name="promised">Of so much.</param>
    public static string Reached(this IStringLocalizer<Texts> l, Measure measure, string reached, string promised) => l[measure switch
    {
        Measure.Leads => "{0} of {1} leads handed off",
        Measure.ExpectedWorth => "{0} of {1} expected worth handed off",
        Measure.AcceptedShare => "{0} of {1} accepted",
        Measure.Qualified => "{0} of {1} sales-qualified",
        Measure.Pipeline => "{0} of {1} in new opportunities",
        _ => "{0} of {1} won",
    }, reached, promised];

    /// <summary>Two goals of one period in one sentence: "Win €240k each month, from 40 sales-qualified leads."</summary>
    public static IReadOnlyList<TextPart> Parts(
        this IStringLocalizer<Texts> l, PeriodCommitment revenue, PeriodCommitment qualified, string currency) =>
        Placeholders.Fill(l["Win {0} each {1}, from {2} sales-qualified leads."], words => new TextPart(words),
            [Amount(l, revenue, currency), Period(l, revenue), Amount(l, qualified, currency)]);

    /// <summary>Whether two goals make one sentence: revenue and qualified leads of one period, of all leads.</summary>
    public static bool IsOneSentence(PeriodCommitment revenue, PeriodCommitment qualified) =>
        (revenue.Measure, qualified.Measure) == (Measure.Revenue, Measure.Qualified) && revenue.Period == qualified.Period
        && revenue.Condition.CriteriaCount == 0 && qualified.Condition.CriteriaCount == 0;

    /// <summary>A figure of this measure: leads, whole; an amount; a share.</summary>
    public static string Figure(Measure measure, decimal amount, string currency) => MeasureKind.Of(measure).Unit switch
    {
        Unit.Leads => decimal.Round(amount).ToString("N0", CultureInfo.CurrentCulture),
        Unit.Percent => (amount / 100).ToString(amount % 1 == 0 ? "P0" : "P1", CultureInfo.CurrentCulture),
        _ => Money.Short(amount, currency),
    };

    // What is promised is written out when the short form would round it.
    private static TextPart Amount(IStringLocalizer<Texts> l, PeriodCommitment c, string currency) => new(
        MeasureKind.Of(c.Measure).Unit == Unit.Money && c.Amount % (c.Amount >= 1_000_000 ? 100_000 : 1_000) != 0
            ? Money.Long(c.Amount, currency) : Figure(c.Measure, c.Amount, currency), "amount", c.Id);

    private static TextPart Period(IStringLocalizer<Texts> l, PeriodCommitment c) =>
        new(l[$"period: {c.Period.ToString().ToLowerInvariant()}"], "period", c.Id);

    private static TextPart Condition(IStringLocalizer<Texts> l, PeriodCommitment c) => new(
        l.When(c.Condition) is not { } when ? l["leads"]
        : c.Condition.CriteriaCount == 1 && c.Condition.Grades.Count > 0
        ? l["leads of grade {0}", string.Join($" {l["or"]} ", c.Condition.Grades)]
        : l["leads ({0})", when], "condition", c.Id);
}
