using NodaTime;
using NodaTime.Text;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Telling.Nightly;

/// <summary>When the nightly pace mail goes, and to whom.</summary>
public static class NightlyCommands
{
    /// <summary>From the next night on; where today's time has passed, today's is over.</summary>
    /// <param name="at">Null: it goes to nobody.</param>
    /// <exception cref="NotAllowed">An administrator says it for all.</exception>
    public static void SetNightly(this Write write, LocalTime? at)
    {
        if (!write.Actor.KeepsLetters())
            throw new NotAllowed("Only administrators say when the nightly mail goes.");
        var wanted = at is { } time ? new NightlyMail { At = time } : write.Company.Nightly with { IsOff = true };
        if (wanted == write.Company.Nightly)
            return;
        write.Change("nightlyMail", wanted);
        var zone = write.Company.Zone;
        var today = write.Now.InZone(zone).Date;
        // A time that is over already by the new choice sends nothing now.
        if (!wanted.IsOff && wanted.On(today, zone) <= write.Now)
            Mark(write.Rows, today, write.Now, sent: false);
    }

    /// <summary>
    /// Makes tonight's letters, once: whoever comes second, in this process or another, finds the night marked. Nights that were missed
    /// are made up for by one.
    /// </summary>
    /// <param name="canSend">Whether e-mails can be sent from here: else the night passes without.</param>
    /// <returns>How many; null: none is due now.</returns>
    internal static int? MakeNightly(this Write write, bool canSend)
    {
        var (nightly, zone, now) = (write.Company.Nightly, write.Company.Zone, write.Now);
        var today = now.InZone(zone).Date;
        var isTime = !nightly.IsOff && nightly.On(today, zone) <= now;
        if (LastNight(write.Rows) is not { } last)
        {
            // A first start, or an upgrade, sends nothing of what was before.
            Mark(write.Rows, isTime ? today : today.PlusDays(-1), now);
            return null;
        }
        if (!isTime || last.Day >= today)
            return null;
        var worked = Worked(write.Company, last.At, now);
        Mark(write.Rows, today, now);
        var made = 0;
        foreach (var person in canSend ? write.Company.People.Values.OrderBy(p => p.Id) : Enumerable.Empty<Person>())
            if (Wants(write.Company, person) && worked.Any(agreement => IsTold(agreement, person)) && !Waits(write.Rows, person))
            {
                write.Rows.Letters.Add(new()
                {
                    Id = write.NextId(),
                    PersonId = person.Id,
                    Channel = TellChoices.NightlyBy,
                    Kind = LetterKind.Nightly,
                    MadeAt = now,
                    NextAt = now,
                });
                made++;
            }
        return made;
    }

    /// <summary>The last night, and until when its mails told; null: there was none yet.</summary>
    internal static (LocalDate Day, Instant At)? LastNight(HubContext rows) => rows.NightlyMarks.Find(1) is { } mark
        && LocalDatePattern.Iso.Parse(mark.Night) is { Success: true, Value: var day } ? (day, mark.At) : null;

    /// <summary>Whether the agreement is one of the person's party.</summary>
    internal static bool IsTold(Agreement agreement, Person person) =>
        agreement.IsBetween(person.Party, null) && Actor.Of(person).Sees(agreement);

    private static bool Wants(Company company, Person person) =>
        TellChoices.WantsNightly(company.TellChoices.GetValueOrDefault(person.Id), person);

    // The agreements in force by whose calendars there was working time since: of the others nothing can have changed.
    private static List<Agreement> Worked(Company company, Instant since, Instant now) =>
    [
        .. company.Agreements.Where(agreement => agreement.InForce(now) is { } version && since < now
            && company.Calendars[company.CalendarFor(version.Calendar, now)].Elapsed(since, now) > Duration.Zero),
    ];

    // One that was not taken yet says how things stand when it is.
    private static bool Waits(HubContext rows, Person person) => rows.Letters.Any(
        l => l.PersonId == person.Id && l.Kind == LetterKind.Nightly && l.State == LetterState.Waiting);

    private static void Mark(HubContext rows, LocalDate night, Instant at, bool sent = true)
    {
        var text = LocalDatePattern.Iso.Format(night);
        if (rows.NightlyMarks.Find(1) is not { } mark)
            rows.NightlyMarks.Add(new() { Night = text, At = at });
        else
            (mark.Night, mark.At) = (text, sent ? at : mark.At);
    }
}
