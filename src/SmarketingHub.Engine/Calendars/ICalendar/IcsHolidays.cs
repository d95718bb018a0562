using NodaTime;
using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Calendars.ICalendar;

/// <summary>
/// Reads holidays out of an iCalendar file (RFC 5545, with recurrences): events of whole days, and timed ones that cover whole days of the
/// calendar's zone. From the beginning of last year to the end of the fifth year from now. An event that is odd is left out, and named;
/// the others are read. However hostile the file, it ends soon.
/// </summary>
public static class IcsHolidays
{
    /// <inheritdoc cref="Read(IcsFile, DateTimeZone, LocalDate, TimeProvider)"/>
    public static HolidaysRead Read(string text, DateTimeZone zone, LocalDate today, TimeProvider time) =>
        Read(IcsFile.Of(text), zone, today, time);

    /// <param name="file">At most 1 MB.</param>
    /// <param name="zone">Whose days are meant.</param>
    /// <param name="today">In that zone.</param>
    /// <param name="time">Bounds the work: five seconds.</param>
    /// <exception cref="InvalidArgument">Of the field <c>feed</c>: it is no iCalendar text, cut short, or takes too long.</exception>
    public static HolidaysRead Read(IcsFile file, DateTimeZone zone, LocalDate today, TimeProvider time)
    {
        var events = IcsText.Events(file);
        var (bounds, days) = (new IcsBounds(time), new Marks(zone, new(new(today.Year - 1, 1, 1), new(today.Year + 5, 12, 31))));
        var zones = events.Select(e => e.Calendar).Distinct()
            .ToDictionary(calendar => calendar, calendar => new IcsZones(calendar, zone, bounds));
        foreach (var group in events.GroupBy(e => e.Value("UID")?.Trim() is { Length: > 0 } uid ? uid : $"\n{e.Line}",
            StringComparer.Ordinal))
        {
            bounds.CheckTime(group.First().Line);
            var whens = group.Select(e => When(e, zones[e.Calendar])).OfType<IcsWhen>().ToList();
            foreach (var occurrence in IcsSeries.Occurrences(whens, days.Window, bounds, (e, odd) => days.LeaveOut(e, odd.Why)))
                days.Add(occurrence, bounds);
        }
        return days.Read(events);

        IcsWhen? When(IcsEvent e, IcsZones known)
        {
            try
            {
                return IcsWhen.Of(e, known);
            }
            catch (OddEvent odd)
            {
                days.LeaveOut(e, odd.Why);
                return null;
            }
        }
    }

    /// <summary>The days marked so far, by the event that marks them, and what was left out.</summary>
    private sealed class Marks(DateTimeZone zone, DateInterval window)
    {
        private readonly Dictionary<IcsEvent, SortedSet<LocalDate>> days = new(ReferenceEqualityComparer.Instance);
        private readonly Dictionary<IcsEvent, Phrase> leftOut = new(ReferenceEqualityComparer.Instance);
        private readonly Dictionary<IcsEvent, (int Whole, int Parts)> counts = new(ReferenceEqualityComparer.Instance);

        public DateInterval Window => window;

        public void LeaveOut(IcsEvent e, Phrase why) => leftOut[e] = why;

        public void Add(IcsOccurrence occurrence, IcsBounds bounds)
        {
            var e = occurrence.Source;
            bounds.CheckTime(e.Line);
            var (touched, whole) = occurrence.Days(zone);
            if (touched.Intersection(window) is null)
                return;
            var (wholes, parts) = counts.GetValueOrDefault(e);
            counts[e] = whole is null ? (wholes, parts + 1) : (wholes + 1, parts);
            if (whole?.Intersection(window) is not { } counted)
                return;
            var own = days.TryGetValue(e, out var known) ? known : days[e] = [];
            foreach (var day in counted)
            {
                bounds.CountDay(e.Line);
                own.Add(day);
            }
        }

        public HolidaysRead Read(IReadOnlyList<IcsEvent> events)
        {
            foreach (var (e, (whole, parts)) in counts)
                if (parts > 0)
                    leftOut.TryAdd(e,
                        whole == 0
                            ? Phrase.Of("It covers no whole day.") : $"It covers no whole day on {parts} of its {whole + parts} dates.");
            return new(
                [.. from e in events where days.ContainsKey(e) select IcsWords.Of(e, days[e])],
                [.. events.Where(leftOut.ContainsKey).Take(HolidaysRead.MostNamed)
                    .Select(e => new LeftOutEvent(e.Line, IcsWords.Name(e), leftOut[e]))], leftOut.Count);
        }
    }
}
