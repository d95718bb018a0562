using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.BothSides;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Engine.Verification;

namespace SmarketingHub.Engine.Telling.Nightly;

/// <summary>What the nightly mail tells somebody.</summary>
/// <param name="Pace">Of the person's agreements in force: at the moment as of which all of it is.</param>
/// <param name="ToDos">The most urgent first, five at most.</param>
/// <param name="Head">Where the ledger ended, signed.</param>
public sealed record NightlyReport(BothSidesReport Pace, IReadOnlyList<ToDo> ToDos, SignedHead Head);

/// <summary>Reads what the nightly mail tells, when it is written.</summary>
public sealed class NightlyReader(IDbContextFactory<HubContext> contexts, ReportNow youngest, ReportFolds folds, Door door)
{
    // What a report without a period is asked for.
    private static readonly Duration Usual = Duration.FromDays(30);

    /// <param name="person">Who is told, and whose rights count.</param>
    /// <param name="company">As of now.</param>
    /// <param name="zone">The person's: what is due today is so by their days.</param>
    /// <returns>Null: there is nothing to tell, since no agreement of the person's party is in force.</returns>
    /// <exception cref="Busy">More has to be folded than goes into memory: later.</exception>
    public async Task<NightlyReport?> Read(Person person, Company company, DateTimeZone zone, CancellationToken stopping)
    {
        var now = await youngest.Read();
        var mine = company.Agreements.Where(a => a.InForce(now) is not null && NightlyCommands.IsTold(a, person)).ToList();
        if (mine.Count == 0)
            return null;
        var actor = Actor.Of(person);
        await using var rows = await contexts.CreateDbContextAsync(stopping);
        BothSidesReport pace;
        IReadOnlyList<ToDo> toDos;
        await using (var moment = await ReportMoment.Open(rows, company, now, stopping, folds))
        {
            var all = await BothSidesReport.Read(moment, new(now - Usual, now, now), mine, now);
            // As reports have it, a partner is told of the follow-ups that it owed itself.
            pace = all with { FollowUps = [.. all.FollowUps.Where(f => actor.SeesAll() || f.Agreement.Receiver == actor.Party)] };
            var today = zone.AtStartOfDay(now.InZone(zone).Date.PlusDays(1)).ToInstant();
            toDos = await new ToDoList(moment, person, now).Read(pace.Items, today);
        }
        return new(pace, toDos, await HeadKey.Sign(door, rows, now));
    }
}
