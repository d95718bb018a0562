using System.Globalization;
using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Routing;

namespace SmarketingHub.Domain.Tests.Stories;

/// <summary>
/// What happens to one lead, told in turns. The time is Warsaw's in the week of Monday 2 March 2026
/// ("Mon 10:00") and those after it ("Mon2 10:00"). After each turn the events are folded anew: they must say it all.
/// </summary>
internal sealed class Story
{
    private static readonly DateTimeZone Warsaw = DateTimeZoneProviders.Tzdb["Europe/Warsaw"];
    private static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    private readonly Lead folded = new() { Id = 1 };
    private readonly Dictionary<string, FairTurn> turns = new(StringComparer.OrdinalIgnoreCase);
    private long ids = 100;

    public Story(Company? company = null) => Company = company ?? Sample.Firm;

    public Company Company { get; set; }
    public Lead Lead { get; } = new() { Id = 1 };
    public Instant Now { get; private set; } = Time("Mon 10:00");
    public List<Happened> All { get; } = [];

    /// <summary>What the last turn emitted.</summary>
    public IReadOnlyList<Happened> Last { get; private set; } = [];

    /// <summary>How many open leads each person has; none when not said.</summary>
    public Dictionary<long, int> Busy { get; } = [];

    public static Instant Time(string text)
    {
        var (day, time) = (text.Split(' ')[0], text.Split(' ')[1]);
        var week = day.Length > 3 ? int.Parse(day[3..], CultureInfo.InvariantCulture) - 1 : 0;
        var date = new LocalDate(2026, 3, 2).PlusDays(7 * week + Array.IndexOf(Days, day[..3]));
        var clock = TimeOnly.Parse(time, CultureInfo.InvariantCulture);
        return date.At(new(clock.Hour, clock.Minute, clock.Second)).InZoneStrictly(Warsaw).ToInstant();
    }

    /// <summary>Time passes while the hub runs: everything fires when it is due.</summary>
    public Story At(string time) => At(Time(time));

    public Story At(Instant then)
    {
        while (Lead.NextDueAt is { } due && due <= then)
        {
            Now = Instant.Max(Now, due);
            Take(Actor.System, turn => turn.FireDue(Now));
        }
        Now = then;
        return this;
    }

    /// <summary>Time passes while the hub is down; what fell due meanwhile fires when it is up again.</summary>
    public Story AfterStopUntil(string time) => AfterStopUntil(Time(time));

    public Story AfterStopUntil(Instant then)
    {
        Now = then;
        return Take(Actor.System, turn => turn.FireDue(Now));
    }

    public Story Captured(string source = "web-form", string? grade = null) => Received(new() { Source = source, Grade = grade });

    public Story Received(LeadFacts facts, bool heldBySales = false, long? accountOwner = null) =>
        Take(Actor.System, turn => turn.Capture(7, null, 8, facts, Now, null, heldBySales, accountOwner, null));

    public Story Joined(LeadFacts facts) => As(Sample.Connector, turn => turn.Join(9, facts, Now, null));

    public Story As(Person person, Action<Turn> act) => As(Actor.Of(Company.Person(person.Id)!), act);

    /// <summary>A command: what its lead passed before fires first.</summary>
    public Story As(Actor actor, Action<Turn> act) => Take(actor, turn =>
    {
        turn.FireDue(Now);
        act(turn);
    });

    /// <summary>A command that must be refused, with nothing changed.</summary>
    public T Refused<T>(Person person, Action<Turn> act)
        where T : Refusal => Refused<T>(Actor.Of(person), act);

    public T Refused<T>(Actor actor, Action<Turn> act)
        where T : Refusal
    {
        var (before, turn) = (Shape.Of(Lead), NewTurn(actor));
        var refusal = Should.Throw<T>(() => act(turn));
        Shape.Of(Lead).ShouldBe(before, $"refused, and changed: {refusal.Message}");
        turn.Events.ShouldBeEmpty();
        return refusal;
    }

    public Turn NewTurn(Actor actor) => new(Lead, actor, Now, Company, Services);

    public TurnServices Services => new(() => ++ids, (_, text, _) => new(++ids, text), person => Busy.GetValueOrDefault(person),
        Routing: new(Turns, (rule, turn, _, _) => turns[rule] = turn, person => Busy.GetValueOrDefault(person), _ => null, _ =>
            All.LastOrDefault(e => e.Event is TurnGivenBack or LeadRouted)?.Event as LeadRouted));

    /// <summary>How the balances of a rule stand.</summary>
    public FairTurn Turns(string rule) => turns.GetValueOrDefault(rule, FairTurn.Fresh);

    /// <summary>The last started clock of the commitment, in a round.</summary>
    public Clock Clock(string commitment, int round = 1) =>
        Lead.Clocks.FindLast(c => c.Commitment == commitment && c.Round == round)
        ?? throw new InvalidOperationException(
            $"No clock '{commitment}' of round {round}: {string.Join(", ", Lead.Clocks.Select(c => $"{c.Commitment} {c.Round}"))}.");

    public bool Has(string commitment, int round = 1) => Lead.Clocks.Any(c => c.Commitment == commitment && c.Round == round);

    public IEnumerable<T> Events<T>() => All.Select(happened => happened.Event).OfType<T>();

    private Story Take(Actor actor, Action<Turn> act)
    {
        var turn = NewTurn(actor);
        act(turn);
        foreach (var (happened, at) in turn.Events)
            folded.Apply(happened, at);
        Shape.Of(Lead).ShouldBe(Shape.Of(folded), "the events do not say all that happened");
        Last = turn.Events;
        All.AddRange(turn.Events);
        return this;
    }
}
