using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;
using NodaTime.Text;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Web.Api.Reports;
using SmarketingHub.Web.Features.Words;

namespace SmarketingHub.Web.Features.Reports.Shared;

/// <summary>
/// What a report's page is asked, as its address holds it: <c>?period=lastMonth&amp;grade=A&amp;as=2026-03-02T09:00:00Z</c>; the filters as
/// the API calls them. What cannot be read is said by <see cref="ToRequest"/>.
/// </summary>
public sealed record ReportAddress
{
    /// <summary>Null: two dates, or the usual one.</summary>
    public string? Period { get; init; }
    public string? From { get; init; }
    public string? To { get; init; }
    public string? Party { get; init; }
    public string? Team { get; init; }
    public string? Person { get; init; }

    /// <summary>Empty: leads without one. Likewise the three that follow.</summary>
    public string? Source { get; init; }
    public string? Campaign { get; init; }
    public string? Grade { get; init; }
    public string? Country { get; init; }
    public string? Agreement { get; init; }

    /// <summary>As known at.</summary>
    public string? As { get; init; }

    /// <summary>The period before stands beside.</summary>
    public bool Compare { get; init; } = true;

    /// <summary>Behind which figure the leads are listed; null: they are not.</summary>
    public string? Show { get; init; }
    public int Page { get; init; } = 1;

    /// <summary>What one report asks beside: which event, which split.</summary>
    public string? View { get; init; }

    /// <summary>As it stands behind a path; what the record itself would print holds another one, and so on for ever.</summary>
    public override string ToString() => Href("");

    public bool IsFiltered =>
        (Party ?? Team ?? Person ?? Source ?? Campaign ?? Grade ?? Country ?? Agreement) is not null;

    public ReportAddress Unfiltered => this with
    {
        Party = null,
        Team = null,
        Person = null,
        Source = null,
        Campaign = null,
        Grade = null,
        Country = null,
        Agreement = null,
    };

    /// <summary>The address without its query; relative to the base.</summary>
    public static string PathOf(string relative) => relative.Split('?', '#')[0].TrimEnd('/');

    public static ReportAddress Read(string uri)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri).Query);
        string? Whole(string name) => query.TryGetValue(name, out var values) ? values[0]?.Trim() ?? "" : null;
        string? Value(string name) => Whole(name) is { Length: > 0 } value ? value : null;
        return new()
        {
            Period = Value("period"),
            From = Value("from"),
            To = Value("to"),
            Party = Value("party"),
            Team = Value("team"),
            Person = Value("person"),
            Source = Whole("source"),
            Campaign = Whole("campaign"),
            Grade = Whole("grade"),
            Country = Whole("country"),
            Agreement = Value("agreement"),
            As = Value("as"),
            Compare = Value("compare") != "0",
            Show = Value("show"),
            Page = AddressWords.Page(Value("page")),
            View = Value("view"),
        };
    }

    /// <summary>The address of a report with this asked of it.</summary>
    public string Href(string path) => QueryHelpers.AddQueryString("/" + path, new Dictionary<string, string?>
    {
        ["period"] = Period,
        ["from"] = From,
        ["to"] = To,
        ["party"] = Party,
        ["team"] = Team,
        ["person"] = Person,
        ["source"] = Source,
        ["campaign"] = Campaign,
        ["grade"] = Grade,
        ["country"] = Country,
        ["agreement"] = Agreement,
        ["as"] = As,
        ["compare"] = Compare ? null : "0",
        ["view"] = View,
        ["show"] = Show,
        ["page"] = Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null,
    }.Where(pair => pair.Value is not null));

    /// <summary>Of another report: its own question and the list of leads are left out.</summary>
    public ReportAddress ForOthers => this with { Show = null, Page = 1, View = null };

    public ReportAddress In(ReportSpan span) => this with
    {
        Period = span == ReportSpan.Days30 ? null : CamelCase.Of(span),
        From = null,
        To = null,
        Page = 1,
    };

    /// <summary>Which of them it is; dates of one's own go first.</summary>
    /// <exception cref="InvalidArgument">There is no such period.</exception>
    public ReportSpan Span => (From ?? To) is not null ? ReportSpan.Dates : Period is null ? ReportSpan.Days30 : ReportSpans.Read(Period);

    /// <exception cref="InvalidArgument">Names the word of the address, and what would be right.</exception>
    public ReportRequest ToRequest(Company company, Actor actor, Instant now)
    {
        long? agreement = null;
        if (Agreement is { } text)
            agreement = long.TryParse(text, CultureInfo.InvariantCulture, out var id) ? id
                : throw new InvalidArgument("agreement", $"There is no agreement '{text}'.");
        var span = Span;
        ReportRequest Ask(string? from, string? to) =>
            new ReportQuery(from, to, Party, Team, Person, Source, Campaign, Grade, Country, agreement, As).Read(company, actor, now);
        if (span == ReportSpan.Dates)
            return Ask(From, To);
        // Read once for the moment as of which it is asked, then with the days that it makes of the period.
        var known = Ask(null, null).AsKnownAt;
        var (first, end) = span.Days(known.InZone(company.Zone).Date);
        return Ask(LocalDatePattern.Iso.Format(first), LocalDatePattern.Iso.Format(end));
    }

    /// <summary>The period before, cut off where this one is if it goes on.</summary>
    public ReportRequest Before(ReportRequest request, DateTimeZone zone)
    {
        if (Span == ReportSpan.Dates)
            return request.Earlier();
        Instant Earlier(Instant at) => zone.AtLeniently(at.InZone(zone).LocalDateTime - Span.Step()).ToInstant();
        return request with { From = Earlier(request.From), To = Instant.Min(Earlier(request.Until), request.From) };
    }
}
