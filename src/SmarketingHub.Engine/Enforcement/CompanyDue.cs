using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Enforcement;

/// <summary>What falls due in the company itself: a version of an agreement takes effect, re-times or ends clocks, somebody's absence begins.</summary>
internal sealed class CompanyDue
{
    // Few enough that a waiting command is not kept long.
    private const int Batch = 100;

    private sealed record Point(Instant At, string Key, Action<Write> Fire);

    // Asked whenever something may be due.
    private static readonly Func<HubContext, long> AsOf = EF.CompileQuery((HubContext rows) => rows.Head.Select(h => h.CompanySequence).Single());

    private readonly Lock gate = new();
    private readonly HashSet<long> failing = [];
    private Company? company;
    private long asOf = -1;
    private Instant? next;
    private (string Key, long Lead) reached = ("", 0);

    /// <summary>The first of them that has not fired yet. Read anew only when the company changed.</summary>
    internal Instant? Next(HubContext rows)
    {
        var sequence = AsOf(rows);
        lock (gate)
        {
            if (sequence != asOf)
            {
                company = company is null || asOf < 0 ? CompanyStore.Read(rows) : CompanyStore.Since(rows, company, asOf);
                (next, asOf) = (Points(company).FirstOrDefault()?.At, sequence);
            }
            return next;
        }
    }

    /// <summary>Fires the first, stamped when it was due; of what touches many leads, some of them. Looked up again: another process may have fired it.</summary>
    internal void Fire(Write write, Instant until)
    {
        if (Points(write.Company).FirstOrDefault() is { } point && point.At <= until)
            point.Fire(write);
    }

    /// <summary>What was fired last may not have been written: how far it got is not believed.</summary>
    internal void Forget()
    {
        lock (gate)
            (asOf, reached) = (-1, ("", 0));
    }

    /// <summary>An agreement has re-timed or ended clocks, and not all of them have been told: whoever touches a lead tells its clocks first.</summary>
    internal static bool IsWalking(Company company, Instant now) => company.StepsClocks && Steps(company).Any(s => s.At <= now && !company.Fired.Contains(s.Key));

    private IEnumerable<Point> Points(Company company)
    {
        var versions =
            from agreement in company.Agreements
            from version in agreement.Versions
            where version.EffectiveAt is not null
            let at = version.EffectiveAt!.Value
            let key = $"agreement:{agreement.Id}@{version.Number}"
            select new Point(at, key, write =>
            {
                write.Fired(key, "agreementTookEffect", new { agreement = agreement.Id, version = version.Number }, at);
                // What came with the installation is no news.
                if (version.Signatures.Count > 0)
                    write.Tell(agreement, version.Number, NoticeKind.InForce, write.BoundBy(agreement));
            });
        var steps = Steps(company).Select(step => new Point(step.At, step.Key, write => Walk(write, step)));
        var absences =
            from person in company.People.Values
            where person.Active && person.AwayFrom is not null
            let key = $"absence:{person.Id}@{person.AwayFrom!.Value.ToUnixTimeMilliseconds()}:{person.StandIn}"
            select new Point(person.AwayFrom!.Value, key, write => Absence(write, person, key));
        return versions.Concat(steps).Concat(absences)
            .Where(point => !company.Fired.Contains(point.Key)).OrderBy(point => point.At).ThenBy(point => point.Key, StringComparer.Ordinal);
    }

    private sealed record Step(Instant At, string Key, long Agreement, int Version, string Type);

    private static IEnumerable<Step> Steps(Company company) =>
        from agreement in company.Agreements
        from version in agreement.Versions
        from step in (Step?[])
        [
            version is { ReTimes: true, EffectiveAt: { } start } ? new(start, $"retiming:{agreement.Id}@{version.Number}", agreement.Id, version.Number, "agreementReTimed") : null,
            version.EndsAt is { } end ? new(end, $"ending:{agreement.Id}@{version.Number}", agreement.Id, version.Number, "agreementEnded") : null,
        ]
        where step is not null
        select step;

    // Lead by lead, each by its own turn; the mark is set when the last of them has been told.
    private void Walk(Write write, Step step)
    {
        var from = reached.Key == step.Key ? reached.Lead : 0;
        var leads = write.Rows.Clocks.AsNoTracking()
            .Where(c => c.LeadId > from && c.Agreement == step.Agreement && c.StartedAt <= step.At)
            .Where(c => c.State == ClockState.Running || c.State == ClockState.Paused || c.State == ClockState.Breached && c.StoppedAt == null)
            .OrderBy(c => c.LeadId).Select(c => c.LeadId).Take(Batch).ToList();
        foreach (var lead in leads.Distinct().Where(id => !failing.Contains(id)))
            Tell(write, lead, step.At);
        write.Flush();
        write.Rows.ChangeTracker.Clear();
        reached = leads.Count == Batch ? (step.Key, leads[^1]) : ("", 0);
        if (leads.Count < Batch)
            write.Fired(step.Key, step.Type, new { agreement = step.Agreement, version = step.Version }, step.At);
    }

    private void Tell(Write write, long lead, Instant at)
    {
        try
        {
            write.Lead(lead).FireDue(at);
        }
        catch (Exception error) when (error is not (DbUpdateException or DbException))
        {
            // It must not hold up all others: left out when the batch is taken again.
            failing.Add(lead);
            throw new DueFailed(lead, error);
        }
    }

    // What waits for the person goes to the stand-in; without one it stays, and the ladders do their work.
    private static void Absence(Write write, Person person, string key)
    {
        var at = person.AwayFrom!.Value;
        write.Fired(key, "absenceBegan", new { person = person.Id }, at);
        if (!person.IsAway(write.Now))
            return;
        var offered = write.Rows.Handoffs.Where(h => h.ToPerson == person.Id && h.State == Domain.Handoffs.HandoffState.Offered).Select(h => h.LeadId);
        foreach (var lead in write.Rows.Leads.Where(l => l.ClosedAt == null && (l.Owner == person.Id || offered.Contains(l.Id))).OrderBy(l => l.Id).Select(l => l.Id).ToList())
            write.Lead(lead).HandToStandIn(person, at);
    }
}
