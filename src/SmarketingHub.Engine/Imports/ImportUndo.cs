using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Imports;

/// <summary>
/// Takes imports back as a whole, as long as nobody has worked on their leads since: a lead after the other, each in a command of its own.
/// What is left to be done is what the run's rows are remembered by, so it goes on wherever it was stopped.
/// </summary>
public sealed class ImportUndo(
    Door door, RunningImports imports, IDbContextFactory<HubContext> contexts, TimeProvider time, ILogger<ImportUndo> log)
    : BackgroundService
{
    /// <summary>So many leads wait at the door together: one transaction, short enough for whoever waits behind it.</summary>
    private const int Chunk = 50;

    /// <summary>So often is a file tried that cannot be written, after a pause each.</summary>
    private const int MostTries = 60;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<long, Lazy<Task>> running = [];
    private readonly TaskCompletionSource stopping = new();

    /// <summary>What taking it back would do. Reads all lines of its leads and keeps nobody waiting.</summary>
    /// <exception cref="NotAllowed">The import told of leads that are not this actor's to import.</exception>
    /// <exception cref="NotFound">There is no such import, or it is not this actor's to see.</exception>
    public async Task<UndoLook> Look(long id, Actor actor, CancellationToken stop = default)
    {
        var run = await imports.Find(id, actor);
        await using var rows = await contexts.CreateDbContextAsync(stop);
        await using var moment = rows.BeginRead();
        var leads = rows.LeadsOf(id);
        await RefuseOthers(rows, run, actor, stop);
        var look = new UndoLook(id, await WhyNot(rows, run), 0, 0, 0, []);
        await foreach (var (lead, told) in Told(rows, leads, id).WithCancellation(stop))
            if (told.InTheWay() is { } why)
                look = look with
                {
                    InTheWay = look.InTheWay + 1,
                    First = look.InTheWay < UndoLook.Most ? [.. look.First, new(lead, why)] : look.First,
                };
            else
                look = told.Brought ? look with { Gone = look.Gone + 1 } : look with { PutBack = look.PutBack + 1 };
        return look;
    }

    /// <summary>Takes it back in the background; asked again while it runs, or after it was stopped, it goes on.</summary>
    /// <returns>The run as it stands.</returns>
    /// <exception cref="NotPermitted">Something stands in the way; nothing was changed.</exception>
    /// <inheritdoc cref="Look" path="/exception"/>
    public async Task<ImportRun> Start(long id, Actor actor)
    {
        var run = await Begin(id, actor, default);
        if (run.State == ImportState.TakingBack)
            _ = Tell(GoOn(id, actor), id);
        return run;
    }

    /// <summary>Takes it back to the end.</summary>
    /// <inheritdoc cref="Start"/>
    public async Task<ImportRun> TakeBack(long id, Actor actor, CancellationToken stop = default)
    {
        if ((await Begin(id, actor, stop)).State == ImportState.TakingBack)
            await GoOn(id, actor).WaitAsync(stop);
        return await imports.Find(id, actor);
    }

    /// <summary>It was not heard of for a minute: whoever asks again makes it go on.</summary>
    public bool IsSilent(ImportRun run) => run.State == ImportState.TakingBack
        && Instant.FromDateTimeOffset(time.GetUtcNow()) - run.SeenAt > RunningImports.Silence;

    /// <summary>When what this process takes back of it has ended, however it did.</summary>
    public Task Ended(long id) => running.TryGetValue(id, out var task) ? Tell(task.Value, id) : Task.CompletedTask;

    /// <summary>Between two chunks: the next start goes on.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        stopping.TrySetResult();
        await Task.WhenAll(running.Select(run => Tell(run.Value.Value, run.Key)));
        await base.StopAsync(cancellationToken);
    }

    /// <summary>What another process left unfinished.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var rows = await contexts.CreateDbContextAsync(stoppingToken);
        foreach (var run in await rows.ImportRuns.AsNoTracking().Where(r => r.State == ImportState.TakingBack).ToListAsync(stoppingToken))
            await Tell(GoOn(run.Id, await WhoBegan(rows, run)), run.Id);
    }

    private async Task<ImportRun> Begin(long id, Actor actor, CancellationToken stop)
    {
        var run = await imports.Find(id, actor);
        if (run.State == ImportState.TakenBack)
            return run;
        if (run.State == ImportState.TakingBack)
        {
            await using var rows = await contexts.CreateDbContextAsync(stop);
            await RefuseOthers(rows, run, actor, stop);
            return run;
        }
        var look = await Look(id, actor, stop);
        if (look.WhyNot is { } whyNot)
            throw new NotPermitted(null, whyNot, []);
        if (look.First is [var first, ..])
            throw new NotPermitted(null,
                $"{look.InTheWay} of its leads stand in the way. Lead {first.Lead}: {first.Why}", []);
        return await door.Do(actor, write =>
        {
            var begun = write.Rows.ImportRuns.Find(id)!;
            if (begun.State is not (ImportState.TakingBack or ImportState.TakenBack))
                (begun.State, begun.SeenAt, begun.TakenBackAt, begun.TakenBackBy) =
                    (ImportState.TakingBack, write.Now, write.Now, actor.ToString());
            return begun;
        });
    }

    private static async Task RefuseOthers(HubContext rows, ImportRun run, Actor actor, CancellationToken stop)
    {
        var leads = rows.LeadsOf(run.Id);
        foreach (var holder in await rows.Leads.Where(l => leads.Contains(l.Id)).Select(l => l.Holder).Distinct().ToListAsync(stop))
            if (!actor.TakesBack(run, holder))
                throw new NotAllowed(
                    $"Some of its leads are with {CompanyStore.Read(rows).Said(holder)}: a team lead takes back what it may import, "
                        + $"managers and administrators all.");
    }

    private Task GoOn(long id, Actor actor) => running.GetOrAdd(id, _ => new(() => Task.Run(() => Run(id, actor)))).Value;

    private async Task Run(long id, Actor actor)
    {
        try
        {
            await using var rows = await contexts.CreateDbContextAsync();
            var run = await rows.ImportRuns.AsNoTracking().SingleAsync(r => r.Id == id);
            // The last one first: what it took over is free by then.
            for (var before = long.MaxValue; ;)
            {
                var next = before;
                var leads = await rows.LeadsOf(id).Where(lead => lead < next).Distinct().OrderByDescending(lead => lead).Take(Chunk)
                    .ToListAsync();
                if (leads.Count == 0)
                    break;
                if (stopping.Task.IsCompleted)
                    return;
                var fates = await Task.WhenAll(leads.Select(lead =>
                    Patiently(() => door.DoPaced(actor, [lead], write => new LeadTakingBack(write, run, lead).Run(), "TakeBack"))));
                await Save(id, actor, saved => saved.TakenBackLeads += fates.Count(fate => fate is Fate.Gone or Fate.PutBack));
                before = leads[^1];
            }
            var stay = await rows.LeadsOf(id).Distinct().OrderBy(lead => lead).ToListAsync();
            await Save(id, actor, saved => (saved.State, saved.Error) = (ImportState.TakenBack, stay.Count == 0 ? null
                : $"{stay.Count} leads were worked on meanwhile and stay: {string.Join(", ", stay.Take(UndoLook.Most))}."));
        }
        finally
        {
            running.TryRemove(id, out _);
        }
    }

    private Task<bool> Save(long id, Actor actor, Action<ImportRun> change) => Patiently(() => door.DoPaced(actor, write =>
    {
        var run = write.Rows.ImportRuns.Find(id)!;
        change(run);
        run.SeenAt = write.Now;
        return true;
    }));

    // Another process holds the file, or the disk is full for a moment.
    private async Task<T> Patiently<T>(Func<Task<T>> command)
    {
        for (var tries = 1; ; tries++)
            try
            {
                return await command();
            }
            catch (Busy) when (tries < MostTries && !stopping.Task.IsCompleted)
            {
                await Task.WhenAny(Task.Delay(Pause, time), stopping.Task);
            }
    }

    // It goes on when the server starts next, or somebody asks again.
    private async Task Tell(Task run, long id)
    {
        try
        {
            await run;
        }
        catch (Exception error)
        {
            log.LogError(error, "Import {Id} could not be taken back to its end", id);
        }
    }

    private static async Task<Phrase?> WhyNot(HubContext rows, ImportRun run) => run.State switch
    {
        ImportState.Running => Phrase.Of("It is still running: stop it first."),
        ImportState.TakingBack => Phrase.Of("It is being taken back."),
        ImportState.TakenBack => Phrase.Of("It is taken back already."),
        _ => run.Added + run.Joined > 0 && !await rows.ImportedRows.AnyAsync(r => r.Import == run.Id)
            ? Phrase.Of("It was imported by an older version, which did not note what came of each row.") : null,
    };

    private static async IAsyncEnumerable<(long Lead, ToldOfLead Told)> Told(HubContext rows, IQueryable<long> leads, long import)
    {
        var ofLead = new List<LedgerEvent>();
        await foreach (var line in rows.Ledger.AsNoTracking().Where(e => e.LeadId != null && leads.Contains(e.LeadId.Value))
            .OrderBy(e => e.LeadId).ThenBy(e => e.Sequence).AsAsyncEnumerable())
        {
            if (ofLead.Count > 0 && ofLead[0].LeadId != line.LeadId)
            {
                if (new ToldOfLead(ofLead, import) is { Rows.Count: > 0 } told)
                    yield return (ofLead[0].LeadId!.Value, told);
                ofLead = [];
            }
            ofLead.Add(line);
        }
        if (ofLead.Count > 0 && new ToldOfLead(ofLead, import) is { Rows.Count: > 0 } last)
            yield return (ofLead[0].LeadId!.Value, last);
    }

    /// <summary>By now somebody else may have to answer for it: then it goes on by itself.</summary>
    private static async Task<Actor> WhoBegan(HubContext rows, ImportRun run) => run.TakenBackBy?.Split(':') switch
    {
        ["person", var id] when CompanyStore.Read(rows).Person(long.Parse(id)) is { Active: true } person => Actor.Of(person),
        ["key", var id] when await rows.ApiKeys.FindAsync(long.Parse(id)) is { RevokedAt: null } key =>
            new(ActorKind.Key, key.Id, key.Role, key.Party),
        _ => Actor.System,
    };
}
