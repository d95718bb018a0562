using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Board;

/// <summary>
/// Reads the ledger after its cursor, whoever wrote it, and keeps the board's picture of all open leads.
/// The only source of what viewers see.
/// </summary>
public sealed class BoardFeed(IDbContextFactory<HubContext> contexts, Door door, TimeProvider time, ILogger<BoardFeed> log) : BackgroundService
{
    // Another process commits without telling us.
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private readonly LiveViews views = new(time);
    private readonly SemaphoreSlim committed = new(0, 1);
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Listeners<Action> listeners = new(log);
    private readonly Lock gate = new();
    private long companySequence = -1;
    private volatile BoardView current = BoardView.Empty;
    private volatile Company company = new();

    /// <summary>All open leads, as of <see cref="BoardView.Sequence"/>.</summary>
    public BoardView Current => current;

    /// <summary>The company as of the same moment.</summary>
    public Company Company => company;

    /// <summary>When the first picture stands.</summary>
    public Task Ready => ready.Task;

    /// <summary>After every change of the picture; quick handlers only.</summary>
    public event Action Changed
    {
        add => listeners.Add(value);
        remove => listeners.Remove(value);
    }

    /// <summary>The picture with everything that was committed when it was asked for: whoever was told of a change sees it.</summary>
    public async Task<BoardView> UpToDate(CancellationToken cancellation)
    {
        await using var rows = await contexts.CreateDbContextAsync(cancellation);
        var committedTo = await rows.Head.Select(head => head.Sequence).SingleAsync(cancellation);
        while (current.Sequence < committedTo)
        {
            var moved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            void Tell() => moved.TrySetResult();
            Changed += Tell;
            try
            {
                Wake(committedTo);
                if (current.Sequence < committedTo)
                    await moved.Task.WaitAsync(cancellation);
            }
            finally
            {
                Changed -= Tell;
            }
        }
        return current;
    }

    /// <summary>The company with everything that was committed when it was asked for, whether or not the board has all leads since.</summary>
    public async Task<Company> CompanyUpToDate(CancellationToken cancellation)
    {
        await Ready.WaitAsync(cancellation);
        long committed;
        await using (var rows = await contexts.CreateDbContextAsync(cancellation))
            committed = await rows.Head.Select(head => head.CompanySequence).SingleAsync(cancellation);
        if (Volatile.Read(ref companySequence) < committed)
            await UpToDate(cancellation);
        return company;
    }

    /// <summary>Watches what the filter lets through, live; dispose it to leave.</summary>
    public BoardWatch Watch(BoardFilter filter)
    {
        lock (gate)
            return views.Of(filter, current).Enter();
    }

    /// <summary>What the filter lets through of <see cref="Current"/>: worked out at the first call, ready for those who ask again.</summary>
    public BoardView Where(BoardFilter filter)
    {
        lock (gate)
            return views.Of(filter, current).View;
    }

    /// <summary>How many watch.</summary>
    public int Watching
    {
        get
        {
            lock (gate)
                return views.Watching;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        door.Committed += Wake;
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                try
                {
                    await Follow();
                    ready.TrySetResult();
                }
                catch (Exception error) when (error is not OperationCanceledException)
                {
                    log.LogError(error, "The board could not be read; trying again in a second");
                }
                using var woken = CancellationTokenSource.CreateLinkedTokenSource(stopping);
                await Task.WhenAny(Task.Delay(Poll, time, woken.Token), committed.WaitAsync(woken.Token));
                await woken.CancelAsync();
            }
        }
        finally
        {
            door.Committed -= Wake;
        }
    }

    /// <summary>Takes in what was committed since.</summary>
    internal async Task Follow()
    {
        await using var rows = await contexts.CreateDbContextAsync();
        var head = await rows.Head.AsNoTracking().SingleAsync();
        if (head.Sequence == current.Sequence && companySequence >= 0)
            return;
        var (isFirst, known) = (companySequence < 0, company);
        if (head.CompanySequence != companySequence)
            company = isFirst ? CompanyStore.Read(rows) : CompanyStore.Since(rows, known, companySequence);
        // No card says anything of agreements.
        var renamed = company.People != known.People || company.Parties != known.Parties;
        var leads = isFirst ? null : await ChangedLeads(rows, current.Sequence, head.Sequence);
        var read = CardReader.Read(rows, company, leads).ToDictionary(card => card.Id);
        Take(read, leads ?? [.. read.Keys], renamed, head.Sequence);
        Volatile.Write(ref companySequence, head.CompanySequence);
        listeners.Tell(listener => listener());
    }

    // The leads that events are about. Somebody forgotten has no name any more on any of theirs.
    private static async Task<IReadOnlyList<long>> ChangedLeads(HubContext rows, long after, long until)
    {
        var lines = await rows.Ledger.Where(e => e.Sequence > after && e.Sequence <= until && (e.LeadId != null || e.Type == Erasure.Event))
            .Select(e => new { e.LeadId, Body = e.LeadId == null ? e.Body : null }).ToListAsync();
        return [.. lines.SelectMany(line => line.LeadId is { } lead ? [lead] : Erasure.LeadsOf(line.Body!)).Distinct()];
    }

    private void Take(Dictionary<long, Card> read, IReadOnlyCollection<long> asked, bool renamed, long sequence)
    {
        lock (gate)
        {
            var before = current;
            var changed = new Dictionary<long, Card?>();
            // What the company is called on the others is known without reading them again.
            if (renamed)
                foreach (var card in before.Cards.Values)
                    if (card.In(company) is var now && now != card)
                        changed[card.Id] = now;
            foreach (var id in asked)
                if (read.GetValueOrDefault(id) is var card && before.Cards.GetValueOrDefault(id) != card)
                    changed[id] = card;
                else
                    changed.Remove(id);
            current = before.With(changed) with { Sequence = sequence };
            views.Take(changed, current);
        }
    }

    private void Wake(long sequence)
    {
        lock (gate)
            if (committed.CurrentCount == 0)
                committed.Release();
    }
}
