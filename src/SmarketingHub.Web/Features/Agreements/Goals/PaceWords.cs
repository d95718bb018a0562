using System.Globalization;
using Microsoft.Extensions.Localization;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Engine.Pace;
using SmarketingHub.Web.Features.Agreements.Wording;
using SmarketingHub.Web.Resources;
using Period = SmarketingHub.Domain.Agreements.Period;

namespace SmarketingHub.Web.Features.Agreements.Goals;

/// <summary>How a promise over a period stands, in words.</summary>
public static class PaceWords
{
    /// <summary>"28 of 40 sales-qualified".</summary>
    public static string Reached(this IStringLocalizer<Texts> l, PaceOf pace, string currency) =>
        l.Reached(pace.Commitment.Measure, Figure(pace, pace.Actual, currency), Figure(pace, pace.Commitment.Amount, currency));

    /// <summary>"Together in November".</summary>
    public static string Together(this IStringLocalizer<Texts> l, PaceOf pace, DateTimeZone zone)
    {
        var first = pace.Span.From.InZone(zone).Date;
        return pace.Commitment.Period switch
        {
            Period.Week => l["Together this week"],
            Period.Month => l["Together in {0}", CultureInfo.CurrentCulture.DateTimeFormat.GetMonthName(first.Month)],
            _ => l["Together in {0}", l["Q{0}", (first.Month + 2) / 3]],
        };
    }

    /// <summary>"By now it should be 29. 12 of 21 working days are over. At this pace it will end at 38."</summary>
    public static string Should(this IStringLocalizer<Texts> l, PaceOf pace, string currency)
    {
        var said = new List<string>();
        if (pace.ShouldBe is not null)
            said.Add(l["By now it should be {0}.", Figure(pace, pace.ShouldBe, currency)]);
        said.Add(l["Working days over: {0} of {1}.", pace.Days.Passed, pace.Days.Total]);
        if (pace.Projected is not null)
            said.Add(l["At this pace it will end at {0}.", Figure(pace, pace.Projected, currency)]);
        return string.Join(" ", said);
    }

    /// <summary>What is not counted, and why; null: nothing was left out.</summary>
    public static string? NotCounted(this IStringLocalizer<Texts> l, PaceOf pace)
    {
        var said = new (string Text, int Count)[]
        {
            ("withdrawn: {0}", pace.LeftOut.Withdrawn), ("duplicates: {0}", pace.LeftOut.Duplicates), ("not new: {0}", pace.LeftOut.NotNew),
            ("outside scope or condition: {0}", pace.LeftOut.Unfit), ("not handed off between the two: {0}", pace.LeftOut.NotPassed),
            ("without an amount: {0}", pace.Unpriced),
        }.Where(s => s.Count > 0).Select(s => l[s.Text, s.Count].Value).ToList();
        return said.Count == 0 ? null : l["Not counted: {0}.", string.Join(", ", said)].Value;
    }

    /// <summary>A dash for what cannot be said.</summary>
    public static string Figure(PaceOf pace, decimal? amount, string currency) =>
        amount is { } known ? PeriodWords.Figure(pace.Commitment.Measure, known, currency) : "–";

    /// <summary>A part of what was promised, of a share of all, as CSS writes it: 0% to 100%.</summary>
    public static string Width(PaceOf pace, decimal? amount)
    {
        var whole = MeasureKind.Of(pace.Commitment.Measure).Unit == Unit.Percent ? 100 : pace.Commitment.Amount;
        return string.Create(CultureInfo.InvariantCulture, $"{(whole == 0 ? 0 : Math.Clamp(100 * (amount ?? 0) / whole, 0, 100)):0.#}%");
    }
}
