using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Domain.Notices;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Enforcement;

/// <summary>
/// What falls due in the company itself: a version of an agreement takes effect, re-times or ends clocks, somebody's absence begins,
/// somebody has left.
/// </summary>
internal sealed partial class CompanyDue(TimeProvider time, Troubles troubles)
{
    /// <param name="Done">Marks that it has fired.</param>
    /// <param name="Leads">That are told before, those after one of them in their order; null: none.</param>
    private sealed record Point(
        Instant At, string Key, Action<Write> Done, Func<Write, long, IQueryable<long>>? Leads = null, Action<Turn>? Tell = null);

    // Asked whenever something may be due.
    private static readonly Func<HubContext, long> AsOf = EF.CompileQuery((HubContext rows) => rows.Head.Select(h => h.CompanySequence)
        .Single());

    private readonly Lock gate = new();
    private Company? company;
    private List<Point>? points;
    private long asOf = -1;
    private Progress reached = Progress.None;

    /// <summary>The first of them that has not fired yet. Read anew only when the company changed.</summary>
    internal Instant? Next(HubContext rows)
    {
        var sequence = AsOf(rows);
        lock (gate)
        {
            if (sequence != asOf)
            {
                company = company is null || asOf < 0 ? CompanyStore.Read(rows) : CompanyStore.Since(rows, company, asOf);
                (points, asOf) = (null, sequence);
            }
            return (points ??= [.. Points(company!)]).Find(IsToFire)?.At;
        }
    }

    private bool IsToFire(Point point) => !reached.Waiting.Contains(point.Key) && !troubles.Has(point.Key);

    /// <summary>
    /// Fires the first, stamped when it was due; of what touches many leads, some of them. Looked up again: another process may have fired
    /// it.
    /// </summary>
    /// <returns>Whether others of its leads are still to be told.</returns>
    internal bool Fire(Write write, Instant until)
    {
        if (Points(write.Company).FirstOrDefault(IsToFire) is not { } point || point.At > until)
            return false;
        Fire(write, point);
        return Reached.Key == point.Key;
    }

    /// <summary>Tries one once more that failed.</summary>
    internal void Retry(Write write, string key)
    {
        if (Points(write.Company).FirstOrDefault(p => p.Key == key) is { } point)
            Fire(write, point);
    }

    /// <summary>How far it got with what touches many leads.</summary>
    internal Progress Reached
    {
        get
        {
            lock (gate)
                return reached;
        }
    }

    /// <summary>What was fired last was not written: it goes on from where it was before.</summary>
    internal void Undone(Progress before)
    {
        lock (gate)
            (asOf, reached) = (-1, before);
    }

    /// <summary>What failed is mended: all of them are told once more.</summary>
    internal void Forget() => Undone(Progress.None);

    private static IEnumerable<Point> Points(Company company)
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
        var steps = AgreementSteps.Of(company).Select(step => new Point(
            step.At, step.Key,
            write => write.Fired(step.Key, step.Type, new { agreement = step.Agreement, version = step.Version }, step.At),
            (write, after) => CountedBy(write, step, after), turn => turn.FireDue(step.At)));
        return versions.Concat(steps).Concat(company.People.Values.SelectMany(Leaving))
            .Where(point => !company.Fired.Contains(point.Key)).OrderBy(point => point.At)
            .ThenBy(point => point.Key, StringComparer.Ordinal);
    }

    /// <param name="Key">Of what is told to leads now; empty: nothing is.</param>
    /// <param name="Lead">The last that was told, in their order.</param>
    /// <param name="Skipped">Whether some were passed over that fail.</param>
    /// <param name="Waiting">All their leads were told but those that fail.</param>
    internal sealed record Progress(string Key, long Lead, bool Skipped, ImmutableHashSet<string> Waiting)
    {
        internal static readonly Progress None = new("", 0, false, []);
    }
}
