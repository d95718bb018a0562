using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Calendars;
using SmarketingHub.Engine.Calendars.Documents;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.People;

namespace SmarketingHub.Engine.Samples;

/// <summary>Who works at the sample company and at its partner, and what they promised each other.</summary>
internal static class SamplePeople
{
    internal const string Partner = "partner:altamar";
    internal const string Centre = "centre";
    internal const string South = "south";

    /// <summary>A desk that follows the sun: something counts whenever the sample is opened.</summary>
    private static readonly CalendarRef Desk = new("desk", 1);
    private static readonly CalendarRef Madrid = new("madrid", 1);
    private static readonly string[] Week = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    private static readonly (string Name, string Party, Role Role, string? Team)[] Everybody =
    [
        ("Marta Kowal", Party.Marketing, Role.Lead, null),
        ("Adam Lis", Party.Marketing, Role.Rep, null),
        ("Rosa Soto", Party.Marketing, Role.Rep, null),
        ("Emil Hansen", Party.Marketing, Role.Rep, null),
        ("Nadia Brandt", Party.Sales, Role.Lead, Centre),
        ("Jan Tomczak", Party.Sales, Role.Rep, Centre),
        ("Karl Meyer", Party.Sales, Role.Rep, Centre),
        ("Zofia Wilk", Party.Sales, Role.Rep, Centre),
        ("Diego Vega", Party.Sales, Role.Lead, South),
        ("Ines Pardo", Party.Sales, Role.Rep, South),
        ("Luca Ferri", Party.Sales, Role.Rep, South),
        ("Helen Ross", Party.Sales, Role.Manager, null),
        ("Oskar Lind", Party.Marketing, Role.Admin, null),
        ("Lucia Mora", Partner, Role.Partner, null),
        ("Mateo Cruz", Partner, Role.Partner, null),
    ];

    // What its history makes an effort, and no dream.
    private static readonly PeriodCommitment[] Monthly =
    [
        new() { Id = "qualified", Measure = Measure.Qualified, Amount = 40 },
        new() { Id = "revenue", Measure = Measure.Revenue, Amount = 600_000 },
        new() { Id = "volume", Measure = Measure.Leads, OwedBy = Party.Marketing, Amount = 80 },
        new() { Id = "quality", Measure = Measure.AcceptedShare, OwedBy = Party.Marketing, Amount = 70 },
    ];

    internal static void Hire(Write write)
    {
        write.AddParty(new(Partner, "Altamar", PartyKind.Partner));
        write.AddTeam(new(Centre, "Centre", Party.Sales));
        write.AddTeam(new(South, "South", Party.Sales));
        foreach (var (name, party, role, team) in Everybody)
        {
            var person = write.AddPerson(new()
            {
                Id = 0,
                Name = name,
                Email = $"{name.ToLowerInvariant().Replace(' ', '.')}@{(party == Partner ? "altamar" : "sample")}.example",
                Party = party,
                Role = role,
                Team = team,
            });
            // No password: they come in by a link of the sample alone.
            write.AddLogin(person, null);
        }
    }

    internal static void Agree(Write write)
    {
        write.AddCalendar(CalendarDocument.Of(Desk, "Follow the sun", WorkCalendar.Create(
            write.Company.TimeZone, Week.ToDictionary(day => day, _ => new string[][] { ["00:00", "24:00"] }), [], "PT24H")));
        write.AddCalendar(CalendarDocument.Of(Madrid, "Madrid office", StarterAgreements.OfficeHours("Europe/Madrid")));
        var starter = write.Company.Agreements[0];
        write.AddVersion(starter.Id,
            starter.Versions[0] with
            {
                EffectiveAt = write.Now,
                Calendar = Desk,
                Commitments = Accepting(starter.Versions[0], "PT6H"),
                PeriodCommitments = Monthly,
            });
        write.AddAgreement(StarterAgreements.WithPartner(write.NextId(), Party.Marketing, write.Company.Parties[Partner], write.Now,
            Madrid));
    }

    /// <summary>Half way six hours became four: drafted and signed by Marketing's lead; Sales signs by <see cref="Sign"/>.</summary>
    internal static void Tighten(Write write) => Propose(write, terms => terms with { Commitments = Accepting(terms, "PT4H") });

    /// <summary>Next week they are to become two, with one hour for the best leads and more of them. Sales has not signed yet.</summary>
    internal static void TightenFurther(Write write, Instant from) => Propose(write, terms => terms with
    {
        From = from,
        ReTimes = true,
        Commitments = [.. Accepting(terms, "PT2H")
            .SelectMany(c => c.Id == "accept"
                ? new[] { c with { Id = "accept-a", Condition = new() { Grades = ["A"] }, Target = BusinessDuration.Parse("PT1H") }, c }
                : [c])],
        PeriodCommitments = [.. terms.PeriodCommitments.Select(c => c.Id == "volume" ? c with { Amount = 100 } : c)],
    });

    private static void Propose(Write write, Func<Terms, Terms> change)
    {
        var starter = write.Company.Agreements[0].Id;
        var draft = write.NewVersion(starter);
        write.ChangeDraft(starter, draft.Number, draft.TermsOf(), change(draft.TermsOf()));
        write.Propose(starter, draft.Number);
        Sign(write);
    }

    /// <summary>The newest version, by whoever acts.</summary>
    internal static void Sign(Write write)
    {
        var starter = write.Company.Agreements[0];
        write.Sign(starter.Id, starter.Versions[^1].Number, null, null, "192.0.2.17");
    }

    private static IReadOnlyList<Commitment> Accepting(Terms version, string target) =>
        [.. version.Commitments.Select(c => c.Id == "accept" ? c with { Target = BusinessDuration.Parse(target) } : c)];
}
