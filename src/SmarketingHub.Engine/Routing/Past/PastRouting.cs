using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Routing;
using SmarketingHub.Domain.Routing.Choosing;

namespace SmarketingHub.Engine.Routing.Past;

/// <summary>Walks through a period in the order of the ledger, and asks at each lead what a command would ask.</summary>
/// <param name="company">As of now, but for its people; with the rules that are tried.</param>
/// <param name="people">What was said of people, in the order of the ledger.</param>
/// <param name="turns">How balances stood when the period began.</param>
/// <param name="open">How many leads everybody had open then.</param>
/// <param name="accountOwner">Who owns a company in the world, as of now.</param>
internal sealed class PastRouting(
    Company company, IReadOnlyList<(long Sequence, Person Person)> people, Dictionary<string, FairTurn> turns, Dictionary<long, int> open,
    Func<long, long?> accountOwner)
{
    // Held leads are tried as often as this; the server does it each minute.
    private static readonly Duration Tick = Duration.FromMinutes(5);

    private readonly PriorityQueue<long, Instant> closing = new();
    private readonly Dictionary<long, (string Rule, IReadOnlyList<Move> Moves)> taken = [];
    private readonly List<(PastCapture Lead, Asked Asked, Instant Until)> held = [];
    private readonly Dictionary<(string Rule, long Person), Instant> letOut = [];
    private Company then = company;
    private int said;
    private Instant? lastTick;

    /// <summary>Where each lead would have gone, and when; who is not named was not routed.</summary>
    internal Dictionary<long, (Route Route, Instant At)> Went { get; } = [];
    internal int Held { get; private set; }

    internal void Run(List<PastCapture> captures, IProgress<double>? progress, CancellationToken cancel)
    {
        var steps = captures.SelectMany(c => c.Asks.Select(asked => (asked.Sequence, Lead: c, Asked: (Asked?)asked)))
            .Concat(captures.Where(c => c.BackAt is not null).Select(c => (c.BackAt!.Value, c, (Asked?)null)))
            .OrderBy(step => step.Item1).ToList();
        for (var i = 0; i < steps.Count; i++)
        {
            if (i % 500 == 0)
            {
                cancel.ThrowIfCancellationRequested();
                progress?.Report((double)i / steps.Count);
            }
            var (sequence, lead, asked) = steps[i];
            Hear(sequence);
            if (asked is null)
                GiveBack(lead);
            else
            {
                LetOut(asked.At);
                if (!Went.ContainsKey(lead.Lead))
                    Ask(lead, asked);
            }
        }
        while (held.Count > 0)
            LetOut(held.Max(h => h.Until) + Tick);
    }

    // People as the ledger had them by then.
    private void Hear(long sequence)
    {
        for (; said < people.Count && people[said].Sequence < sequence; said++)
            then = then with { People = then.People.SetItem(people[said].Person.Id, people[said].Person) };
    }

    private void Ask(PastCapture lead, Asked asked)
    {
        var capture = CaptureRuleOf(asked.Facts, asked.At);
        if (Find(lead, asked.Facts, asked.At, capture, null) is not { } route)
            return;
        held.RemoveAll(h => h.Lead == lead);
        if (route is { IsNobodyFree: true, Rule: { IfNobody: IfNobody.Hold } rule })
        {
            Held++;
            held.Add((lead, asked, Hold.Until(rule, asked.Facts, Party.Marketing, route.To.Party, asked.At, then)));
        }
        else
            Go(lead, route, asked.At);
    }

    private Route? Find(PastCapture lead, LeadFacts facts, Instant at, CaptureRule? capture, Func<string, long, bool>? rests)
    {
        while (closing.TryPeek(out var person, out var closed) && closed <= at)
        {
            closing.Dequeue();
            open[person]--;
        }
        var now = new Situation(facts, at, lead.Account is { } account ? accountOwner(account) : null, id => open.GetValueOrDefault(id),
            rule => turns.GetValueOrDefault(rule, FairTurn.Fresh), rests);
        return Route.Find(then.Routing, now, then, new(capture, Party.Marketing, _ => false));
    }

    private void Go(PastCapture lead, Route route, Instant at)
    {
        Went[lead.Lead] = (route, at);
        if (route.Turn is { } turn)
        {
            turns[route.Name] = turn;
            taken[lead.Lead] = (route.Name, [.. route.Candidates.Where(c => c.After is not null)
                .Select(c => new Move(c.Person, c.Before!.Value, c.After!.Value))]);
        }
        if (route.Person is not { } person)
            return;
        open[person] = open.GetValueOrDefault(person) + 1;
        if (lead.ClosedAt is { } closed && closed > at)
            closing.Enqueue(person, closed);
    }

    private void GiveBack(PastCapture lead)
    {
        if (taken.Remove(lead.Lead, out var turn))
            turns[turn.Rule] = turns[turn.Rule].Without(turn.Moves);
    }

    // The oldest first; where nobody is free for one, nobody is for those behind it by the same rule.
    private void LetOut(Instant until)
    {
        if (held.Count == 0)
        {
            lastTick = until;
            return;
        }
        for (var at = Instant.Max(lastTick ?? held[0].Asked.At, held[0].Asked.At); held.Count > 0 && at <= until; at += Tick)
        {
            foreach (var over in held.Where(h => h.Until <= at).ToList())
            {
                held.Remove(over);
                if (Find(over.Lead, over.Asked.Facts, over.Until, CaptureRuleOf(over.Asked.Facts, over.Until), (_, _) => true) is { } queue)
                    Go(over.Lead, queue with { Person = null, Turn = null }, over.Until);
            }
            var stuck = new HashSet<string>();
            foreach (var one in held.ToList())
            {
                if (stuck.Count >= then.Routing.Rules.Count)
                    break;
                var route = Find(one.Lead, one.Asked.Facts, at, CaptureRuleOf(one.Asked.Facts, at),
                    (rule, person) => letOut.TryGetValue((rule, person), out var got) && got > at - HeldLeads.Pace);
                if (route is { IsNobodyFree: false })
                {
                    held.Remove(one);
                    if (route.Person is { } person)
                        letOut[(route.Name, person)] = at;
                    Go(one.Lead, route, at);
                }
                else if (route is not null && !stuck.Add(route.Name))
                    break;
            }
        }
        lastTick = until;
    }

    private CaptureRule? CaptureRuleOf(LeadFacts facts, Instant at) =>
        (from inForce in then.InForce(at)
         where inForce.Version.CaptureRules.Count > 0 && inForce.Version.Scope.WhyNot(facts) is null
         from rule in inForce.Version.CaptureRules
         where rule.Condition.WhyNot(facts) is null
         select rule).FirstOrDefault();
}
