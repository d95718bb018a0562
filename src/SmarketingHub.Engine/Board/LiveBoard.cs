using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Board;

/// <summary>
/// Keeps the board's picture of all open leads, the only source of what viewers see. The door hands it what it committed;
/// what is not in there, names and other processes' commits, it reads from the rows after its cursor.
/// </summary>
public sealed partial class LiveBoard(
    IDbContextFactory<HubContext> contexts, Door door, TimeProvider time, ILogger<LiveBoard> log) : BackgroundService
{
    // Another process commits without telling us.
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    // How long a building stands still after each part of it, if there are commands.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly LiveViews views = new(time, log, () => door.GiveWay(Moment));

    private readonly CommitQueue committed = new();
    private readonly ReadAhead ahead = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Listeners<Action> listeners = new(log);
    private readonly Listeners<Action<IReadOnlySet<long>>> renamed = new(log);
    private long companySequence = -1;
    private volatile Company company = new();

    /// <summary>All open leads, as of <see cref="WholeBoard.Sequence"/>.</summary>
    public WholeBoard Current => views.Whole;

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
    public async Task<WholeBoard> UpToDate(CancellationToken cancellation)
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
                committed.Ask(committedTo);
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

    /// <summary>
    /// The company with everything that was committed when it was asked for, whether or not the board has all leads since.
    /// </summary>
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

    /// <summary>
    /// What the filter lets through of <see cref="Current"/>, or of a later one: worked out at the first call, ready for those who ask
    /// again.
    /// </summary>
    public ValueTask<BoardView> Where(BoardFilter filter, CancellationToken cancellation) => views.Of(filter, cancellation);

    /// <summary>
    /// Brings a watch to its newest; with the whole board of the same moment, which finds each card by its lead, as no view does.
    /// </summary>
    /// <exception cref="InvalidOperationException">The view could not take in a change; watch anew.</exception>
    public (BoardView View, WholeBoard Whole) Renew(BoardWatch watch) => views.Renew(watch);

    /// <summary>How many watch.</summary>
    public int Watching => views.Watching;

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        door.Committed += committed.Add;
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
                await Task.WhenAny(Task.Delay(Poll, time, woken.Token), committed.Wait(woken.Token));
                await woken.CancelAsync();
            }
        }
        finally
        {
            door.Committed -= committed.Add;
        }
    }

    /// <summary>Takes in what was committed since.</summary>
    internal async Task Follow()
    {
        while (companySequence < 0)
            await TryReadAll();
        var isTold = committed.TakeAll() is { } commits && await TryFollow(commits);
        if (!isTold || Current.Sequence < committed.AskedFor)
            await ReadOn();
    }

    /// <summary>Takes in what the door handed over. False: it does not tell all that happened since.</summary>
    private async Task<bool> TryFollow(List<Commit> commits)
    {
        if (CommittedLeads.Of(commits, Current.Sequence, ahead) is not { } now)
            return false;
        if (now.Sequence == Current.Sequence)
            return true;
        var cards = Current.Cards;
        var (changed, nameless) = (new Dictionary<long, Card?>(), new List<long>());
        foreach (var lead in now.Leads.Values)
            if (!lead.IsOpen)
                changed[lead.Id] = null;
            else if (cards.GetValueOrDefault(lead.Id) is { } card && (card.ContactId, card.AccountId) == (lead.ContactId, lead.AccountId))
                changed[lead.Id] = Card.Of(lead, card.Names, company);
            else
                nameless.Add(lead.Id);
        var renamed = await ReadNames(nameless, now.Named, now.Sequence, changed);
        Take(changed, null, now.Sequence);
        ahead.Reached(now.Sequence);
        Tell(renamed);
        return true;
    }

    /// <summary>Reads the cards of leads that are new or may be called otherwise, and of all that bear the same names.</summary>
    /// <returns>These, open or closed.</returns>
    private async Task<IReadOnlySet<long>> ReadNames(
        List<long> nameless, IReadOnlyCollection<long> named, long at, Dictionary<long, Card?> changed)
    {
        if (nameless.Count + named.Count == 0)
            return new HashSet<long>();
        await using var rows = await contexts.CreateDbContextAsync();
        await using var moment = rows.BeginRead();
        var until = await rows.Head.Select(head => head.Sequence).SingleAsync();
        var renamed = named.Count == 0 ? [] : await ChangedLeads.Namesakes(rows, [.. named], []);
        long[] asked = [.. nameless.Union(renamed)];
        foreach (var id in asked)
            changed[id] = null;
        if (until > at)
            ahead.Add(asked, until);
        foreach (var card in CardReader.Read(rows, company, asked))
            changed[card.Id] = card;
        return renamed;
    }

    /// <param name="changed">As they are now; null: on the board no more.</param>
    private void Take(Dictionary<long, Card?> changed, Renaming? renaming, long sequence)
    {
        renaming?.Rename(Current.Cards.Values, company, changed);
        var changes = Current.ChangesTo(changed);
        views.Take(changes, Current.With(changes, sequence));
    }

    private void Tell(IReadOnlySet<long>? named)
    {
        listeners.Tell(listener => listener());
        if (named is { Count: > 0 })
            renamed.Tell(listener => listener(named));
    }
}
