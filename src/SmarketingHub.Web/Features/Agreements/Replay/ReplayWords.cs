using System.Globalization;
using Microsoft.Extensions.Localization;
using NodaTime;
using SmarketingHub.Engine.Replay;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Agreements.Replay;

/// <summary>What a replay found, in words.</summary>
public static class ReplayWords
{
    public static string Name(this IStringLocalizer<Texts> l, Verdict verdict) => l[$"verdict: {verdict.ToString().ToLowerInvariant()}"];

    public static string Name(this IStringLocalizer<Texts> l, PastChoice choice) => l[choice switch
    {
        PastChoice.LastMonth => "Last month",
        PastChoice.LastThreeMonths => "Last 3 months",
        PastChoice.ThisMonth => "This month",
        _ => "Between two dates",
    }];

    /// <summary>"96.1%"; a dash where nothing was decided.</summary>
    public static string Percent(decimal? share) => share?.ToString("P1", CultureInfo.CurrentCulture) ?? "–";

    /// <summary>"Mon 09–10".</summary>
    public static string Say(WorstHour hour) =>
        $"{CultureInfo.CurrentCulture.DateTimeFormat.GetAbbreviatedDayName((DayOfWeek)((int)hour.Day % 7))} {hour.Hour:00}–{hour.Hour
            + 1:00}";

    /// <summary>"due Mon 2 Mar, 13:00 · done Mon 2 Mar, 12:00 · paused".</summary>
    public static string Why(this IStringLocalizer<Texts> l, Judgement judged, Viewer viewer)
    {
        var parts = new List<string>();
        if (judged.DueAt is { } due)
            parts.Add(l["due {0}", viewer.Say(due)]);
        if (judged.DoneAt is { } done)
            parts.Add(judged.DueAt is { } by && Seconds(done - by) is { } seconds
                ? l[seconds > 0 ? "done {0}, {1} s late" : "done {0}, {1} s early", viewer.Say(done), Math.Abs(seconds)]
                : l["done {0}", viewer.Say(done)]);
        else if (judged.Verdict == Verdict.Breached)
            parts.Add(l["not done"]);
        if (judged.Paused)
            parts.Add(l["paused meanwhile"]);
        if (judged is { Excused: true, Verdict: Verdict.Breached })
            parts.Add(l["breach: excused"]);
        if (judged.Corrected)
            parts.Add(l["done in time, told later"]);
        return string.Join(" · ", parts);
    }

    // Within a minute both read the same; at least one, so that late stays late.
    private static long? Seconds(Duration late) =>
        late <= -Duration.FromMinutes(1) || late >= Duration.FromMinutes(1) ? null
        : late > Duration.Zero ? Math.Max(1, (long)late.TotalSeconds) : Math.Min(-1, (long)late.TotalSeconds);
}
