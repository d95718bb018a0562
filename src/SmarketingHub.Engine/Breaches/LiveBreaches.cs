using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Breaches;

/// <summary>How many breaches are open, counted only when an event says that this can have changed.</summary>
public sealed class LiveBreaches(
    LiveBoard live, IDbContextFactory<HubContext> contexts, ILogger<LiveBreaches> log) : BoardFollower(live, contexts, log)
{
    private static readonly string[] Telling =
    [
        .. new[]
        {
            typeof(ClockBreached), typeof(ClockStopped), typeof(ClockCorrected), typeof(BreachExcused), typeof(BreachCaused),
            typeof(LadderStepped), typeof(ClockHeld), typeof(ClockReleased), typeof(ImportTakenBack),
        }.Select(LedgerJson.NameOf),
    ];

    private readonly Listeners<Action> listeners = new(log);
    private long last = -1;
    private volatile IReadOnlyDictionary<string, int> open = new Dictionary<string, int>();

    /// <summary>A breach came, went on or ended; quick handlers only.</summary>
    public event Action Changed
    {
        add => listeners.Add(value);
        remove => listeners.Remove(value);
    }

    /// <summary>Neither stopped nor excused yet, as far as this actor may see: a partner its own.</summary>
    public int Open(Actor actor) => actor.SeesAll() ? open.Values.Sum() : open.GetValueOrDefault(actor.Party ?? "");

    protected override async Task Look(HubContext rows, CancellationToken stopping)
    {
        var (after, now) = (last, Live.Current.Sequence);
        if (after >= 0 && !await rows.Ledger.AnyAsync(e => e.Sequence > after && Telling.Contains(e.Type), stopping))
        {
            last = now;
            return;
        }
        open = await rows.Clocks.Where(c => c.State == ClockState.Breached && c.StoppedAt == null && c.Excuse == null)
            .GroupBy(c => c.OwedBy).Select(c => new { Party = c.Key, Count = c.Count() })
            .ToDictionaryAsync(c => c.Party, c => c.Count, stopping);
        last = now;
        listeners.Tell(listener => listener());
    }
}
