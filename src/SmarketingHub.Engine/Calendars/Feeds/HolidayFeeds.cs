using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Calendars.Documents;
using SmarketingHub.Engine.Calendars.ICalendar;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Calendars.Feeds;

/// <summary>Reads holiday feeds, outside of the door, and brings what they say in by it.</summary>
public sealed class HolidayFeeds(FeedFetch fetch, Door door, IDbContextFactory<HubContext> contexts, TimeProvider time)
{
    /// <summary>Of a file that was uploaded.</summary>
    /// <exception cref="InvalidArgument">Of <c>feed</c>: the name, or what is wrong in which line.</exception>
    public HolidayFeed OfFile(string? name, string? text, string timeZone) => OfFile(name, IcsFile.Of(text ?? ""), timeZone);

    /// <inheritdoc cref="OfFile(string, string, string)"/>
    public HolidayFeed OfFile(string? name, IcsFile file, string timeZone) => Of(CalendarText.CheckFeedName(name), null, file, timeZone);

    /// <summary>Of an address, fetched now.</summary>
    /// <exception cref="NotAllowed">Who changes no calendars has nothing fetched either.</exception>
    /// <exception cref="InvalidArgument">Of <c>address</c>: it cannot be fetched; of <c>feed</c>: it cannot be read.</exception>
    public async Task<HolidayFeed> OfAddress(
        Actor actor, string? name, string? address, string timeZone, CancellationToken stopping = default)
    {
        CalendarCommands.Allow(actor);
        var (named, checkedAddress) = (CalendarText.CheckFeedName(name), FeedFetch.CheckAddress(address));
        return Of(named, checkedAddress, await fetch.Fetch(checkedAddress, stopping), timeZone);
    }

    /// <summary>Reads a feed's address now. A broken or unreachable one keeps its last good days, and the error is noted.</summary>
    /// <returns>What was wrong; null: nothing.</returns>
    public async Task<InvalidArgument?> Refresh(Actor actor, string id, string name, CancellationToken stopping = default)
    {
        CalendarCommands.Allow(actor);
        await using var rows = await contexts.CreateDbContextAsync(stopping);
        var calendar = CalendarList.One(rows, id);
        var feed = FeedCommands.FeedOf(calendar, name);
        if (feed.Address is not { } address)
            throw new InvalidArgument("feed", $"{feed.Name} came from a file: upload a newer one instead.");
        try
        {
            var read = Read(await fetch.Fetch(address, stopping), calendar.TimeZone);
            await door.DoPaced(actor, write => write.TakeFeed(id, feed.Name, address, read));
            return null;
        }
        catch (InvalidArgument wrong)
        {
            await Note(wrong.Said);
            return wrong;
        }
        catch (Exception error) when (error is not (Refusal or OperationCanceledException))
        {
            await Note("It could not be taken in; the server's log says why.");
            throw;
        }

        Task<bool> Note(Phrase what) => door.DoPaced(actor, write =>
        {
            write.NoteFeedError(id, feed.Name, address, what);
            return true;
        });
    }

    private HolidayFeed Of(string name, string? address, IcsFile file, string timeZone)
    {
        var read = Read(file, timeZone);
        return new(name, address, read.Days, Now(), read.LeftOut)
        {
            Events = FeedEvent.Of(read),
            LeftOutEvents = read.LeftOutEvents.Count == 0 ? null : read.LeftOutEvents,
        };
    }

    private HolidaysRead Read(IcsFile file, string timeZone)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone)
            ?? throw new InvalidArgument("timeZone", "Give an IANA id such as \"Europe/Warsaw\".");
        return IcsHolidays.Read(file, zone, Now().InZone(zone).Date, time);
    }

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());
}
