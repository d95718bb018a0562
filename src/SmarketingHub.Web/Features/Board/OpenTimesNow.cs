using NodaTime;
using SmarketingHub.Engine.Board;

namespace SmarketingHub.Web.Features.Board;

/// <summary>The open time of the calendars that count now: those of agreements in force, and older ones that cards still run by.</summary>
public static class OpenTimesNow
{
    private static readonly Duration Fresh = Duration.FromDays(1);

    /// <param name="known">Kept as it is while it is good: another object is sent to the browser.</param>
    public static OpenTimes Of(LiveBoard live, Instant now, OpenTimes known)
    {
        var company = live.Company;
        var wanted = company.InForce(now).Select(force => force.Version.Calendar.ToString())
            .Union(live.Current.Cards.Values.Select(card => card.Clock?.Calendar).OfType<string>()).Order().ToList();
        if (now - known.At < Fresh && wanted.SequenceEqual(known.Intervals.Keys.Order()))
            return known;
        var calendars = company.Calendars.Where(pair => wanted.Contains(pair.Key.ToString()))
            .ToDictionary(pair => pair.Key.ToString(), pair => pair.Value.OpenIntervals(now - OpenTimes.Reach, now + OpenTimes.Reach));
        return OpenTimes.Of(calendars) with { At = now };
    }
}
