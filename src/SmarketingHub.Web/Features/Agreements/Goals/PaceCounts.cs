using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Pace;

namespace SmarketingHub.Web.Features.Agreements.Goals;

/// <summary>Counts how promises stand, and what history says, once for all who look at the same, beside their circuits.</summary>
public sealed class PaceCounts(LiveBoard live, IDbContextFactory<HubContext> contexts, TimeProvider time)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(15);

    // Counting has at most a fiftieth of the time: it is done less often when it takes long.
    private const int Spared = 50;

    private sealed record Counted(object What, long At, TimeSpan Lasts, long Sequence);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Task<Counted>> readings = [];

    /// <summary>Counted now, or a moment ago.</summary>
    public async Task<IReadOnlyList<PaceOf>> Pace(Agreement agreement, AgreementVersion version, Actor viewer) =>
        (await PaceNow(agreement, version, viewer)).Paces;

    /// <summary>Counted now, or a moment ago; with it how long it stays while something has happened since. Null: nothing has.</summary>
    public async Task<(IReadOnlyList<PaceOf> Paces, TimeSpan? Behind)> PaceNow(Agreement agreement, AgreementVersion version, Actor viewer)
    {
        var counted = await Once<IReadOnlyList<PaceOf>>($"pace {agreement.Id} {version.Number} {version.Revision} {viewer.SeesAll()}",
            async (rows, now) =>
            {
                var paces = await PaceReport.Read(rows, live.Company, agreement, version, now);
                // What never came to a partner is not its to count.
                return viewer.SeesAll() ? paces : [.. paces.Select(p => p with { LeftOut = p.LeftOut with { NotPassed = 0 } })];
            });
        var left = counted.Lasts - time.GetElapsedTime(counted.At);
        return ((IReadOnlyList<PaceOf>)counted.What,
            counted.Sequence >= live.Current.Sequence ? null : left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    /// <summary>Of the leads in the scope of these terms.</summary>
    public async Task<History> History(Agreement agreement, AgreementVersion version) =>
        (History)(await Once($"history {agreement.Id} {version.Number} {version.Revision}",
            (rows, now) => Engine.Pace.History.Read(rows, live.Company, agreement, version.Scope,
                live.Company.Calendars[live.Company.CalendarFor(version.Calendar, now)].Zone, now))).What;

    private Task<Counted> Once<T>(string key, Func<HubContext, Instant, Task<T>> count) where T : class
    {
        lock (gate)
        {
            if (readings.TryGetValue(key, out var reading) && !IsOver(reading))
                return reading;
            // Nobody asks again for a draft as it was before a word was changed.
            foreach (var old in readings.Where(r => IsOver(r.Value)).Select(r => r.Key).ToList())
                readings.Remove(old);
            return readings[key] = Task.Run(() => Count(count));
        }
    }

    private bool IsOver(Task<Counted> reading) =>
        reading.IsCompleted && (!reading.IsCompletedSuccessfully || time.GetElapsedTime(reading.Result.At) >= reading.Result.Lasts);

    private async Task<Counted> Count<T>(Func<HubContext, Instant, Task<T>> count) where T : class
    {
        var begun = time.GetTimestamp();
        await using var rows = await contexts.CreateDbContextAsync();
        await using var moment = rows.BeginRead();
        var sequence = await rows.Head.Select(head => head.Sequence).SingleAsync();
        var what = await count(rows, Instant.FromDateTimeOffset(time.GetUtcNow()));
        var at = time.GetTimestamp();
        return new(what, at, TimeSpan.FromTicks(Math.Max(Lasts.Ticks, time.GetElapsedTime(begun, at).Ticks * Spared)), sequence);
    }
}
