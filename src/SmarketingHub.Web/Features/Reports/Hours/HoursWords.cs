using System.Globalization;
using Microsoft.Extensions.Localization;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Engine.Reports.Hours;
using SmarketingHub.Web.Features.Reports.Shared;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Reports.Hours;

/// <summary>Parts of hours, and what they are told by, in words.</summary>
internal static class HoursWords
{
    // Less is nothing to speak of.
    private const double Notable = 0.005;

    // Those that are within working hours and nowhere else.
    private static readonly HoursPart[] Open =
        [HoursPart.Away, HoursPart.Busy, HoursPart.Overtaken, HoursPart.Waiting, HoursPart.Unexplained];

    internal static string Name(this IStringLocalizer<Texts> l, HoursPart part) => part switch
    {
        HoursPart.System => l["hours: system"],
        HoursPart.Closed => l["hours: closed"],
        HoursPart.Away => l["hours: away"],
        HoursPart.Busy => l["hours: busy"],
        HoursPart.Overtaken => l["hours: overtaken"],
        HoursPart.Paused => l["hours: paused"],
        HoursPart.Waiting => l["hours: waiting"],
        _ => l["hours: unexplained"],
    };

    internal static string Define(this IStringLocalizer<Texts> l, HoursPart part) => part switch
    {
        HoursPart.System => l["From when it happened until it was recorded here: nobody could have acted."],
        HoursPart.Closed => l["Outside the working hours of the lead's clocks; of a lead without one, outside office hours."],
        HoursPart.Away => l["Whoever's turn it was was absent, or no longer active."],
        HoursPart.Busy =>
            l["Whoever's turn it was worked on another lead: the half hour before each thing done, back to the one done before."],
        HoursPart.Overtaken => l["Whoever's turn it was had first taken a lead that was received later."],
        HoursPart.Paused => l["The lead was paused, in and out of hours."],
        HoursPart.Waiting =>
            l["The next move was the other side's: an offer that names nobody yet, a booked meeting, a date to look again, "
                + "or the customer."],
        _ => l["None of the others: somebody could have acted. What waits in a queue is here too."],
    };

    internal static string Name(this IStringLocalizer<Texts> l, HoursBy by) => by switch
    {
        HoursBy.Holder => l["By holder"],
        HoursBy.Person => l["By person"],
        HoursBy.Source => l["By source"],
        HoursBy.Weekday => l["By weekday"],
        _ => l["By hour"],
    };

    internal static string Header(this IStringLocalizer<Texts> l, HoursBy by) => by switch
    {
        HoursBy.Holder => l["Holder"],
        HoursBy.Person => l["Person"],
        HoursBy.Source => l["Source"],
        HoursBy.Weekday => l["Weekday"],
        _ => l["Hour of the day"],
    };

    internal static string Define(this IStringLocalizer<Texts> l, HoursBy by) => by switch
    {
        HoursBy.Holder => l["The party whose turn it was; of what is paused or waits, the one that holds the lead."],
        HoursBy.Person => l["The person whose turn it was; of what is paused or waits, who has the lead."],
        HoursBy.Source => l["The source of the lead as it is known at this moment."],
        _ => l["In the time zone of the installation."],
    };

    internal static string Name(this IStringLocalizer<Texts> l, HoursBy by, string key, Company company) => by switch
    {
        HoursBy.Holder => l.Party(company, key),
        HoursBy.Person => key.Length == 0 ? l["hours: nobody by name"] : l.Person(company, long.Parse(key, CultureInfo.InvariantCulture)),
        HoursBy.Source => key.Length == 0 ? l["report filter: none"] : l.Source(key),
        HoursBy.Weekday => CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(HoursView.DayOf(key)),
        _ => $"{key}–{(int.Parse(key, CultureInfo.InvariantCulture) + 1) % 24:00}",
    };

    /// <summary>Where most of the hours went, and what changed most.</summary>
    internal static IEnumerable<string> Sentences(this IStringLocalizer<Texts> l, HoursReport now, HoursReport? before)
    {
        if (now.Total.Total == 0)
        {
            yield return l["No lead had any hours in this period."];
            yield break;
        }
        var most = Most(now.Total, HoursParts.All);
        var (all, share) = (l.Time(now.Total.Total), ReportWords.Percent(Share(now.Total, most)));
        yield return now.Leads == 1 ? l["{0} of one lead. Most of it was “{1}”: {2}.", all, l.Name(most), share]
            : l["{0} of {1} leads. Most of it was “{2}”: {3}.", all, ReportWords.Count(now.Leads), l.Name(most), share];
        // Nobody works most hours of a week: what is behind that is what there is to learn. System and paused have nights in them, too.
        var open = Open.Sum(part => now.Total[part]);
        if (!Open.Contains(most) && open > 0)
        {
            var next = Most(now.Total, Open);
            yield return l["Of the {0} within working hours most was “{1}”: {2}.", l.Time(open), l.Name(next),
                ReportWords.Percent((double)now.Total[next] / open)];
        }
        if (before?.Total.Total > 0)
        {
            var changed = HoursParts.All.MaxBy(part => Math.Abs(Change(part)));
            yield return Math.Abs(Change(changed)) < Notable ? l["Against the period before no share changed much."]
                : l["Against the period before “{0}” changed most: {1}.", l.Name(changed), l.Points(Change(changed))];
        }

        double Change(HoursPart part) => Share(now.Total, part) - Share(before!.Total, part);
    }

    private static HoursPart Most(HoursParts parts, IEnumerable<HoursPart> among) => among.MaxBy(part => parts[part]);

    private static double Share(HoursParts parts, HoursPart part) => (double)parts[part] / parts.Total;
}
