using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Routing;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Reports.Fairness;

/// <summary>What each person got in turn, against the share that the weights gave while the person was there.</summary>
/// <param name="Rules">By their names; in each the people in the order of their names: no ranking.</param>
public sealed record FairnessReport(ReportRequest Request, IReadOnlyList<RuleFairness> Rules)
{
    public static FairnessReport Read(ReportMoment moment, ReportRequest request)
    {
        var team = request.Team is { } wanted ? PeopleOverTime.Read(moment.Rows, moment.KnownAt).InTeam(wanted) : null;
        bool Fits(long id) => moment.Company.Person(id) is { } person && (request.Party is null || person.Party == request.Party)
            && team?.Has(id) != false && (request.Person is null || id == request.Person);
        var rules = new SortedDictionary<string, Dictionary<long, PersonCount>>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in Lines(moment, request))
        {
            var week = IsoWeek.Of(line.At, moment.Company.Zone).Name;
            var (rule, moves, got, away) = line.Event switch
            {
                LeadRouted e => (e.Rule, Moves(e.Candidates), e.Candidates.Any(c => c.After is not null) ? e.Person : null,
                    e.Candidates.Where(c => c.Skipped == SkippedBecause.Away).Select(c => c.Person)),
                TurnGivenBack e => (e.Rule, e.Moves, (long?)null, []),
                _ => ("", [], null, []),
            };
            if (moves.Count == 0)
                continue;
            if (!rules.TryGetValue(rule, out var people))
                rules[rule] = people = [];
            PersonCount Of(long person) => people.TryGetValue(person, out var known) ? known : people[person] = new();
            // The share of a lead that was given back was none, and whoever had it has got one less.
            var back = line.Event is TurnGivenBack { Moves: var all } ? all.MaxBy(m => m.By)!.Person : (long?)null;
            foreach (var move in moves)
                Of(move.Person).Add(week, move.By + (move.Person == got ? 1 : 0) - (move.Person == back ? 1 : 0), move.After,
                    move.Person == got ? 1 : move.Person == back ? -1 : 0, line.LeadId, line.At);
            foreach (var person in away)
                Of(person).Away++;
        }
        return new(request,
        [
            .. rules.Select(rule => new RuleFairness(rule.Key,
                [.. rule.Value.Where(p => Fits(p.Key)).OrderBy(p => moment.Company.PersonName(p.Key), StringComparer.OrdinalIgnoreCase)
                    .ThenBy(p => p.Key).Select(p => p.Value.ToFairness(p.Key))])).Where(rule => rule.People.Count > 0),
        ]);
    }

    private static IReadOnlyList<Move> Moves(IReadOnlyList<Candidate> candidates) =>
        [.. candidates.Where(c => c.After is not null).Select(c => new Move(c.Person, c.Before!.Value, c.After!.Value))];

    private static IEnumerable<(long LeadId, Instant At, Domain.Life.LeadEvent? Event)> Lines(ReportMoment moment, ReportRequest request)
    {
        var leads = request is { Source: null, Campaign: null, Grade: null, Country: null, Agreement: null } ? null
            : new LeadFilter(moment, request, who: false).Ask(rows => rows.Select(l => l.LeadId)).ToHashSet();
        var (begin, until, known) = (request.From, request.Until, moment.KnownAt);
        var lines = from routed in moment.Rows.RoutedLeads
                    where routed.At >= begin && routed.At < until && routed.As != RoutedAs.Held
                    join line in moment.Rows.Ledger on routed.Sequence equals line.Sequence
                    where line.RecordedAt <= known
                    orderby routed.Sequence
                    select new { routed.LeadId, line.At, line.Type, line.Body };
        foreach (var line in lines.AsNoTracking())
            if (leads?.Contains(line.LeadId) != false)
                yield return (line.LeadId, line.At, LedgerJson.Read(line.Type, line.Body));
    }

    private sealed class PersonCount
    {
        private readonly SortedDictionary<string, WeekFairness> weeks = new(StringComparer.Ordinal);
        private readonly Dictionary<long, Instant> leads = [];
        private decimal balance;

        internal int Away { get; set; }

        internal void Add(string week, decimal share, decimal after, int got, long lead, Instant at)
        {
            balance = after;
            var had = weeks.GetValueOrDefault(week, new(week, 0, 0));
            weeks[week] = had with { Share = had.Share + share, Got = had.Got + got };
            if (got > 0)
                leads[lead] = at;
            else if (got < 0)
                leads.Remove(lead);
        }

        internal PersonFairness ToFairness(long person) => new(
            person, weeks.Values.Sum(w => w.Share), weeks.Values.Sum(w => w.Got), balance, Away, [.. weeks.Values],
            [.. leads.OrderByDescending(l => l.Value).Select(l => (l.Key, l.Value))]);
    }
}

public sealed record RuleFairness(string Rule, IReadOnlyList<PersonFairness> People);

/// <param name="Share">Leads that the weights gave, while the person could have got them.</param>
/// <param name="Got">Leads that came, without those that were given back.</param>
/// <param name="Balance">At the end, over all time: what the person is owed; negative: is ahead.</param>
/// <param name="Away">Leads that came while the person was away: none of them counts against the person.</param>
public sealed record PersonFairness(
    long Person, decimal Share, int Got, decimal Balance, int Away, IReadOnlyList<WeekFairness> Weeks,
    IReadOnlyList<(long LeadId, Instant At)> Leads);

/// <param name="Week">Such as 2026-W10, in the installation's zone.</param>
public sealed record WeekFairness(string Week, decimal Share, int Got);
