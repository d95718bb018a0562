using NodaTime;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Companies;

namespace SmarketingHub.Engine.Breaches;

/// <summary>Whether somebody who is asked for a promise is there in time.</summary>
public sealed class Presence(Company company, Instant now)
{
    // When somebody goes or comes back: between two of these everybody stays.
    private readonly Instant[] changes =
    [
        .. company.People.Values.SelectMany(p => new[] { p.AwayFrom, p.AwayUntil }).OfType<Instant>().Where(at => at > now).Distinct()
            .Order(),
    ];

    /// <summary>
    /// Before the deadline there is an open moment in which the person is there, or a stand-in. Of the queue: an open moment; somebody of
    /// it is always asked.
    /// </summary>
    public bool HasTime(long? person, string party, WorkCalendar calendar, Instant due)
    {
        for (var (from, next) = (now, 0); from < due; next++)
        {
            var to = next < changes.Length ? Instant.Min(changes[next], due) : due;
            if ((person is null || company.ThereFor(person, party, from) is not null) && calendar.Elapsed(from, to) > Duration.Zero)
                return true;
            from = to;
        }
        return false;
    }
}
