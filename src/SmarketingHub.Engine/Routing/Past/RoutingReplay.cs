using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Domain.Routing;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Routing.Past;

/// <summary>Tries routing rules on the past, from the ledger alone. Writes nothing and keeps no writer waiting.</summary>
public sealed class RoutingReplay(IDbContextFactory<HubContext> contexts) : IDisposable
{
    /// <summary>So many at once, of everybody on this server.</summary>
    public const int AtOnce = 2;

    private const int Parts = 64;

    // Of the time, so much is spent on reading.
    private const double Reading = 0.7;

    private readonly SemaphoreSlim places = new(AtOnce);

    /// <param name="request">Checked: a wrong one is an <see cref="InvalidArgument"/>.</param>
    /// <param name="progress">From 0 to 1.</param>
    /// <exception cref="Busy">Others try rules now.</exception>
    public async Task<PastResult> Replay(
        PastRequest request, Actor actor, IProgress<double>? progress = null, CancellationToken cancel = default)
    {
        if (!actor.SeesAll())
            throw new NotAllowed("A partner has no part in the routing of others.");
        if (request.To <= request.From)
            throw new InvalidArgument("to", "The period ends after it begins.");
        if (request.MostChanges is < 0 or > PastRequest.MostTold)
            throw new InvalidArgument("limit", $"From 0 to {PastRequest.MostTold} leads.");
        if (!await places.WaitAsync(0, cancel))
            throw new Busy("Others are trying out routing rules at this moment. Try again when they are done.");
        try
        {
            return await Task.Run(() => Judge(request, progress, cancel), cancel);
        }
        finally
        {
            places.Release();
        }
    }

    private PastResult Judge(PastRequest request, IProgress<double>? progress, CancellationToken cancel)
    {
        using var rows = contexts.CreateDbContext();
        using var moment = rows.BeginRead();
        var (sequence, company) = (rows.Head.Select(h => h.Sequence).Single(), CompanyStore.Read(rows));
        RoutingCheck.Check(request.Rules, company);
        company = company with { Routing = new(company.Routing.Version + 1, request.Rules, request.From, "system") };
        var captures = ReadCaptures(rows, request, sequence, progress, cancel);
        var owners = rows.Accounts.Where(a => a.Owner != null).ToDictionary(a => a.Id, a => a.Owner);
        var past = new PastRouting(company, ReadPeople(rows), ReadTurns(rows, request), ReadOpen(rows, request.From),
            account => owners.GetValueOrDefault(account));
        past.Run(captures, new Part(progress, Reading), cancel);
        progress?.Report(1);
        return PastCounts.Of(request, company, captures, past, sequence);
    }

    private List<PastCapture> ReadCaptures(
        HubContext rows, PastRequest request, long until, IProgress<double>? progress, CancellationToken cancel)
    {
        var found = new List<PastCapture>();
        if (Histories.Range(rows) is not { } range)
            return found;
        var done = 0;
        Parallel.For(0, Parts, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount },
            () => (Rows: contexts.CreateDbContext(), Found: new List<PastCapture>()),
            (part, _, mine) =>
            {
                long Edge(int at) => range.From + (range.To - range.From) * at / Parts;
                using var moment = mine.Rows.BeginRead();
                foreach (var (lead, lines) in Histories.Read(mine.Rows, Edge(part), Edge(part + 1), until))
                {
                    cancel.ThrowIfCancellationRequested();
                    if (lines[0].At >= request.From && lines[0].At < request.To && PastCapture.Of(lead, lines) is { } past)
                        mine.Found.Add(past);
                }
                progress?.Report(Reading * Interlocked.Increment(ref done) / Parts);
                return mine;
            },
            mine =>
            {
                mine.Rows.Dispose();
                lock (found)
                    found.AddRange(mine.Found);
            });
        return found;
    }

    private static List<(long, Person)> ReadPeople(HubContext rows) =>
        [.. rows.Ledger.AsNoTracking().Where(e => e.LeadId == null && e.Type == "personWritten").OrderBy(e => e.Sequence)
            .Select(e => new { e.Sequence, e.Body }).AsEnumerable()
            .Select(e => (e.Sequence, JsonSerializer.Deserialize<Person>(e.Body, LedgerJson.Options)!))];

    /// <summary>As they stood when the period began: of each person what the last lead before it made of the balance.</summary>
    private static Dictionary<string, FairTurn> ReadTurns(HubContext rows, PastRequest request)
    {
        var known = request.Rules.ToDictionary(r => r.Name, _ => new Dictionary<long, decimal>(), StringComparer.OrdinalIgnoreCase);
        var lines = from routed in rows.RoutedLeads
                    where routed.At < request.From && routed.As != RoutedAs.Held
                    join line in rows.Ledger on routed.Sequence equals line.Sequence
                    orderby routed.Sequence descending
                    select new { routed.Rule, line.Type, line.Body };
        foreach (var line in lines.AsNoTracking())
        {
            if (!known.TryGetValue(line.Rule, out var balances))
                continue;
            foreach (var (person, after) in After(LedgerJson.Read(line.Type, line.Body)))
                balances.TryAdd(person, after);
        }
        return known.ToDictionary(k => k.Key, k => FairTurn.OfSome(k.Value), StringComparer.OrdinalIgnoreCase);
    }

    private static IEnumerable<(long Person, decimal After)> After(Domain.Life.LeadEvent? happened) => happened switch
    {
        LeadRouted e => e.Candidates.Where(c => c.After is not null).Select(c => (c.Person, c.After!.Value)),
        TurnGivenBack e => e.Moves.Select(m => (m.Person, m.After)),
        _ => [],
    };

    // By who owns them now: who owned them then is not looked up.
    private static Dictionary<long, int> ReadOpen(HubContext rows, Instant at) =>
        rows.Leads.Where(l => l.Owner != null && l.ReceivedAt < at && (l.ClosedAt == null || l.ClosedAt > at))
            .GroupBy(l => l.Owner!.Value).ToDictionary(g => g.Key, g => g.Count());

    public void Dispose() => places.Dispose();

    private sealed class Part(IProgress<double>? whole, double from) : IProgress<double>
    {
        public void Report(double value) => whole?.Report(from + (1 - from) * value);
    }
}
