using SmarketingHub.Engine.Calendars.Documents;


namespace SmarketingHub.Web.Features.Calendars;

/// <summary>An answer about a saved feed, which counts at once and not with the draft.</summary>
public enum FeedAnswer
{
    Refresh,

    /// <summary>The coming days that it does not name any more stay, or go.</summary>
    Keep,
    LetGo,

    /// <summary>Its new events were looked at.</summary>
    Seen,
}

public readonly record struct FeedAnswered(HolidayFeed Feed, FeedAnswer Answer);
