using NodaTime;
using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Calendars.ICalendar;

/// <summary>
/// Reads holidays out of an iCalendar text (RFC 5545, with recurrences): events of whole days, and timed ones that cover whole days of the
/// calendar's zone. From the beginning of last year to the end of the fifth year from now. However hostile the text, it ends soon.
/// </summary>
public static class IcsHolidays
{
    private const int MostSeries = 1_000, MostOccurrences = 50_000, MostDayMarks = 200_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <param name="text">At most 1 MB.</param>
    /// <param name="zone">Whose days are meant.</param>
    /// <param name="today">In that zone.</param>
    /// <param name="time">Bounds the work: five seconds.</param>
    /// <exception cref="InvalidArgument">Of the field <c>feed</c>: says what is wrong, in which line.</exception>
    public static HolidaysRead Read(string text, DateTimeZone zone, LocalDate today, TimeProvider time)
    {
        var events = IcsText.Events(text);
        var marked = new Marks(zone, new(new(today.Year - 1, 1, 1), new(today.Year + 5, 12, 31)), time);
        var groups = events.GroupBy(e => e.Value("UID") is { Length: > 0 } uid ? uid : $"\n{e.Line}", StringComparer.Ordinal).ToList();
        if (groups.Count(group => group.Any(e => e.Find("RRULE") is not null)) > MostSeries)
            throw IcsText.Wrong($"There are more than {MostSeries} recurring events; give a file with the holidays alone.");
        foreach (var group in groups)
        {
            marked.CheckTime(group.First());
            foreach (var (occurrence, source) in new IcsSeries([.. group]).Occurrences(marked.Window))
                marked.Add(occurrence, source);
        }
        return marked.Read(events);
    }

    /// <summary>The days marked so far, and the bounds of the work.</summary>
    private sealed class Marks(DateTimeZone zone, DateInterval window, TimeProvider time)
    {
        private readonly long began = time.GetTimestamp();
        private readonly Dictionary<IcsEvent, SortedSet<LocalDate>> days = [];
        private readonly HashSet<IcsEvent> timed = [];
        private int occurrences, marks;

        public DateInterval Window => window;

        // Also for series that match nothing: looking for what they match takes time.
        public void CheckTime(IcsEvent source)
        {
            if (occurrences > MostOccurrences || time.GetElapsedTime(began) > Longest)
                throw IcsText.Wrong(source.Line, "the events recur too often to be holidays; give a file with the holidays alone.");
        }

        public void Add(IcsOccurrence occurrence, IcsEvent source)
        {
            occurrences++;
            CheckTime(source);
            if (occurrence.WholeDays(zone) is not { } covered)
            {
                timed.Add(source);
                return;
            }
            var own = days.TryGetValue(source, out var known) ? known : days[source] = [];
            var (first, last) = (LocalDate.Max(covered.First, window.Start), LocalDate.Min(covered.Last, window.End));
            for (var day = first; day <= last; day = day.PlusDays(1))
            {
                if (++marks > MostDayMarks)
                    throw IcsText.Wrong(source.Line, "the events cover too many days to be holidays; give a file with the holidays alone.");
                own.Add(day);
            }
        }

        public HolidaysRead Read(IReadOnlyList<IcsEvent> events)
        {
            List<IcsEvent> none = [.. events.Where(e => e.IsLeftOut() || timed.Contains(e) && !days.ContainsKey(e))];
            return new(
                [.. from e in events where days.ContainsKey(e) select IcsWords.Of(e, days[e])],
                [.. none.Take(HolidaysRead.MostNamed).Select(e => new LeftOutEvent(e.Line, IcsWords.Name(e), "It covers no whole day."))], none.Count);
        }
    }
}
