using System.Text.Json.Serialization;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Calendars.ICalendar;

namespace SmarketingHub.Engine.Calendars.Documents;

/// <summary>How the reading of a feed's address went; it changes without a new version of the calendar.</summary>
/// <param name="TriedAt">The last time.</param>
/// <param name="GoodAt">The last time that it went well.</param>
/// <param name="Error">What was wrong the last time; null: nothing.</param>
public sealed record FeedStatus(Instant TriedAt, Instant? GoodAt, Phrase? Error)
{
    /// <summary>What waits for an answer; null: nothing.</summary>
    [JsonPropertyName("asks")]
    public FeedQuestion? Question { get; init; }

    // Whatever capitals it is written with, a feed is the same.
    internal static string Key(string calendar, string feed) => $"{calendar}/{feed.ToLowerInvariant()}";

    // Both may quote what the feed said.
    internal FeedStatus ForLedger() =>
        this with
        {
            Error = Error is null ? null : Phrase.Of(""),
            Question = Question is null ? null : Question with { Events = [], LeftOutEvents = null },
        };
}

/// <summary>
/// What an address said, and by which the feed's coming days, or most of them, would go: they stay until somebody says that they shall.
/// </summary>
/// <param name="Since">When it first said so.</param>
/// <param name="Events">All that it says.</param>
/// <param name="Kept">Somebody said that the days stay: it is asked again when the address says something else.</param>
public sealed record FeedQuestion(
    Instant Since, IReadOnlyList<FeedEvent> Events, int LeftOut, IReadOnlyList<LeftOutEvent>? LeftOutEvents, bool Kept = false)
{
    // Fewer than so many change by themselves.
    private const int Many = 5;

    public static IReadOnlyList<LocalDate> Coming(IEnumerable<Holiday> days, LocalDate today) =>
        [.. days.Select(day => day.Date).Where(day => day >= today)];

    /// <summary>The coming days that would be left.</summary>
    public IReadOnlyList<LocalDate> Left(FeedRule? rule, LocalDate today) => Coming(FeedEvent.DaysOf(Events, rule), today);

    /// <summary>Whether all coming days would go, or most of many.</summary>
    internal static bool IsWorthAsking(IReadOnlyList<LocalDate> known, IReadOnlyList<LocalDate> left) =>
        known.Count > 0 && (left.Count == 0 || known.Count >= Many && known.Except(left).Count() * 2 > known.Count);
}
