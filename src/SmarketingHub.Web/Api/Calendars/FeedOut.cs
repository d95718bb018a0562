using System.Globalization;
using NodaTime;
using NodaTime.Text;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Calendars;
using SmarketingHub.Engine.Calendars.Documents;

namespace SmarketingHub.Web.Api.Calendars;

/// <summary>Holidays from an iCalendar file or address. Its address, rule and events are told to those who may change calendars.</summary>
/// <param name="Address">Null: a file.</param>
/// <param name="Hidden">None of its days is counted as a holiday.</param>
/// <param name="Days">Those that count when it is not hidden.</param>
/// <param name="LeftOut">How many of its events are no holidays: they cover no whole day, or cannot be read.</param>
/// <param name="GoodAt">When its days were last read well.</param>
/// <param name="Error">What was wrong the last time that its address was read; its days are those of before.</param>
public sealed record FeedOut(
    string Name, string? Address, bool Hidden, IReadOnlyList<HolidayOut> Days, int LeftOut, Instant GoodAt, string? Error)
{
    /// <summary>How many days count in each year.</summary>
    public required IReadOnlyDictionary<string, int> Closes { get; init; }

    /// <summary>How many of its events the rule keeps out; those called and described alike are one.</summary>
    public required int KeptOut { get; init; }

    /// <summary>What of it counts; left out: all.</summary>
    public FeedRule? Rule { get; init; }

    /// <summary>All that it says, kept out or not; left out in versions that another one followed.</summary>
    public IReadOnlyList<FeedEventOut>? Events { get; init; }

    /// <summary>The first 50 of those left out; likewise.</summary>
    public IReadOnlyList<LeftOutOut>? LeftOutEvents { get; init; }

    /// <summary>A question that waits; left out: none.</summary>
    public FeedQuestionOut? Asks { get; init; }

    internal static FeedOut Of(HolidayFeed feed, FeedStatus? status, string timeZone, Actor actor)
    {
        var said = new FeedOut(feed.Name, null, feed.Hidden, [.. feed.Days.Select(HolidayOut.Of)], feed.LeftOut,
            status?.GoodAt ?? feed.TakenAt, status?.Error?.ToString())
        {
            Closes = feed.Days.CountBy(day => day.Date.Year)
                .ToDictionary(year => year.Key.ToString(CultureInfo.InvariantCulture), year => year.Value),
            KeptOut = feed.KeptOut,
        };
        return !actor.EditsAgreements() ? said : said with
        {
            Address = feed.Address,
            Rule = feed.Rule,
            Events = feed.KeptOutOnce is not null ? null : [.. feed.AllEvents().Select(e => FeedEventOut.Of(e, feed))],
            LeftOutEvents = feed.KeptOutOnce is not null
                ? null : [.. (feed.LeftOutEvents ?? []).Select(e => new LeftOutOut(e.Name, e.Line, e.Why.ToString()))],
            Asks = status?.Question is { } question ? FeedQuestionOut.Of(question, feed, timeZone) : null,
        };
    }
}

/// <summary>Events of a feed that are called and described alike.</summary>
/// <param name="Days">ISO dates.</param>
/// <param name="Counts">Whether its days are holidays by the feed's rule.</param>
/// <param name="IsNew">It came up since the rule was written, and the rule says nothing of it.</param>
public sealed record FeedEventOut(
    string? Name, IReadOnlyList<string> Categories, string? Description, IReadOnlyList<string> Days, bool Counts, bool IsNew)
{
    internal static FeedEventOut Of(FeedEvent e, HolidayFeed feed) => new(
        e.Name, e.Categories ?? [], e.Description, [.. e.Days.Select(LocalDatePattern.Iso.Format)], feed.Rule?.Counts(e) ?? true,
        feed.New?.Contains(e.Key) == true);
}

/// <summary>An event of a feed that is no holiday, or cannot be read.</summary>
/// <param name="Line">Of the file, where the event begins, from 1.</param>
public sealed record LeftOutOut(string? Name, int Line, string Why);

/// <summary>What the address says, all coming days or most of them would go by. They stay until <c>let-go</c>.</summary>
/// <param name="Since">When it first said so.</param>
/// <param name="Kept">Somebody said that they stay; it is asked again when the address says something else.</param>
/// <param name="Goes">The coming days that it does not say any more, ISO dates.</param>
/// <param name="Left">Those that it says, ISO dates.</param>
public sealed record FeedQuestionOut(Instant Since, bool Kept, IReadOnlyList<string> Goes, IReadOnlyList<string> Left)
{
    internal static FeedQuestionOut Of(FeedQuestion question, HolidayFeed feed, string timeZone)
    {
        var since = question.Since.InZone(DateTimeZoneProviders.Tzdb[timeZone]).Date;
        var left = question.Left(feed.Rule, since);
        return new(question.Since, question.Kept, Said(FeedQuestion.Coming(feed.Days, since).Except(left)), Said(left));
    }

    private static IReadOnlyList<string> Said(IEnumerable<LocalDate> days) => [.. days.Select(LocalDatePattern.Iso.Format)];
}
