using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Pace;

namespace SmarketingHub.Web.Features.Agreements.Goals;

/// <summary>Counts how promises stand, and what history says, once for all who look at the same, beside their circuits.</summary>
public sealed class PaceCounts(BoardFeed feed, IDbContextFactory<HubContext> contexts, TimeProvider time)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(15);

    // Where counting takes long it is done less often: it has at most a fiftieth of the time.
    private const int Spared = 50;

    private sealed record Counted(object What, long At, TimeSpan Lasts);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Task<Counted>> readings = [];

    /// <summary>Counted now, or a moment ago.</summary>
    public Task<IReadOnlyList<PaceOf>> Pace(Agreement agreement, AgreementVersion version, Actor viewer) =>
        Once<IReadOnlyList<PaceOf>>($"pace {agreement.Id} {version.Number} {version.Revision} {viewer.SeesAll()}", async (rows, now) =>
        {
            var paces = await PaceReport.Read(rows, feed.Company, agreement, version, now);
            // What never came to a partner is not its to count.
            return viewer.SeesAll() ? paces : [.. paces.Select(p => p with { LeftOut = p.LeftOut with { NotPassed = 0 } })];
        });

    /// <summary>Of the leads in the scope of these terms.</summary>
    public Task<History> History(Agreement agreement, AgreementVersion version) => Once($"history {agreement.Id} {version.Number} {version.Revision}",
        (rows, now) => Engine.Pace.History.Read(rows, feed.Company, agreement, version.Scope, feed.Company.Calendars[feed.Company.CalendarFor(version.Calendar, now)].Zone, now));

    private async Task<T> Once<T>(string key, Func<HubContext, Instant, Task<T>> count) where T : class
    {
        Task<Counted> reading;
        lock (gate)
            if (!readings.TryGetValue(key, out reading!) || IsOver(reading))
            {
                // Nobody asks again for a draft as it was before a word was changed.
                foreach (var old in readings.Where(r => IsOver(r.Value)).Select(r => r.Key).ToList())
                    readings.Remove(old);
                readings[key] = reading = Task.Run(() => Count(count));
            }
        return (T)(await reading).What;
    }

    private bool IsOver(Task<Counted> reading) =>
        reading.IsCompleted && (!reading.IsCompletedSuccessfully || time.GetElapsedTime(reading.Result.At) >= reading.Result.Lasts);

    private async Task<Counted> Count<T>(Func<HubContext, Instant, Task<T>> count) where T : class
    {
        var begun = time.GetTimestamp();
        await using var rows = await contexts.CreateDbContextAsync();
        await using var moment = rows.BeginRead();
        var what = await count(rows, Instant.FromDateTimeOffset(time.GetUtcNow()));
        var at = time.GetTimestamp();
        return new(what, at, TimeSpan.FromTicks(Math.Max(Lasts.Ticks, time.GetElapsedTime(begun, at).Ticks * Spared)));
    }
}
