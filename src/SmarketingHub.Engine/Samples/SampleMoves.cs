using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Leads;

namespace SmarketingHub.Engine.Samples;

internal sealed record SampleMove(Actor Actor, Trigger Trigger, TriggerArgs Args);

/// <summary>What somebody at the sample company would plausibly do with a lead next.</summary>
internal sealed class SampleMoves(Random random)
{
    private static readonly string[] NoLead = ["student", "competitor", "no budget", "not a company"];
    private static readonly string[] Lost = ["price", "chose a competitor", "no decision", "project stopped"];

    /// <summary>Null: nothing is to be done now.</summary>
    internal SampleMove? Next(Lead lead, Company company, Instant now)
    {
        if (!lead.IsOpen || lead.IsPaused)
            return null;
        if (lead.OpenHandoff is { } handoff)
            return handoff.State == HandoffState.Offered ? Answered(lead, handoff, company) : AfterReturn(lead, handoff, company, now);
        var actor = By(company, lead.Holder, lead.Owner, lead.Team);
        SampleMove Do(Trigger trigger, TriggerArgs? args = null) => new(actor, trigger, args ?? TriggerArgs.None);
        if (lead.Stage is Stage.Accepted or Stage.Working && Chance(4))
            return Do(Trigger.Pause,
                new() { Until = now + Duration.FromDays(random.Next(3, 12)), Words = "Asked us to call again after their holiday." });
        return lead.Stage switch
        {
            Stage.Captured => random.Next(100) switch
            {
                < 58 => Do(Trigger.Ready),
                < 80 => Do(Trigger.Nurture, new() { Until = now + Duration.FromDays(random.Next(18, 50)) }),
                _ => Do(Trigger.Disqualify, new() { Reason = One(NoLead) }),
            },
            Stage.Ready => Do(Trigger.Offer, new() { To = To(lead, company) }),
            Stage.Accepted => Touch(lead, company, actor),
            Stage.Working => Working(lead, actor, now),
            Stage.Meeting when lead.MeetingAt <= now => Chance(82) ? Do(Trigger.Hold) : Do(Trigger.NoShow),
            Stage.Qualified =>
                Chance(72)
                    ? Do(Trigger.Convert, new() { Amount = lead.Facts.ExpectedValue ?? 20_000 })
                    : Do(Trigger.Lose, new() { Reason = One(Lost) }),
            Stage.Opportunity => Chance(44) ? Do(Trigger.Win) : Do(Trigger.Lose, new() { Reason = One(Lost) }),
            _ => null,
        };
    }

    private SampleMove Working(Lead lead, Actor actor, Instant now)
    {
        if (!lead.Attempts.Any(a => a.Reached))
            return lead.Attempts.Count >= 5
                ? new(actor, Trigger.Lose, new() { Reason = "no answer" })
                : new(actor, Trigger.Attempt, Attempt(reached: 34));
        return random.Next(100) switch
        {
            < 45 => new(actor, Trigger.Book, new() { At = now + Duration.FromHours(random.Next(20, 130)) }),
            < 72 => new(actor, Trigger.Qualify, TriggerArgs.None),
            < 86 => new(actor, Trigger.Lose, new() { Reason = One(Lost) }),
            _ => new(actor, Trigger.Attempt, Attempt(reached: 70)),
        };
    }

    // A late first call was sometimes made in time, and comes from the telephone system afterwards.
    private SampleMove Touch(Lead lead, Company company, Actor actor) =>
        lead.Clocks.Find(c => c.Promise == Promise.Touch && c.State == ClockState.Breached) is { } late && Chance(30)
        && actor.PersonId is { } by
        && company.TeamLeads(lead.Holder, lead.Team).FirstOrDefault() is { } teamLead
            ? new(Actor.Of(teamLead), Trigger.Attempt,
                Attempt(reached: 30) with { By = $"{by}", OccurredAt = late.DueAt - Duration.FromMinutes(4) })
            : new(actor, Trigger.Attempt, Attempt(reached: 34));

    private SampleMove Answered(Lead lead, Handoff offer, Company company)
    {
        var actor = By(company, offer.To, offer.ToPerson, offer.ToTeam);
        var asksForCall = lead.LiveClocks.Any(c => c.Promise == Promise.Touch);
        if (asksForCall || Chance(86))
            return asksForCall ? new(actor, Trigger.Attempt, Attempt(reached: 55)) : new(actor, Trigger.Accept, TriggerArgs.None);
        var (reason, words) = random.Next(5) switch
        {
            0 => (ReturnReason.BadData, "The number does not exist and mails bounce."),
            1 => (ReturnReason.NotOurMarket, "Two people, no vehicles."),
            2 => (ReturnReason.WrongTerritory, "Their head office decides; it is in another region."),
            _ => (ReturnReason.NotNow, "Budget is decided next quarter."),
        };
        return new(actor, Trigger.Return, new() { Reason = $"{reason}", Words = words });
    }

    private SampleMove AfterReturn(Lead lead, Handoff handoff, Company company, Instant now)
    {
        var actor = By(company, lead.Holder, lead.Owner, null);
        if (!handoff.Disputed && lead.Bounces(handoff.To) < 2 && Chance(12))
            return new(actor, Trigger.Dispute, new() { Words = "They filled the form in again this morning." });
        return handoff.Reason?.ProposedAnswer() switch
        {
            Trigger.Disqualify => new(actor, Trigger.Disqualify, new() { Reason = "bad data" }),
            Trigger.Offer =>
                new(actor, Trigger.Offer,
                    new() { To = handoff.ToTeam == SamplePeople.South ? $"team:{SamplePeople.Centre}" : $"team:{SamplePeople.South}" }),
            Trigger.Nurture => new(actor, Trigger.Nurture, new() { Until = now + Duration.FromDays(random.Next(20, 45)) }),
            _ => new(actor, Trigger.Keep, TriggerArgs.None),
        };
    }

    private TriggerArgs Attempt(int reached) => new()
    {
        Kind = random.Next(10) switch { < 6 => AttemptKind.Call, < 9 => AttemptKind.Email, _ => AttemptKind.Message },
        Reached = Chance(reached),
    };

    private string To(Lead lead, Company company)
    {
        var south = lead.Facts.Country is "ES" or "MX" or "IT";
        if (south && lead.Bounces(SamplePeople.Partner) == 0 && Chance(35))
            return SamplePeople.Partner;
        var team = south ? SamplePeople.South : SamplePeople.Centre;
        return Chance(45) ? $"team:{team}" : $"person:{By(company, Party.Sales, null, team).Id}";
    }

    /// <summary>The person meant, if there; else one who could take it.</summary>
    private Actor By(Company company, string party, long? person, string? team) =>
        Actor.Of(company.Person(person) is { Active: true } meant ? meant
            : One(company.People.Values.Where(p => p.Party == party && p.Role is Role.Rep or Role.Partner
                && (team is null || p.Team == team)).OrderBy(p => p.Id).ToList()));

    private bool Chance(int percent) => random.Next(100) < percent;

    private T One<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];
}
