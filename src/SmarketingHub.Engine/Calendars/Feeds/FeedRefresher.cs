using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Calendars.Feeds;

/// <summary>Reads every feed's address once a day, and after an error again an hour later.</summary>
public sealed class FeedRefresher(HolidayFeeds feeds, FeedOptions options, IDbContextFactory<HubContext> contexts, TimeProvider time, ILogger<FeedRefresher> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(5);

    /// <summary>Reads what is to be read by now, one after the other.</summary>
    public async Task RefreshDue(CancellationToken stopping = default)
    {
        foreach (var (calendar, feed) in await Due(stopping))
        {
            if (await feeds.Refresh(Actor.System, calendar, feed, stopping) is { } wrong)
                log.LogWarning("Feed {Feed} of the calendar {Calendar} could not be read: {Reason}", feed, calendar, wrong.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Look, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
                await TryRefresh(stopping);
        }
        catch (OperationCanceledException)
        {
            log.LogDebug("Feeds are read no more");
        }
    }

    private async Task TryRefresh(CancellationToken stopping)
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

    private async Task<List<(string Calendar, string Feed)>> Due(CancellationToken stopping)
    {
        await using var rows = await contexts.CreateDbContextAsync(stopping);
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        return
        [
            .. from calendar in CalendarList.Newest(rows)
               where calendar.Feeds?.Any(feed => feed.Address is not null) == true
               let statuses = CalendarList.FeedStatuses(rows, calendar.Id)
               from feed in calendar.Feeds!
               where feed.Address is not null && IsDue(feed, statuses.Of(feed), now)
               select (calendar.Id, feed.Name),
        ];
    }

    private bool IsDue(HolidayFeed feed, FeedStatus? status, Instant now) =>
        now - (status?.TriedAt ?? feed.TakenAt) >= Duration.FromTimeSpan(status?.Error is null ? options.Every : options.AgainAfterError);
}
