using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Bell;

/// <summary>Says for whom there is something new, so that only their bells look.</summary>
public sealed class NoticeFeed(BoardFeed feed, IDbContextFactory<HubContext> contexts, ILogger<NoticeFeed> log) : FeedFollower(feed, contexts, log)
{
    private long last;

    /// <summary>These people's notices changed; quick handlers only.</summary>
    public event Action<IReadOnlySet<long>>? Rang;

    /// <summary>A person has read some: the bells of other tabs follow.</summary>
    public void Tell(long person) => Rang?.Invoke(new HashSet<long> { person });

    // Numbers are given in the order of commits: what has a higher one is new.
    protected override async Task Look(HubContext rows, CancellationToken stopping)
    {
        var after = last;
        var fresh = await rows.Notices.Where(n => n.Id > after).GroupBy(n => n.PersonId)
            .Select(n => new { Person = n.Key, Last = n.Max(notice => notice.Id) }).ToListAsync(stopping);
        if (fresh.Count == 0)
            return;
        last = fresh.Max(n => n.Last);
        Rang?.Invoke(fresh.Select(n => n.Person).ToHashSet());
    }
}
