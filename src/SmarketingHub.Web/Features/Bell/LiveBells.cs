using Microsoft.EntityFrameworkCore;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Enforcement;

namespace SmarketingHub.Web.Features.Bell;

/// <summary>
/// Says whose bell has something new. One question to the rows after a change of the board, however many bells hang there;
/// while nothing changes, none.
/// </summary>
public sealed class LiveBells : IDisposable
{
    // Everything that happens within it rings once.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(300);

    private readonly IDbContextFactory<HubContext> contexts;
    private readonly LiveBoard live;
    private readonly TimeProvider time;
    private readonly ILogger<LiveBells> log;
    private readonly Listeners<Action<IReadOnlySet<long>>> listeners;
    private long readTo;
    private int looking;
    private int again;

    public LiveBells(IDbContextFactory<HubContext> contexts, LiveBoard live, Troubles troubles, TimeProvider time, ILogger<LiveBells> log)
    {
        (this.contexts, this.live, this.time, this.log, listeners, Troubles) = (contexts, live, time, log, new(log), troubles);
        live.Changed += OnChanged;
    }

    /// <summary>For administrators' bells.</summary>
    public Troubles Troubles { get; }

    /// <summary>Raised with the people concerned.</summary>
    public event Action<IReadOnlySet<long>> Rang
    {
        add => listeners.Add(value);
        remove => listeners.Remove(value);
    }

    /// <summary>The person read something: its other bells fall silent, too.</summary>
    public void WasRead(long person) => Tell(new HashSet<long> { person });

    private void Tell(IReadOnlySet<long> people) => listeners.Tell(listener => listener(people));

    public void Dispose() => live.Changed -= OnChanged;

    private void OnChanged()
    {
        Interlocked.Exchange(ref again, 1);
        if (Interlocked.CompareExchange(ref looking, 1, 0) == 0)
            _ = Task.Run(LookUntilQuiet);
    }

    private async Task LookUntilQuiet()
    {
        try
        {
            while (Interlocked.Exchange(ref again, 0) == 1)
            {
                var people = await News();
                if (people.Count > 0)
                    Tell(people);
                await Task.Delay(Breath, time);
            }
        }
        catch (Exception error)
        {
            log.LogError(error, "The bells could not be asked for; the next change of the board asks again");
        }
        finally
        {
            Interlocked.Exchange(ref looking, 0);
        }
        if (Volatile.Read(ref again) == 1)
            OnChanged();
    }

    private async Task<HashSet<long>> News()
    {
        await using var rows = await contexts.CreateDbContextAsync();
        // The first look rings for all that is unread: nothing is lost that came before it.
        var from = readTo;
        var fresh = await rows.Notices.Where(n => n.Id > from && n.ReadAt == null).GroupBy(n => n.PersonId)
            .Select(n => new { Person = n.Key, Last = n.Max(notice => notice.Id) }).ToListAsync();
        if (fresh.Count > 0)
            readTo = fresh.Max(n => n.Last);
        return [.. fresh.Select(n => n.Person)];
    }
}
