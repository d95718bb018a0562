using System.Threading.Channels;
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

    private readonly LiveViews views = new(time, log);
    // Waking takes no lock of the feed's: it is done on the door's own thread.
    private readonly Channel<long> committed = Channel.CreateBounded<long>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Listeners<Action> listeners = new(log);
    private readonly Listeners<Action<IReadOnlySet<long>>> renamed = new(log);
    private long companySequence = -1;
    private volatile Company company = new();

    /// <summary>All open leads, as of <see cref="BoardView.Sequence"/>.</summary>
    public BoardView Current => views.Whole;

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

    /// <summary>With the leads, open or closed, that may be called otherwise now than before; quick handlers only.</summary>
    public event Action<IReadOnlySet<long>> Renamed
    {
        add => renamed.Add(value);
        remove => renamed.Remove(value);
    }

    /// <summary>The picture with everything that was committed when it was asked for: whoever was told of a change sees it.</summary>
    public async Task<BoardView> UpToDate(CancellationToken cancellation)
    {
        await using var rows = await contexts.CreateDbContextAsync(cancellation);
        var committedTo = await rows.Head.Select(head => head.Sequence).SingleAsync(cancellation);
        while (Current.Sequence < committedTo)
        {
            var moved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            void Tell() => moved.TrySetResult();
            Changed += Tell;
            try
            {
                Wake(committedTo);
                if (Current.Sequence < committedTo)
                    await moved.Task.WaitAsync(cancellation);
            }
            finally
            {
                Changed -= Tell;
            }
        }
        return Current;
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

    /// <summary>
    /// Watches what the filter lets through, live; dispose it to leave. A view that there is not yet is built meanwhile,
    /// once for all who ask for it, and holds up nothing.
    /// </summary>
    public ValueTask<BoardWatch> Watch(BoardFilter filter, CancellationToken cancellation) => views.Enter(filter, cancellation);

    /// <summary>What the filter lets through of <see cref="Current"/>, or of a later one: worked out at the first call, ready for those who ask again.</summary>
    public ValueTask<BoardView> Where(BoardFilter filter, CancellationToken cancellation) => views.Of(filter, cancellation);

    /// <summary>How many watch.</summary>
    public int Watching => views.Watching;

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
                await Task.WhenAny(Task.Delay(Poll, time, woken.Token), committed.Reader.WaitToReadAsync(woken.Token).AsTask());
                await woken.CancelAsync();
                committed.Reader.TryRead(out _);
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
        if (head.Sequence == Current.Sequence && companySequence >= 0)
            return;
        var (isFirst, known) = (companySequence < 0, company);
        var now = head.CompanySequence == companySequence ? known : isFirst ? CompanyStore.Read(rows) : CompanyStore.Since(rows, known, companySequence);
        var leads = isFirst ? null : await ChangedLeads.Between(rows, Current.Sequence, head.Sequence);
        var read = CardReader.Read(rows, now, leads is null ? null : [.. leads.All]).ToDictionary(card => card.Id);
        company = now;
        Take(read, leads?.All ?? read.Keys, Renaming.Between(known, now), head.Sequence);
        Volatile.Write(ref companySequence, head.CompanySequence);
        listeners.Tell(listener => listener());
        if (leads is { Renamed.Count: > 0 })
            renamed.Tell(listener => listener(leads.Renamed));
    }

    private void Take(Dictionary<long, Card> read, IEnumerable<long> asked, Renaming? renaming, long sequence)
    {
        var whole = Current;
        var changed = new Dictionary<long, Card?>();
        // What the company is called on the others is known without reading them again.
        if (renaming is not null)
            foreach (var card in whole.Cards.Values)
                if (renaming.Touches(card) && card.In(company) is var now && now != card)
                    changed[card.Id] = now;
        foreach (var id in asked)
            if (read.GetValueOrDefault(id) is var card && whole.Cards.GetValueOrDefault(id) != card)
                changed[id] = card;
            else
                changed.Remove(id);
        views.Take(changed, whole.With(changed) with { Sequence = sequence });
    }

    private void Wake(long sequence) => committed.Writer.TryWrite(sequence);
}
