using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Calendars.Documents;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Calendars.Feeds;

/// <summary>Reads every feed's address once a day, and after an error again an hour later.</summary>
public sealed class FeedRefresher(
    HolidayFeeds feeds, FeedOptions options, IDbContextFactory<HubContext> contexts, TimeProvider time, ILogger<FeedRefresher> log)
        : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(5);

    // As of which change of the company it is known when each feed is to be read: calendars are long, and seldom change.
    private long asOf = -1;
    private List<(string Calendar, string Feed, Instant At)> waiting = [];

    /// <summary>
    /// Reads what is to be read by now, one after the other. One that fails is told, read again later, and in no other's way.
    /// </summary>
    public async Task RefreshDue(CancellationToken stopping = default)
    {
        foreach (var (calendar, feed, _) in await Due(stopping))
            await TryRefresh(calendar, feed, stopping);
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Look, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
                await TryLook(stopping);
        }
        catch (OperationCanceledException)
        {
            log.LogDebug("Feeds are read no more");
        }
    }

    private async Task TryLook(CancellationToken stopping)
    {
        try
        {
            await RefreshDue(stopping);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogError(error, "Holiday feeds could not be refreshed; trying again in {Minutes} minutes", Look.TotalMinutes);
        }
    }

    private async Task TryRefresh(string calendar, string feed, CancellationToken stopping)
    {
        try
        {
            if (await feeds.Refresh(Actor.System, calendar, feed, stopping) is { } wrong)
                log.LogWarning("Feed {Feed} of the calendar {Calendar} could not be read: {Reason}", feed, calendar, wrong.Message);
        }
        catch (Exception error) when (error is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            log.LogError(error, "Feed {Feed} of the calendar {Calendar} could not be read", feed, calendar);
        }
    }

    private async Task<List<(string Calendar, string Feed, Instant At)>> Due(CancellationToken stopping)
    {
        await using var rows = await contexts.CreateDbContextAsync(stopping);
        if (await rows.Head.AsNoTracking().Select(head => head.CompanySequence).SingleAsync(stopping) is var now && now != asOf)
            (asOf, waiting) = (now, Read(rows));
        return [.. waiting.Where(feed => feed.At <= Instant.FromDateTimeOffset(time.GetUtcNow()))];
    }

    private List<(string Calendar, string Feed, Instant At)> Read(HubContext rows)
    {
        var statuses = CalendarList.FeedStatuses(rows);
        return
        [
            .. from calendar in CalendarList.Newest(rows)
               from feed in calendar.Feeds ?? []
               where feed.Address is not null
               select (calendar.Id, feed.Name, At(feed, statuses.GetValueOrDefault(calendar.Id)?.Of(feed))),
        ];
    }

    private Instant At(HolidayFeed feed, FeedStatus? status) =>
        (status?.TriedAt ?? feed.TakenAt) + Duration.FromTimeSpan(status?.Error is null ? options.Every : options.AgainAfterError);
}
