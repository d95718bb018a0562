using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Waking;

namespace SmarketingHub.Engine.Replay;

/// <summary>
/// Judges a past period by a draft, from the ledger and the company's documents alone. Writes nothing and keeps no writer waiting.
/// </summary>
public sealed class Replayer(IDbContextFactory<HubContext> contexts, TimeProvider time) : IDisposable
{
    /// <summary>So many at once, of everybody on this server: each uses all cores.</summary>
    public const int AtOnce = 2;

    // More than there are threads, so that none waits long for the others, and progress is seen.
    private const int Parts = 64;

    private readonly SemaphoreSlim places = new(AtOnce);

    /// <param name="request">Checked: a wrong one is an <see cref="InvalidArgument"/>.</param>
    /// <param name="actor">Whoever asks; a partner sees its own agreements and leads alone.</param>
    /// <param name="progress">From 0 to 1.</param>
    /// <exception cref="NotFound">No such agreement, or not theirs.</exception>
    /// <exception cref="Busy">Others replay now.</exception>
    public async Task<ReplayResult> Replay(
        ReplayRequest request, Actor actor, IProgress<double>? progress = null, CancellationToken cancel = default)
    {
        Check(request);
        if (!await places.WaitAsync(0, cancel))
            throw new Busy("Others are trying out an agreement at this moment. Try again when they are done.");
        try
        {
            return await Task.Run(() => Judge(request, actor, progress, cancel), cancel);
        }
        finally
        {
            places.Release();
        }
    }

    private static void Check(ReplayRequest request)
    {
        if (request.To <= request.From)
            throw new InvalidArgument("to", "The period ends after it begins.");
        if (request.Drafts.Count is 0 or > ReplayRequest.MostDrafts)
            throw new InvalidArgument("against", $"From one to {ReplayRequest.MostDrafts} versions can be tried out at once.");
        if (request.MostChanges is < 0 or > ReplayRequest.MostTold)
            throw new InvalidArgument("limit", $"From 0 to {ReplayRequest.MostTold} leads.");
    }

    private ReplayResult Judge(ReplayRequest request, Actor actor, IProgress<double>? progress, CancellationToken cancel)
    {
        var asOf = time.Now();
        using var rows = contexts.CreateDbContext();
        using var moment = rows.BeginRead();
        var (sequence, company) = (rows.Head.Select(h => h.Sequence).Single(), CompanyStore.Read(rows));
        if (company.Agreements.Find(a => a.Id == request.Agreement) is not { } agreement || !actor.Sees(agreement))
            throw new NotFound($"There is no agreement {request.Agreement}.");
        foreach (var draft in request.Drafts.Where(draft => !actor.Reads(draft)))
            throw new NotFound($"The agreement has no version {draft.Number}.");
        var known = KnownFrom(rows);
        InForceThen[] inForce =
            [new(company, known, request, null), .. request.Drafts.Select(draft => new InForceThen(company, known, request, draft))];
        var comparison = new Comparison(request, asOf);
        if (Histories.Range(rows) is not { } range)
            return comparison.ToResult(sequence);
        var done = 0;
        Parallel.For(0, Parts, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount },
            () => new Worker(contexts.CreateDbContext(), [.. inForce.Select(then => then.Copy())], new(request, asOf)),
            (part, state, worker) =>
            {
                long Edge(int at) => range.From + (range.To - range.From) * at / Parts;
                worker.Read(request, actor, Edge(part), Edge(part + 1), sequence, asOf, cancel);
                progress?.Report((double)Interlocked.Increment(ref done) / Parts);
                return worker;
            },
            worker =>
            {
                worker.Dispose();
                lock (comparison)
                    comparison.Add(worker.Comparison);
            });
        return comparison.ToResult(sequence);
    }

    /// <summary>From which line on each version of an agreement had both signatures, and its end.</summary>
    private static Dictionary<(long, int), (long Signed, long Ended)> KnownFrom(HubContext rows)
    {
        var known = new Dictionary<(long, int), (long Signed, long Ended)>();
        using var command = Histories.Command(rows,
            """
            SELECT "Sequence", "Body" FROM "Ledger" WHERE "LeadId" IS NULL AND "Type" = 'agreementWritten' ORDER BY "Sequence"
            """);
        using var read = command.ExecuteReader();
        while (read.Read())
        {
            using var document = JsonDocument.Parse(read.GetFieldValue<byte[]>(1));
            foreach (var version in document.RootElement.GetProperty("versions").EnumerateArray())
            {
                var key = (document.RootElement.GetProperty("id").GetInt64(), version.GetProperty("number").GetInt32());
                if (version.TryGetProperty("effectiveAt", out _))
                    known.TryAdd(key, (read.GetInt64(0), 0));
                // An end may be taken back, and another be said.
                if (known.TryGetValue(key, out var signed) && version.TryGetProperty("endsAt", out _) != signed.Ended > 0)
                    known[key] = signed with { Ended = signed.Ended > 0 ? 0 : read.GetInt64(0) };
            }
        }
        return known;
    }

    public void Dispose() => places.Dispose();

    /// <summary>One thread's connection and what it found.</summary>
    private sealed class Worker : IDisposable
    {
        private readonly HubContext rows;
        private readonly InForceThen[] inForce;
        private readonly IDisposable moment;

        internal Worker(HubContext rows, InForceThen[] inForce, Comparison comparison)
        {
            (this.rows, this.inForce, Comparison) = (rows, inForce, comparison);
            moment = rows.BeginRead();
        }

        internal Comparison Comparison { get; }

        internal void Read(ReplayRequest request, Actor actor, long from, long to, long until, Instant asOf, CancellationToken cancel)
        {
            foreach (var (lead, lines) in Histories.Read(rows, from, to, until))
            {
                cancel.ThrowIfCancellationRequested();
                // Nothing starts before it was received, and nothing is received later than it is told, nor much earlier.
                if (lines[^1].At < request.From || lines[0].At - Turn.BackdateLimit > request.To)
                    continue;
                var replay = LeadReplay.Of(lead, lines, inForce, asOf);
                if (actor.Sees(replay.Lead))
                    Comparison.Add(replay);
            }
        }

        public void Dispose()
        {
            moment.Dispose();
            rows.Dispose();
        }
    }
}
