using NodaTime;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Tests.Simulation.Reference;

namespace SmarketingHub.Engine.Tests.Simulation.Play;

/// <summary>Throws the commands of people and programs, mostly sensible and sometimes not.</summary>
internal sealed class Dice(World world, Random random)
{
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;
    private static readonly Trigger[] All = [.. Enum.GetValues<Trigger>()
        .Where(t => t is not (Trigger.LookAgain or Trigger.TimeOut or Trigger.Restore))];

    // What brings a lead on; the rest is tried now and then.
    private static readonly Trigger[] Onward =
    [
        Trigger.Ready, Trigger.Offer, Trigger.Accept, Trigger.Attempt, Trigger.Book, Trigger.Hold, Trigger.Qualify, Trigger.Convert,
        Trigger.Win,
        Trigger.Return, Trigger.Keep, Trigger.Dispute, Trigger.Reopen,
    ];

    private static readonly string[] Sources = ["demo-request", "pricing-request", "webinar", "fair", "referral"];
    private readonly List<TriggerCommand> keyedTriggers = [];
    private readonly List<InquiryCommand> keyedInquiries = [];
    private long programs = 100_000;
    private int keys;
    private int inquiries;

    private Model Model => world.Model;

    public bool Chance(double of) => random.NextDouble() < of;

    public int Below(int most) => random.Next(most);

    public T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    /// <summary>An actor that nobody was before.</summary>
    public Actor Program(Role role = Role.Admin, string? party = null) => new(ActorKind.Key, ++programs, role, party);

    public Command Next() => random.Next(100) switch
    {
        < 13 => Inquiry(),
        < 15 => Urgent() ?? Inquiry(),
        < 20 when keyedTriggers.Count + keyedInquiries.Count > 0 => Again(),
        < 26 => new CompanyDice(world, this).Next(),
        < 28 when Breached() is { } breached => Chance(0.5) ? Excuse(breached.Lead, breached.Clock) : Cause(breached.Lead, breached.Clock),
        _ when Model.Leads.Count > 0 => Move(),
        _ => Inquiry(),
    };

    public Command Inquiry()
    {
        var who = Chance(0.9) ? Program(Pick<Role>([Role.Rep, Role.Manager])) : Anybody();
        // Half of them know us: their inquiries join, late ones after the more urgent and the other way round.
        var number = Chance(0.5) ? random.Next(20) : random.Next(1_000);
        var external = Chance(0.3) ? $"x{number}" : null;
        var at = Chance(0.15) ? world.Time.Now - Below(Chance(0.1) ? 40 : 5) * Day - Below(1_000) * Minute : (long?)null;
        var command = new InquiryCommand(
            world, external is not null && Chance(0.3) ? null : $"p{number}@c{number % 60}.example",
            Chance(0.6) ? $"Company {number % 60}" : null,
            new()
            {
                Source = Chance(0.8) ? Pick(Sources) : null,
                Grade = Chance(0.5) ? Pick(["A", "B", "C"]) : null,
                ExpectedValue = Chance(0.3) ? Below(1_000) * 100 : null,
            },
            external, at is { } ms ? Instant.FromUnixTimeMilliseconds(ms) : null, who, Key(), Form());
        if (command.HasKey)
            keyedInquiries.Add(command);
        return command.Make();
    }

    /// <summary>Somebody who waits for a first touch asks again, for a demo, and it was before.</summary>
    private Command? Urgent()
    {
        var waiting = Model.Leads.Values.Where(l => l.IsOpen
            && l.Clocks.Exists(c => c is { Promise: "touch", State: "running" or "paused" }))
            .Select(l => world.EmailOf(l.Contact)).Where(email => email is not null).ToList();
        return waiting.Count == 0 ? null : new InquiryCommand(
            world, Pick(waiting), null, new() { Source = "demo-request" }, null,
            Instant.FromUnixTimeMilliseconds(world.Time.Now - Below(3) * Day - Below(600) * Minute),
            Program(Role.Rep), null).Make();
    }

    // Each fifth comes by a form, whatever the dice say: the same seeds are the same years.
    private FormAnswer? Form() => ++inquiries % 5 != 0 ? null
        : new(1_000_000 + inquiries % 3, inquiries % 2 == 0 ? null : 1 + inquiries % 4, $"from page {inquiries}, and what was agreed to");

    private string? Key() => Chance(0.25) ? $"k{++keys}" : null;

    private Command Again() => random.Next(keyedTriggers.Count + keyedInquiries.Count) is var pick && pick < keyedTriggers.Count
        ? keyedTriggers[pick].Again(Chance(0.7)).Make() : keyedInquiries[pick - keyedTriggers.Count].Again(Chance(0.7)).Make();

    private Actor Anybody()
    {
        var people = Model.Company.People.Values.Where(p => p.Active || Chance(0.05)).ToList();
        return people.Count == 0 || Chance(0.15)
            ? Chance(0.2) && Model.Company.Parties.Keys.FirstOrDefault(Model.Company.IsPartner) is { } partner
                ? Program(Role.Partner, partner) : Program(Pick<Role>([Role.Rep, Role.Admin, Role.Manager]))
            : Model.ActorOf(Pick(people));
    }

    private (long Lead, long Clock)? Breached() =>
        Model.Leads.Values.SelectMany(l => l.Clocks, (l, c) => (l, c)).Where(pair => pair.c.State == "breached")
            .Select(pair => ((long, long)?)(pair.l.Id, pair.c.Id)).ElementAtOrDefault(random.Next(20));

    private Command Excuse(long lead, long clock)
    {
        var who = Program(Role.Manager);
        return new()
        {
            What = $"excuse clock {clock} of lead {lead}",
            Actor = who,
            Leads = [lead],
            Send = door => door.Do(who, [lead],
                write => { write.Lead(lead).Excuse(clock, Domain.Clocks.ExcuseReason.WrongData, null); return lead; }),
            Expect = () => Expected.Either,
            Wrote = (lines, _) => Broken.Unless(lines.Count == 1 && lines[0].Type == "breachExcused", "nothing acknowledged is lost",
                TriggerCommand.ToText(lines)),
        };
    }

    private Command Cause(long lead, long clock)
    {
        var (who, words) = (Program(Role.Lead, "sales"), Chance(0.5) ? "why" : null);
        var cause = Pick(Domain.Companies.BreachCause.Starters).Key;
        return new()
        {
            What = $"name the cause of clock {clock} of lead {lead}",
            Actor = who,
            Leads = [lead],
            Send = door => door.Do(who, [lead], write => { write.Lead(lead).Cause(clock, cause, words); return lead; }),
            Expect = () => Expected.Either,
            Wrote = (lines, _) => Broken.Unless(lines.Count <= 1 && lines.All(l => l.Type == "breachCaused"),
                "nothing acknowledged is lost", TriggerCommand.ToText(lines)),
        };
    }

    private Command Move()
    {
        // The newest are the liveliest.
        var leads = Model.Leads.Values.Where(l => l.IsOpen || Chance(0.1)).ToList();
        var lead = leads.Count == 0
            ? Model.Leads.Values.First() : leads[Math.Max(0, leads.Count - 1 - (int)(Math.Pow(random.NextDouble(), 2) * leads.Count))];
        var (who, trigger) = (Anybody(), Pick(All));
        if (Chance(0.85))
        {
            List<Actor> actors = [.. Model.Company.People.Values.Where(p => p.Active).Select(Model.ActorOf), Program(Role.Manager)];
            List<(Actor Who, Trigger What)> able = [.. actors.SelectMany(a => All.Where(t => Model.Permits(lead, t.ToApi(), a)),
                (a, t) => (a, t))
                .Where(pair => Chance(Onward.Contains(pair.t) ? 1 : 0.1))];
            if (able.Count > 0)
            {
                trigger = Pick(able.Select(a => a.What).Distinct().ToList());
                who = Pick(able.Where(a => a.What == trigger).Select(a => a.Who).ToList());
            }
        }
        int? version = Chance(0.5) ? lead.Version - (Chance(0.15) ? 1 + Below(2) : Chance(0.05) ? -1 : 0) : null;
        var command = new TriggerCommand(world, lead.Id, trigger, Arguments(lead, trigger, who), who, version, Key());
        if (command.HasKey)
            keyedTriggers.Add(command);
        return command.Make();
    }

    private TriggerArgs Arguments(RefLead lead, Trigger trigger, Actor who)
    {
        var now = Math.Max(world.Time.Now, lead.LastAt);
        var right = Chance(0.95);
        Instant Ahead(long most) => Instant.FromUnixTimeMilliseconds(now + (right ? 1 : -1) * (1 + random.NextInt64(most)));
        return trigger switch
        {
            Trigger.Nurture => new() { Until = right || Chance(0.5) ? Ahead(40 * Day) : null, Words = Chance(0.2) ? "later" : null },
            Trigger.Pause => new() { Until = Ahead(Chance(0.5) ? Day : 15 * Day), Words = right || Chance(0.5) ? "on holiday" : null },
            Trigger.Book => new() { At = Ahead(10 * Day) },
            Trigger.Convert or Trigger.Win => new() { Amount = right ? Below(1_000) * 50 : null },
            Trigger.Lose => new() { Reason = right ? Pick(["price", "competitor", "something else"]) : null },
            Trigger.Disqualify => new() { Reason = right ? Pick(["spam", "no-need"]) : null },
            Trigger.Return =>
                new()
                {
                    Reason = Pick(["badData", "wrongTerritory", "notNow", "duplicate", "unresponsive", "existingCustomer"]),
                    Words = Chance(0.3) ? "not ours" : null,
                },
            Trigger.Dispute or Trigger.Note => new() { Words = right ? "a word" : null },
            Trigger.Offer => new() { To = To(lead, right) },
            Trigger.Accept => new() { Owner = Chance(0.3) ? SomebodyOf(lead.Offered?.To, right) : null },
            Trigger.Assign =>
                new()
                {
                    Owner = Chance(0.85)
                        ? SomebodyOf(Chance(0.5) ? lead.Offered?.To ?? lead.Holder : who.Party ?? lead.Holder, right) : null,
                },
            Trigger.Merge =>
                new()
                {
                    Into = right ? Pick(Model.Leads.Values.Where(l => l.IsOpen || Chance(0.05)).Append(lead).ToList()).Id : Below(1_000),
                },
            Trigger.Edit =>
                new()
                {
                    Edit = new(new(null, null, null, null, Chance(0.3) ? $"Title {Below(9)}" : null), null,
                        new() { Grade = Pick(["A", "B", "C"]), Score = Below(100) }),
                },
            Trigger.Attempt => Attempt(lead, who, now, right),
            _ => TriggerArgs.None,
        };
    }

    private TriggerArgs Attempt(RefLead lead, Actor who, long now, bool right)
    {
        var back = Model.Backdates(who) && Chance(0.4) || !right ? Below(Chance(0.1) ? 40 : 4) * Day + Below(600) * Minute : 0;
        return new()
        {
            Kind = Pick<AttemptKind>([AttemptKind.Call, AttemptKind.Call, AttemptKind.Email, AttemptKind.Meeting, AttemptKind.Message,
                AttemptKind.Sequence]),
            Reached = Chance(0.25),
            OccurredAt = back > 0 ? Instant.FromUnixTimeMilliseconds(Math.Min(now, lead.ClosedAt ?? now) - back) : null,
            By = who.Kind == ActorKind.Key && Chance(0.8) ? SomebodyOf(lead.Offered?.To ?? lead.Holder, right) : null,
            ExternalId = Chance(0.4) ? $"act{Below(6)}" : null,
        };
    }

    private string To(RefLead lead, bool right)
    {
        var parties = Model.Company.Parties.Keys.Where(p => !right || p != lead.Holder).ToList();
        var party = Pick(parties);
        var teams = Model.Company.Teams.Where(t => t.Value == party).Select(t => t.Key).ToList();
        return random.Next(4) switch
        {
            0 when teams.Count > 0 => $"team:{Pick(teams)}",
            1 or 2 when SomebodyOf(party, right) is { } person => $"person:{person}",
            _ => right ? party : "nobody",
        };
    }

    private string? SomebodyOf(string? party, bool right)
    {
        var people = Model.Company.People.Values.Where(p => right ? p.Party == party && p.Active : p.Party != party).ToList();
        return people.Count == 0 ? null : World.Number(Pick(people).Id);
    }
}
