using System.Globalization;
using Microsoft.AspNetCore.Components;
using NodaTime;
using NodaTime.Text;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Web.Features.Board.Filters;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Reports.Shared;

public sealed partial class ReportFilters(NavigationManager navigation)
{
    private static readonly string[] Grades = ["A", "B", "C", "D"];

    // As the browser's field has it, in the installation's zone like everything that is asked here.
    private static readonly LocalDateTimePattern Input = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm");

    private string? first, last, moment;
    private bool isOpen;
    private ReportAddress? shown;

    [Parameter, EditorRequired]
    public required ReportAddress Address { get; set; }

    [Parameter, EditorRequired]
    public required ReportPage Report { get; set; }

    [Parameter, EditorRequired]
    public required Company Company { get; set; }

    [Parameter, EditorRequired]
    public required ReportChoices Choices { get; set; }

    /// <summary>Whether the period before can stand beside.</summary>
    [Parameter]
    public bool Compares { get; set; }

    /// <summary>The moment that is asked for; null: not understood.</summary>
    [Parameter]
    public Instant? Known { get; set; }

    /// <summary>The period that is shown; null: not understood.</summary>
    [Parameter]
    public (Instant From, Instant To)? Period { get; set; }

    /// <summary>A partner reads of itself alone: it has no party to choose.</summary>
    [Parameter]
    public bool SeesAll { get; set; } = true;

    /// <summary>Something of it was not understood: it stays open.</summary>
    [Parameter]
    public bool IsWrong { get; set; }

    private string Path => Report.Path;

    // On a phone alone they are folded.
    private bool IsOpen => isOpen || IsWrong;

    // How many of them choose something.
    private int Set => new[]
    {
        Address.Party, Address.Team, Address.Person, Address.Source, Address.Campaign, Address.Grade, Address.Country, Address.Agreement,
        Address.As,
    }.Count(value => value is not null);

    // Leads behind a figure are others under another filter.
    private ReportAddress Now => Address with { Show = null, Page = 1 };

    private IReadOnlyList<FilterChips.FilterChip> Periods =>
    [
        .. ReportSpans.Named.Select(span => new FilterChips.FilterChip(L.Name(span), IsNow(span), Now.In(span).Href(Path))),
    ];

    private IReadOnlyList<FilterChips.FilterChip> Chips
    {
        get
        {
            var chips = new List<FilterChips.FilterChip>();
            void Add(string any, string? chosen, IEnumerable<string> values, Func<string, string> say,
                Func<string?, ReportAddress> with, bool noneToo = false)
            {
                string Label(string value) => value.Length == 0 ? L["{0}: none", any] : say(value);
                chips.Add(new(chosen is null ? any : Label(chosen), chosen is not null, "",
                [
                    new(L["All"], chosen is null, with(null).Href(Path)),
                    .. values.Union(chosen is null ? [] : [chosen]).Where(value => value.Length > 0)
                        .OrderBy(say, StringComparer.CurrentCulture).Concat(noneToo ? [""] : [])
                        .Select(value => new FilterChips.FilterChip(Label(value), value == chosen, with(value).Href(Path))),
                ]));
            }
            if (SeesAll)
                Add(L["Party"], Address.Party, Company.Parties.Keys, party => L.Party(Company, party), v => Now with { Party = v });
            Add(L["Team"], Address.Team, Company.Teams.Keys, team => Company.Teams.GetValueOrDefault(team)?.Name ?? team,
                v => Now with { Team = v });
            Add(L["Person"], Address.Person, People, PersonName, v => Now with { Person = v });
            Add(L["Source"], Address.Source, Choices.Sources, s => L.Source(s), v => Now with { Source = v }, noneToo: true);
            Add(L["Campaign"], Address.Campaign, Choices.Campaigns, c => c, v => Now with { Campaign = v }, noneToo: true);
            Add(L["Grade"], Address.Grade, Grades, grade => L["Grade {0}", grade], v => Now with { Grade = v }, noneToo: true);
            Add(L["Country"], Address.Country, Choices.Countries, code => code, v => Now with { Country = v }, noneToo: true);
            Add(L["Agreement"], Address.Agreement, Company.Agreements.Select(a => Key(a.Id)),
                id => Company.Agreements.Find(a => Key(a.Id) == id)?.Name ?? id, v => Now with { Agreement = v });
            if (Compares)
                chips.Add(new(L["Beside the period before"], Address.Compare, (Now with { Compare = !Address.Compare }).Href(Path)));
            if (Address.IsFiltered)
                chips.Add(new(L["No filter ✕"], false, Now.Unfiltered.Href(Path)));
            return chips;
        }
    }

    private IEnumerable<string> People => Company.People.Values.Where(p => p.Active && p.IsNamed()).Select(p => Key(p.Id));

    protected override void OnParametersSet()
    {
        if (shown == Address)
            return;
        shown = Address;
        var zone = Company.Zone;
        string? Day(Instant? at, string? typed, int days) =>
            at is { } day ? LocalDatePattern.Iso.Format(day.InZone(zone).Date.PlusDays(days))
                : typed is not null && LocalDatePattern.Iso.Parse(typed) is { Success: true, Value: var date }
                    ? LocalDatePattern.Iso.Format(date.PlusDays(days)) : typed;
        // What was not understood stays as it was typed.
        (first, last) = (Day(Period?.From, Address.From, 0), Day(Period?.To, Address.To, -1));
        moment = (Known ?? (OffsetDateTimePattern.Rfc3339.Parse(Address.As ?? "") is { Success: true, Value: var at }
            ? at.ToInstant() : null as Instant?)) is { } known ? Input.Format(known.InZone(zone).LocalDateTime) : Address.As;
    }

    // A browser's field for dates shows nothing that is none.
    private static string KindOf(string? typed) =>
        typed is null or "" || LocalDatePattern.Iso.Parse(typed).Success || Input.Parse(typed).Success ? "date" : "text";

    private bool IsNow(ReportSpan span)
    {
        try
        {
            return Address.Span == span;
        }
        catch (Domain.InvalidArgument)
        {
            // Said above the report.
            return false;
        }
    }

    private string PersonName(string key) =>
        long.TryParse(key, CultureInfo.InvariantCulture, out var id) && Company.Person(id) is not null ? L.Person(Company, id) : key;

    private void ToDates()
    {
        if (LocalDatePattern.Iso.Parse(first ?? "") is { Success: true, Value: var from }
            && LocalDatePattern.Iso.Parse(last ?? "") is { Success: true, Value: var to })
            navigation.NavigateTo((Now with
            {
                Period = null,
                From = LocalDatePattern.Iso.Format(from),
                To = LocalDatePattern.Iso.Format(to.PlusDays(1)),
            }).Href(Path));
    }

    private void ToMoment()
    {
        if (Input.Parse(moment ?? "") is { Success: true, Value: var at })
            navigation.NavigateTo((Now with { As = InstantPattern.General.Format(at.InZoneLeniently(Company.Zone).ToInstant()) })
                .Href(Path));
    }

    private static string Key(long id) => id.ToString(CultureInfo.InvariantCulture);
}
