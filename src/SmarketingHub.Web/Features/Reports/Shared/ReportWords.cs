using System.Globalization;
using Microsoft.Extensions.Localization;
using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Reports.Shared;

/// <summary>Reports' figures and periods as people read them.</summary>
public static class ReportWords
{
    public const string Nothing = "–";

    public static string Name(this IStringLocalizer<Texts> l, ReportSpan span) => l[span switch
    {
        ReportSpan.ThisWeek => "This week",
        ReportSpan.LastWeek => "Last week",
        ReportSpan.ThisMonth => "This month",
        ReportSpan.LastMonth => "Last month",
        ReportSpan.Quarter => "This quarter",
        ReportSpan.Dates => "Own dates",
        _ => "30 days",
    }];

    /// <summary>What pages call a parameter that could not be understood.</summary>
    public static string Field(this IStringLocalizer<Texts> l, string parameter) => parameter switch
    {
        "from" => l["First day"],
        "to" => l["Last day"],
        "asKnownAt" => l["As known at"],
        "period" => l["Period"],
        "party" => l["Party"],
        "team" => l["Team"],
        "person" => l["Person"],
        "source" => l["Source"],
        "campaign" => l["Campaign"],
        "grade" => l["Grade"],
        "country" => l["Country"],
        "agreement" => l["Agreement"],
        "view" => l["View"],
        "show" => l["Leads behind a figure"],
        _ => parameter,
    };

    /// <summary>A cell as the screen shows it.</summary>
    public static string Say(this IStringLocalizer<Texts> l, ReportCell cell, ColumnKind kind, DateTimeZone zone, string currency) =>
        cell.Value switch
        {
            null or "" => Nothing,
            string text => text,
            Instant at => Moment(at, zone),
            LocalDate day => Day(day),
            _ => cell.Number!.Value is var number && kind switch
            {
                ColumnKind.Share => Percent(number),
                ColumnKind.Seconds => l.Time(number),
                ColumnKind.Elapsed => l.Elapsed(number),
                ColumnKind.Money => Money.Long((decimal)number, currency),
                ColumnKind.Points => Signed(number),
                ColumnKind.Number => Minus(number.ToString("#,0.##", CultureInfo.CurrentCulture)),
                _ => Minus(number.ToString("N0", CultureInfo.CurrentCulture)),
            } is { } said ? said : Nothing,
        };

    public static string Count(long count) => Minus(count.ToString("N0", CultureInfo.CurrentCulture));

    // A minus as wide as the plus, and no hyphen.
    private static string Minus(string number) => number.Replace('-', '−');

    /// <summary>"96.1%"; a dash where there is nothing to share.</summary>
    public static string Percent(double? share) => share?.ToString("P1", CultureInfo.CurrentCulture) ?? Nothing;

    /// <summary>"+3.1 pp": how a share differs from another, in percentage points.</summary>
    public static string Points(this IStringLocalizer<Texts> l, double difference) =>
        l["{0} pp", Signed(100 * difference)];

    private static string Signed(double points) => points.ToString("+0.0;−0.0;0.0", CultureInfo.CurrentCulture);

    /// <summary>"45 s", "40 min", "3 h 40 min", "1,204 h".</summary>
    public static string Time(this IStringLocalizer<Texts> l, double seconds)
    {
        var sign = seconds < 0 ? "−" : "";
        var length = Math.Abs(seconds);
        return sign + (length < 60 ? l["{0} s", (long)Math.Round(length)].Value
            : length < 100 * 3600 ? l.Length(Duration.FromSeconds(length))
            : l["{0} h", Count((long)Math.Round(length / 3600))]);
    }

    /// <summary>"3 h 40 min", "71 h", "3 d", "12 d 5 h".</summary>
    public static string Elapsed(this IStringLocalizer<Texts> l, double seconds)
    {
        var hours = (long)Math.Round(seconds / 3600);
        return hours < 72 ? l.Time(seconds) : hours % 24 == 0 ? l["{0} d", Count(hours / 24)]
            : l["{0} d {1} h", Count(hours / 24), hours % 24];
    }

    /// <summary>
    /// "2 Mar 2026 – 8 Mar 2026", days in the installation's zone; with the hour where it does not begin or end with a day, or where no
    /// more is known yet: "2 Mar 2026 – 5 Mar 2026, 10:00".
    /// </summary>
    public static string Period(ReportRequest request, DateTimeZone zone)
    {
        var (from, to) = (request.From.InZone(zone).LocalDateTime, request.Until.InZone(zone).LocalDateTime);
        var (isFromDay, isToDay) = (from.TimeOfDay == LocalTime.Midnight, to.TimeOfDay == LocalTime.Midnight);
        var last = isToDay ? to.Date.PlusDays(-1) : to.Date;
        return last == from.Date && isFromDay && isToDay ? Day(last)
            : last == from.Date
                ? $"{Moment(request.From, zone)} – {to.ToDateTimeUnspecified().ToString("HH:mm", CultureInfo.CurrentCulture)}"
            : $"{(isFromDay ? Day(from.Date) : Moment(request.From, zone))} – {(isToDay ? Day(last) : Moment(request.Until, zone))}";
    }

    /// <summary>"2 Mar 2026".</summary>
    public static string Day(LocalDate day) => day.ToDateTimeUnspecified().ToString("d MMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>"2 Mar 2026, 09:00" in the installation's zone.</summary>
    public static string Moment(Instant at, DateTimeZone zone) =>
        at.InZone(zone).LocalDateTime.ToDateTimeUnspecified().ToString("d MMM yyyy, HH:mm", CultureInfo.CurrentCulture);

    /// <summary>The filters that are set, each with its value.</summary>
    public static IReadOnlyList<(string Name, string Value)> Filters(this IStringLocalizer<Texts> l, ReportRequest asked, Company known)
    {
        var found = new List<(string, string)>();
        void Add(string name, string? value, Func<string, string> say)
        {
            if (value is not null)
                found.Add((name, value.Length == 0 ? l["report filter: none"] : say(value)));
        }
        Add(l["Party"], asked.Party, party => l.Party(known, party));
        Add(l["Team"], asked.Team, team => known.Teams.GetValueOrDefault(team)?.Name ?? team);
        Add(l["Person"], asked.Person?.ToString(CultureInfo.InvariantCulture), _ => l.Person(known, asked.Person));
        Add(l["Source"], asked.Source, source => l.Source(source));
        Add(l["Campaign"], asked.Campaign, campaign => campaign);
        Add(l["Grade"], asked.Grade, grade => grade);
        Add(l["Country"], asked.Country, country => country);
        Add(l["Agreement"], asked.Agreement?.ToString(CultureInfo.InvariantCulture),
            id => known.Agreements.Find(a => a.Id == asked.Agreement)?.Name ?? id);
        return found;
    }
}
