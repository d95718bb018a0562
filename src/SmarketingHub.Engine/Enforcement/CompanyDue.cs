using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Enforcement;

/// <summary>What falls due in the company itself: a version of an agreement takes effect, somebody's absence begins.</summary>
internal sealed class CompanyDue
{
    private sealed record Point(Instant At, string Key, Action<Write> Fire);

    // Asked whenever something may be due.
    private static readonly Func<HubContext, long> AsOf = EF.CompileQuery((HubContext rows) => rows.Head.Select(h => h.CompanySequence).Single());

    private readonly Lock gate = new();
    private long asOf = -1;
    private Instant? next;

    /// <summary>The first of them that has not fired yet. Read anew only when the company changed.</summary>
    internal Instant? Next(HubContext rows)
    {
        var sequence = AsOf(rows);
        lock (gate)
        {
            if (sequence != asOf)
                (next, asOf) = (Points(rows, CompanyStore.Read(rows)).FirstOrDefault()?.At, sequence);
            return next;
        }
    }

    /// <summary>Fires the first, stamped when it was due. Looked up again: another process may have fired it.</summary>
    internal void Fire(Write write, Instant until)
    {
        if (Points(write.Rows, write.Company).FirstOrDefault() is { } point && point.At <= until)
            point.Fire(write);
        lock (gate)
            asOf = -1;
    }

    private static IEnumerable<Point> Points(HubContext rows, Company company)
    {
        var fired = rows.Company.AsNoTracking().Where(d => d.Kind == "fired").Select(d => d.Key).ToHashSet();
        var versions =
            from agreement in company.Agreements
            from version in agreement.Versions
            where version.EffectiveAt is not null
            let at = version.EffectiveAt!.Value
            let key = $"agreement:{agreement.Id}@{version.Number}"
            select new Point(at, key, write => write.Fired(
                key, "agreementTookEffect", new { agreement = agreement.Id, version = version.Number }, at));
        var absences =
            from person in company.People.Values
            where person.Active && person.AwayFrom is not null
            let key = $"absence:{person.Id}@{person.AwayFrom!.Value.ToUnixTimeMilliseconds()}:{person.StandIn}"
            select new Point(person.AwayFrom!.Value, key, write => Absence(write, person, key));
        return versions.Concat(absences).Where(point => !fired.Contains(point.Key)).OrderBy(point => point.At).ThenBy(point => point.Key, StringComparer.Ordinal);
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
