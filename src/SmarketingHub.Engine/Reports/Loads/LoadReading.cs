using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Reports.Loads;

/// <summary>Reads what people had, and puts it into weeks.</summary>
internal sealed class LoadReading
{
    private static readonly decimal WeeksOfMonth = 365.2425m / 12 / 7;

    private readonly ReportMoment moment;
    private readonly ReportRequest request;
    private readonly DateTimeZone zone;
    private readonly PeopleOverTime people;
    private readonly TeamMembers? team;
    private readonly IReadOnlySet<long>? leads;

    internal LoadReading(ReportMoment moment, ReportRequest request)
    {
        (this.moment, this.request) = (moment, request);
        zone = moment.Company.Zone;
        people = PeopleOverTime.Read(moment.Rows, moment.KnownAt);
        team = request.Team is { } key ? people.InTeam(key) : null;
        Weeks = new(request.From, request.Until, zone);
        leads = (request.Source ?? request.Campaign ?? request.Grade ?? request.Country) is null && request.Agreement is null ? null
            : new LeadFilter(moment, request, who: false).Ask(rows => rows.Select(l => l.LeadId)).ToHashSet();
    }

    internal LoadWeeks Weeks { get; }

    internal IEnumerable<PersonLoad> People()
    {
        var capacities = new Capacities(moment, request.From, zone, people);
        var counts = new Dictionary<long, int[,]>();
        foreach (var mark in Marks())
        {
            if (!counts.TryGetValue(mark.Person, out var mine))
                counts[mark.Person] = mine = new int[Enum.GetValues<LoadFigure>().Length, Weeks.All.Count];
            mine[(int)mark.Figure, mark.Week]++;
        }
        foreach (var person in people.All.Where(Fits))
            if (counts.GetValueOrDefault(person.Id) is var mine && (mine is not null || person.Active && Capacities.IsRep(person)))
                yield return Of(person, capacities.Of(person), mine);
    }

    internal IEnumerable<LoadLead> Behind(long person, LoadFigure figure, int? week)
    {
        // What is open is so at the end.
        week ??= figure == LoadFigure.Open ? Weeks.All.Count - 1 : null;
        return Marks().Where(mark => mark.Person == person && mark.Figure == figure && (week is null || mark.Week == week))
            .Select(mark => new LoadLead(mark.LeadId, mark.At));
    }

    /// <param name="week">Null: of the whole period.</param>
    internal IEnumerable<ReportedPromise> Promises(long person, LoadFigure figure, LoadWeek? week)
    {
        var (from, to) = (week?.From ?? request.From, week is null || week == Weeks.All[^1] ? request.To : week.To);
        return moment.Promises.Ask(rows => rows
                .Where(p => p.StartedAt >= from && p.StartedAt < to && p.Person == person && p.State != null))
            .Where(p => leads?.Contains(p.LeadId) != false && (request.Agreement is null || p.Agreement == request.Agreement)
                && (figure != LoadFigure.Breached || p is { State: ClockState.Breached, Excuse: null }));
    }

    private bool Fits(Person person) => (request.Party is null || person.Party == request.Party)
        && team?.Has(person.Id) != false && (request.Person is null || person.Id == request.Person);

    private IEnumerable<Mark> Marks()
    {
        var (from, to) = (request.From, request.To);
        foreach (var held in Passings.Read(moment, from, to, leads))
        {
            if (held.Came)
                yield return new(LoadFigure.TakenIn, held.Person, held.LeadId, held.From, Weeks.Of(held.From));
            for (var week = Math.Max(Weeks.Of(held.From), 0); week < Weeks.All.Count && LastOf(week) is var end; week++)
                if (held.To <= end)
                    break;
                else if (held.From <= end)
                    yield return new(LoadFigure.Open, held.Person, held.LeadId, held.From, week);
        }
        foreach (var closed in moment.Leads.Ask(rows => rows.Where(l => l.ClosedAt >= from && l.ClosedAt < to && l.Owner != null)
            .Select(l => new { l.LeadId, At = l.ClosedAt!.Value, Person = l.Owner!.Value })))
            if (leads is null || leads.Contains(closed.LeadId))
                yield return new(LoadFigure.Closed, closed.Person, closed.LeadId, closed.At, Weeks.Of(closed.At));
        var agreement = request.Agreement;
        foreach (var p in moment.Promises.Ask(rows => rows
            .Where(p => p.StartedAt >= from && p.StartedAt < to && p.Person != null && p.State != null
                && (agreement == null || p.Agreement == agreement))
            .Select(p => new
            {
                p.LeadId,
                p.StartedAt,
                Person = p.Person!.Value,
                IsBreached = p.State == ClockState.Breached && p.Excuse == null,
            })))
        {
            if (leads is not null && !leads.Contains(p.LeadId))
                continue;
            yield return new(LoadFigure.Started, p.Person, p.LeadId, p.StartedAt, Weeks.Of(p.StartedAt));
            if (p.IsBreached)
                yield return new(LoadFigure.Breached, p.Person, p.LeadId, p.StartedAt, Weeks.Of(p.StartedAt));
        }
    }

    // The last instant of a week of which something is known.
    private Instant LastOf(int week) => week == Weeks.All.Count - 1 && request.To > request.AsKnownAt ? request.AsKnownAt
        : Weeks.All[week].To - Duration.FromMilliseconds(1);

    private PersonLoad Of(Person person, PersonCapacity capacity, int[,]? counts)
    {
        int Count(LoadFigure figure, int week) => counts?[(int)figure, week] ?? 0;
        List<LoadFigures> weeks = [.. Weeks.All.Select((week, at) =>
        {
            var (away, room) = Time(person, week, capacity);
            return new LoadFigures(Count(LoadFigure.Open, at), Count(LoadFigure.TakenIn, at), Count(LoadFigure.Closed, at),
                Count(LoadFigure.Started, at), Count(LoadFigure.Breached, at), away, room);
        })];
        return new(person, capacity, weeks.Aggregate((sum, next) => sum.Then(next)), weeks);
    }

    // Room goes by the open hours of the week in which the person is there; holidays take none of it.
    private (long Away, decimal? Room) Time(Person person, LoadWeek week, PersonCapacity capacity)
    {
        var calendar = moment.Company.CalendarOf(null, 0, week.From);
        var away = people.Gone(person.Id).Where(gone => gone.Start < week.To && gone.End > week.From)
            .Select(gone => calendar.Elapsed(Instant.Max(gone.Start, week.From), Instant.Min(gone.End, week.To)))
            .Aggregate(Duration.Zero, (sum, next) => sum + next);
        var all = Weeks.WholeOf(week);
        var (here, whole) = (calendar.Elapsed(week.From, week.To) - away, calendar.Elapsed(all.Start, all.End));
        // Capacity is of all leads: against some of them it says nothing.
        var each = leads is null ? capacity.EachMonth : null;
        return ((long)away.TotalSeconds, each / WeeksOfMonth * (whole == Duration.Zero ? 0 : (decimal)(here / whole)));
    }

    private readonly record struct Mark(LoadFigure Figure, long Person, long LeadId, Instant At, int Week);
}
