using System.Globalization;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Calendars;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Partners;
using SmarketingHub.Engine.People;
using SmarketingHub.Engine.Tests.Simulation.Reference;

namespace SmarketingHub.Engine.Tests.Simulation.Play;

/// <summary>People who come, go, are away and change what they do; agreements that change; calendars of other zones.</summary>
internal sealed class CompanyDice(World world, Dice dice)
{
    private const long Day = 86_400_000;

    private static readonly string[][][] Shapes =
    [
        [["09:00", "17:00"]],
        [["08:00", "12:00"], ["13:00", "18:30"]],
        [["22:00", "06:00"]],
        [["00:00", "24:00"]],
        [["01:30", "03:30"], ["10:00", "16:00"]],
    ];

    private static readonly string[] Zones =
    [
        "Europe/Warsaw", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/Sao_Paulo", "Africa/Cairo",
    ];

    private RefCompany Company => world.Model.Company;

    public Command Next() => dice.Below(23) switch
    {
        < 3 => Hire(null),
        < 4 => Change("leaves", p => p with { Active = false }),
        < 5 => Leave(),
        < 6 => Change("comes back", p => p with { Active = true }),
        < 7 =>
            Change("goes to another party",
                p => p.Role == Role.Partner ? p : p with { Party = p.Party == Party.Sales ? Party.Marketing : Party.Sales, Team = null }),
        < 8 =>
            Change("changes role",
                p => p with { Role = p.Role == Role.Partner ? Role.Partner : p.Role == Role.Rep ? Role.Lead : Role.Rep }),
        < 14 => Away(),
        < 15 => Numbers(),
        < 17 => Version(),
        < 18 => Calendar(),
        < 19 => Partner(),
        < 20 => Twins(),
        < 22 => Signed(),
        _ => End(),
    };

    /// <summary>Everybody a company starts with.</summary>
    public IEnumerable<Command> Founding()
    {
        var teams = dice.Program();
        yield return Do("two teams", teams,
            write => { write.AddTeam(new("emea", "EMEA", Party.Sales)); write.AddTeam(new("amer", "Americas", Party.Sales)); });
        foreach (var (party, role) in new[]
        {
            (Party.Marketing, Role.Rep), (Party.Marketing, Role.Lead), (Party.Sales, Role.Rep), (Party.Sales, Role.Rep),
            (Party.Sales, Role.Rep), (Party.Sales, Role.Lead), (Party.Sales, Role.Admin),
        })
            yield return Hire((party, role));
        yield return Partner();
        yield return Calendar();
    }

    public Command Hire((string Party, Role Role)? who)
    {
        var (party, role) = who ?? (dice.Pick(Company.Parties.Keys.ToList()), dice.Chance(0.8) ? Role.Rep : Role.Lead);
        role = Company.IsPartner(party) ? Role.Partner : role;
        var teams = Company.Teams.Where(t => t.Value == party).Select(t => t.Key).ToList();
        var team = teams.Count > 0 && dice.Chance(0.6) ? dice.Pick(teams) : null;
        var actor = dice.Program();
        return Do($"hire a {role} of {party} {team}", actor, write => write.AddPerson(new()
        {
            Id = 0,
            Name = $"Person {actor.Id}",
            Email = $"person{actor.Id}@hub.example",
            Party = party,
            Role = role,
            Team = team,
        }));
    }

    /// <summary>Two at once with one address: the second is refused, and the first with it.</summary>
    private Command Twins()
    {
        var actor = dice.Program();
        return new()
        {
            What = "hire two with one address",
            Actor = actor,
            Send = door => door.Do(actor, write =>
            {
                foreach (var name in new[] { "One", "Two" })
                    write.AddPerson(new()
                    {
                        Id = 0,
                        Name = name,
                        Email = $"twin{actor.Id}@hub.example",
                        Party = Party.Sales,
                        Role = Role.Rep,
                    });
                return 0L;
            }),
            Expect = () => Expected.Refused<Domain.InvalidArgument>(),
        };
    }

    private Command Change(string what, Func<Person, Person> change)
    {
        var id = Somebody();
        return Do($"{id} {what}", dice.Program(), write => write.ChangePerson(change(write.Company.Person(id)!)));
    }

    /// <summary>Deactivated, with somebody who gets what was theirs.</summary>
    private Command Leave()
    {
        var id = Somebody();
        var others = Company.People.Values.Where(p => p.Party == Company.Person(id)?.Party && p.Id != id).ToList();
        long? standIn = others.Count > 0 && dice.Chance(0.7) ? dice.Pick(others).Id : null;
        return Do($"{id} is deactivated for {standIn}", dice.Program(), write => write.Deactivate(id, standIn));
    }

    private Command Away()
    {
        var id = Somebody();
        var others = Company.People.Values.Where(p => p.Party == Company.Person(id)?.Party && p.Id != id).ToList();
        var from = world.Time.Now + (dice.Chance(0.3) ? -1 : 1) * dice.Below(4 * 24) * 3_600_000L;
        var until = dice.Chance(0.8) ? from + (1 + dice.Below(20)) * Day / 2 : (long?)null;
        long? standIn = others.Count > 0 && dice.Chance(0.8) ? dice.Pick(others).Id : null;
        var isBack = dice.Chance(0.2);
        return Do($"{id} is away from {(isBack ? "never" : Clocked.Text(from))} until {Clocked.Text(until)} for {standIn}", dice.Program(),
            write => write.SetAway(
                id, isBack ? null : Instant.FromUnixTimeMilliseconds(from),
                isBack || until is null ? null : Instant.FromUnixTimeMilliseconds(until.Value), standIn));
    }

    private Command Numbers()
    {
        var agreement = Some();
        var (hours, warn, later) = (1 + dice.Below(12), dice.Pick<int[]>([[50, 80], [90], [], [10, 20, 30]]), Later());
        return Do($"agreement {agreement} promises within {hours} hours from {later}", dice.Program(), write =>
        {
            var newest = write.Company.Agreements.Find(a => a.Id == agreement)!.Versions.MaxBy(v => v.Number)!;
            write.AddVersion(agreement, newest with
            {
                Commitments = [.. newest.Commitments.Select(c => c with
                {
                    Target = c.Promise == Promise.Effort ? c.Target : Hours(hours),
                    WarnAt = warn,
                })],
                EffectiveAt = later ?? write.Now,
                EndsAt = null,
            });
        });
    }

    private Command Version()
    {
        var agreement = Some();
        var calendar = dice.Pick(Company.Calendars.Keys.ToList()).Split('@');
        var (ladder, later, judges) = (dice.Pick(Ladders), Later(), dice.Chance(0.5));
        var (graded, hours, reTimes) = (dice.Chance(0.5), 1 + dice.Below(6), dice.Chance(0.5));
        return Do(
            $"agreement {agreement} goes by {string.Join('@', calendar)} "
                + $"from {later}{(judges ? ", judged again" : "")}{(graded ? $", grade A within {hours} hours" : "")}", dice.Program(),
            write =>
            {
                var newest = write.Company.Agreements.Find(a => a.Id == agreement)!.Versions.MaxBy(v => v.Number)!;
                var plain = newest.Commitments.Where(c => !c.Id.EndsWith("-a", StringComparison.Ordinal))
                    .Select(c => c with
                    {
                        ReJudge = judges,
                        Ladder = c.Promise is Promise.Accept or Promise.Effort or Promise.Touch ? ladder : c.Ladder,
                    }).ToList();
                List<Commitment> first = !graded ? [] : [.. plain.Where(c => c.Promise is Promise.Accept or Promise.Decide)
                    .Select(c => c with { Id = c.Id + "-a", Condition = new() { Grades = ["A"] }, Target = Hours(hours) })];
                write.AddVersion(agreement, newest with
                {
                    Calendar = new(calendar[0], int.Parse(calendar[1], CultureInfo.InvariantCulture)),
                    Commitments = [.. first, .. plain],
                    EffectiveAt = later ?? write.Now,
                    ReTimes = reTimes,
                });
            });
    }

    /// <summary>Drafted, proposed, and signed by one side or both.</summary>
    private Command Signed()
    {
        var agreement = Some();
        var (hours, later, reTimes, both) = (1 + dice.Below(12), Later(), dice.Chance(0.6), dice.Chance(0.8));
        return Do(
            $"agreement {agreement} is drafted with {hours} hours "
                + $"from {later}{(reTimes ? ", re-timed" : "")}{(both ? "" : ", signed by one")}", dice.Program(), write =>
            {
                var draft = write.NewVersion(agreement);
                var terms = draft.TermsOf() with
                {
                    From = later,
                    ReTimes = reTimes,
                    Commitments = [.. draft.Commitments.Select(c => c.Promise == Promise.Effort ? c : c with { Target = Hours(hours) })],
                };
                write.ChangeDraft(agreement, draft.Number, draft.TermsOf(), terms);
                write.Propose(agreement, draft.Number);
                var parties = write.Company.Agreements.Find(a => a.Id == agreement) is { } a ? new[] { a.Giver, a.Receiver } : [];
                foreach (var party in parties.Take(both ? 2 : 1))
                    write.Sign(agreement, draft.Number,
                        write.Company.People.Values.OrderBy(p => p.Id).First(p => p.SignsFor(party, write.Company)).Id, party, "10.0.0.1");
            });
    }

    private Command End()
    {
        var (agreement, later) = (Some(), Later());
        // An end that is still to come is taken back.
        if (Company.Agreements[agreement].Versions.Find(v => v.EndsAt > world.Time.Now) is { } ending)
            return Do($"the end of agreement {agreement} is taken back", dice.Program(),
                write => write.TakeBackEnd(agreement, ending.Number));
        return Do($"agreement {agreement} ends at {later}", dice.Program(), write =>
            write.End(agreement, write.Company.Agreements.Find(a => a.Id == agreement)!.InForce(later ?? write.Now)?.Number ?? 0, later));
    }

    private static readonly LadderStep[][] Ladders =
    [
        [new(100, LadderAction.Notify), new(150, LadderAction.NextPerson)],
        [new(100, LadderAction.NextPerson), new(200, LadderAction.Queue)],
        [new(120, LadderAction.Queue)], [new(110, LadderAction.Notify), new(130, LadderAction.Giver)], [],
    ];

    private Command Calendar()
    {
        var (zone, shape, actor) = (dice.Pick(Zones), dice.Pick(Shapes), dice.Program());
        var weekend = dice.Chance(0.3);
        string[] days = weekend ? ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] : ["mon", "tue", "wed", "thu", "fri"];
        return Do($"a calendar of {zone}", actor, write => write.AddCalendar(new(
            $"c{actor.Id}", 1, "Another", zone, days.ToDictionary(day => day, _ => shape), ["2026-04-06", "2026-05-01", "2026-12-25"],
            "PT8H")));
    }

    private Command Partner()
    {
        var actor = dice.Program();
        return Do($"a partner {actor.Id}", actor, write => write.AddPartner($"P {actor.Id % 4}", Party.Sales));
    }

    private long Somebody() => Company.People.Count == 0 ? 0 : dice.Pick(Company.People.Keys.ToList());

    private long Some() => dice.Pick(Company.Agreements.Keys.ToList());

    private Instant? Later() => dice.Chance(0.5) ? null : Instant.FromUnixTimeMilliseconds(world.Time.Now + dice.Below(20) * Day + 1);

    private static BusinessDuration Hours(int hours) => BusinessDuration.Parse($"PT{hours}H");

    private static Command Do(string what, Actor actor, Action<Write> change) => new()
    {
        What = what,
        Actor = actor,
        Send = door => door.Do(actor, write => { change(write); return 0L; }),
        Expect = () => Expected.Either,
        Wrote = (lines, _) => Broken.Unless(
            lines.Count > 0
                && lines.All(l => l.Type.EndsWith("Written", StringComparison.Ordinal)
                    || l.Type is "agreementDrafted" or "agreementSigned"), "nothing acknowledged is lost", TriggerCommand.ToText(lines)),
    };
}
