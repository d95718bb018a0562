using NodaTime;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Reports.Hours;

/// <summary>The stretches that a report of hours is asked about, and what says what each hour was. Nothing is asked per lead.</summary>
internal sealed class HoursReading
{
    private readonly ReportMoment moment;
    private readonly ReportRequest request;
    private readonly PeopleOverTime people;
    private readonly Dictionary<long, PersonWork> work;
    private readonly Dictionary<CalendarRef, Spans> open = [];
    private readonly Dictionary<(string Id, int Version), Spans> named = [];
    private readonly Dictionary<long, Spans> gone = [];

    internal HoursReading(ReportMoment moment, ReportRequest request)
    {
        (this.moment, this.request) = (moment, request);
        people = PeopleOverTime.Read(moment.Rows, moment.KnownAt);
        Leads = ReadLeads().ToDictionary(lead => lead.LeadId);
        var team = request.Team is { } key ? people.InTeam(key) : null;
        Stretches = [.. moment.Stretches.Ask(rows => LifeStretch.Of(rows, request.From, request.Until))
            .Where(s => Leads.ContainsKey(s.LeadId) && (request.Party is null || s.Whose == request.Party)
                && (request.Person is null || s.Person == request.Person)
                && team?.Has(s.Person) != false)];
        First = Stretches.Select(s => s.From).DefaultIfEmpty(request.Until).Min();
        work = ReadActs().GroupBy(act => act.Person).ToDictionary(acts => acts.Key, acts => new PersonWork(acts));
    }

    internal IReadOnlyDictionary<long, LifeLead> Leads { get; }

    internal IReadOnlyList<LifeStretch> Stretches { get; }

    /// <summary>When the earliest of them began, also if that was before the period.</summary>
    internal Instant First { get; }

    /// <summary>From here on there are pieces.</summary>
    internal Instant From => Instant.Max(First, request.From);

    internal SplitStretch Of(LifeStretch s) => new(
        s.LeadId, Leads[s.LeadId].ReceivedAt, s.From, s.KnownAt, s.To ?? request.Until, s.Kind,
        OpenOf(s),
        s is { Kind: StretchKind.Turn, Person: { } person } ? GoneOf(person) : Spans.None,
        s is { Kind: StretchKind.Turn, Person: { } worker } ? work.GetValueOrDefault(worker, PersonWork.None) : null);

    private IEnumerable<LifeLead> ReadLeads()
    {
        var (from, until) = (request.From, request.Until);
        return new LeadFilter(moment, request, who: false).Ask(rows => rows
            .Where(l => l.ReceivedAt < until && (l.ClosedAt == null || l.ClosedAt > from))
            .Select(l => new LifeLead(l.LeadId, l.ReceivedAt, l.Source)));
    }

    // An act soon after the period tells of its last minutes, and what was taken before it may overtake what is in it.
    private IEnumerable<LeadAct> ReadActs()
    {
        var (from, until, first) = (request.From, request.Until + PersonWork.HandlingTime, Instant.Min(First, request.From));
        return moment.Acts.Ask(rows => rows.Where(a => a.At < until && (a.At >= from || a.Takes && a.At >= first)));
    }

    // There are few of them, and many stretches.
    private Spans OpenOf(LifeStretch s)
    {
        if (s.Calendar is { } id && named.TryGetValue((id, s.CalendarVersion), out var known))
            return known;
        var calendar = moment.Company.RefOf(s.Calendar, s.CalendarVersion, s.From);
        var spans = OpenOf(calendar);
        if (calendar.Id == s.Calendar && calendar.Version == s.CalendarVersion)
            named[(calendar.Id, calendar.Version)] = spans;
        return spans;
    }

    private Spans OpenOf(CalendarRef calendar) => open.TryGetValue(calendar, out var known) ? known
        : open[calendar] = Spans.Of(moment.Company.Calendars[calendar].OpenIntervals(From, Instant.Max(From, request.Until)));

    private Spans GoneOf(long person) => gone.TryGetValue(person, out var known) ? known
        : gone[person] = Spans.Of(people.Gone(person));
}
