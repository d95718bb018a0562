using System.Globalization;
using Microsoft.Extensions.Localization;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.People;
using SmarketingHub.Web.Features.Leads;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Agreements;

/// <summary>An agreement in sentences: what stands in braces is a field.</summary>
public static class AgreementWords
{
    /// <summary>{0} the target; {1} the target from opening, or the attempts; {2} the calls.</summary>
    public static string Template(this IStringLocalizer<Texts> l, Commitment c) => c.Promise switch
    {
        Promise.Decide => l["Make ready, nurture or disqualify every captured lead within {0}."].Raw(),
        Promise.Accept => l["Accept or return every offered lead within {0}."].Raw(),
        Promise.Touch when c.Starts == StartsAt.Receipt && c.TargetFromOpening is not null =>
            l["Make the first attempt within {0} of receipt; received in closed time, within {1} of opening."].Raw(),
        Promise.Touch when c.Starts == StartsAt.Receipt => l["Make the first attempt within {0} of receipt."].Raw(),
        Promise.Touch => l["Make the first attempt within {0} of acceptance."].Raw(),
        Promise.Effort when c.DifferentDays => l["Try to reach every accepted lead {1} times in {0}, on different days, at least {2} of them by telephone."].Raw(),
        Promise.Effort => l["Try to reach every accepted lead {1} times in {0}, at least {2} of them by telephone."].Raw(),
        _ => l["Answer every returned lead within {0}."].Raw(),
    };

    public static string BusinessLength(this IStringLocalizer<Texts> l, BusinessDuration length)
    {
        var draft = new LengthDraft(length);
        return draft.IsMixed ? CommitmentWords.Length(l, length) : l.Unit(draft.Value!.Value, draft.Unit);
    }

    public static string Unit(this IStringLocalizer<Texts> l, int number, LengthUnit unit) => (unit, number) switch
    {
        (LengthUnit.Days, 1) => l["1 business day"],
        (LengthUnit.Days, _) => l["{0} business days", number],
        (LengthUnit.Hours, 1) => l["1 business hour"],
        (LengthUnit.Hours, _) => l["{0} business hours", number],
        (_, 1) => l["1 minute"],
        _ => l["{0} minutes", number],
    };

    /// <summary>The lead that it is about, if not every one.</summary>
    public static string? About(this IStringLocalizer<Texts> l, Condition condition, string currency)
    {
        var parts = new List<string>();
        if (condition.Sources.Count > 0)
            parts.Add(string.Join($" {l["or"]} ", condition.Sources.Select(l.Source)));
        if (condition.Grades.Count > 0)
            parts.Add(l["grade {0}", string.Join($" {l["or"]} ", condition.Grades)]);
        if (condition.Countries.Count > 0)
            parts.Add(string.Join($" {l["or"]} ", condition.Countries));
        if (condition.Products.Count > 0)
            parts.Add(string.Join($" {l["or"]} ", condition.Products));
        if (condition.WorthOver is { } worth)
            parts.Add(l["worth over {0}", Money.Long(worth, currency)]);
        return parts.Count == 0 ? null : string.Join(", ", parts);
    }

    public static string Step(this IStringLocalizer<Texts> l, LadderStep step)
    {
        string what = step.Action switch
        {
            LadderAction.Notify => l["tell the team lead"],
            LadderAction.NextPerson => l["on to the next person"],
            LadderAction.Queue => l["back to the queue"],
            _ => l["back to the giver"],
        };
        return step.Percent == 100 ? l["at the breach: {0}", what] : l["at {0}%: {1}", step.Percent, what];
    }

    /// <summary>"Office hours: Mon–Fri 09:00–17:00, Europe/Warsaw, 11 holidays".</summary>
    public static string Say(this IStringLocalizer<Texts> l, WorkCalendar calendar)
    {
        var days = calendar.Hours.Where(day => day.Value.Count > 0)
            .Select(day => (Day: day.Key, Hours: string.Join(", ", day.Value.Select(w => w.ToString()))))
            .OrderBy(day => day.Day).ToList();
        var parts = new List<string>();
        for (var i = 0; i < days.Count;)
        {
            var last = i;
            while (last + 1 < days.Count && days[last + 1].Hours == days[i].Hours && days[last + 1].Day == days[last].Day + 1)
                last++;
            parts.Add($"{(last == i ? Name(days[i].Day) : $"{Name(days[i].Day)}–{Name(days[last].Day)}")} {days[i].Hours}");
            i = last + 1;
        }
        parts.Add(calendar.Zone.Id.Replace('_', ' '));
        if (calendar.Holidays.Count > 0)
            parts.Add(l["holidays: {0}", calendar.Holidays.Count]);
        return string.Join(" · ", parts);
    }

    // A template keeps its braces: formatted without arguments it would be refused.
    private static string Raw(this LocalizedString text) => text.Value;

    private static string Name(IsoDayOfWeek day) => CultureInfo.CurrentCulture.DateTimeFormat.GetAbbreviatedDayName((DayOfWeek)((int)day % 7));

    /// <summary>What a version changed, in a line each.</summary>
    public static IEnumerable<string> Changes(this IStringLocalizer<Texts> l, AgreementVersion before, AgreementVersion after, Company company)
    {
        if (before.Calendar != after.Calendar)
            yield return l["another calendar"];
        foreach (var c in after.Commitments)
        {
            string name = l.Name(c.Promise) + (l.About(c.Condition, company.Currency) is { } about ? $" ({about})" : "");
            if (before.Commitments.FirstOrDefault(b => b.Id == c.Id) is not { } b)
            {
                yield return l["{0}: new", name];
                continue;
            }
            foreach (var (old, now) in new[]
            {
                (l.BusinessLength(b.Target), l.BusinessLength(c.Target)),
                (b.TargetFromOpening is { } x ? l.BusinessLength(x) : "–", c.TargetFromOpening is { } y ? l.BusinessLength(y) : "–"),
                (l["{0} attempts", b.Attempts].Value, l["{0} attempts", c.Attempts].Value),
                (l["{0} calls", b.Calls].Value, l["{0} calls", c.Calls].Value),
                (l["warn at {0}%", string.Join(", ", b.WarnAt)].Value, l["warn at {0}%", string.Join(", ", c.WarnAt)].Value),
                (string.Join(", ", b.Ladder.Select(l.Step)), string.Join(", ", c.Ladder.Select(l.Step))),
            }.Where(pair => pair.Item1 != pair.Item2))
                yield return $"{name}: {old} → {now}";
        }
        foreach (var gone in before.Commitments.Where(b => after.Commitments.All(c => c.Id != b.Id)))
            yield return l["{0}: gone", l.Name(gone.Promise)];
    }
}
