using NodaTime;

namespace SmarketingHub.Domain.Calendars;

/// <summary>
/// All open time of a calendar in pages that are worked out when first asked for and never change. Readers take no
/// lock: two that miss the same page both build it, alike.
/// </summary>
internal sealed class OpenTime(LocalWindows windows, IReadOnlySet<LocalDate> holidays)
{
    private const int PageDays = 52 * 7;
    private const long PageSeconds = PageDays * 24L * 60 * 60;

    private static readonly long FirstSecond = Reach.Earliest.ToUnixTimeSeconds();
    private static readonly long LastSecond = Reach.Latest.ToUnixTimeSeconds();

    private readonly OpenPage?[] _pages = new OpenPage?[(LastSecond - FirstSecond) / PageSeconds + 1];

    /// <summary>When this much open time after an instant has passed; null when there is not so much in reach.</summary>
    /// <param name="length">More than zero.</param>
    public Instant? After(Instant start, Duration length)
    {
        var index = IndexOf(start);
        var page = Page(index);
        var wanted = page.OpenBefore(start) + length;
        while (wanted > page.Total)
        {
            wanted -= page.Total;
            if (++index == _pages.Length)
                return null;
            page = Page(index);
        }
        return page.After(wanted);
    }

    public Duration Between(Instant start, Instant end)
    {
        var (first, last) = (IndexOf(start), IndexOf(end));
        var open = Page(last).OpenBefore(end) - Page(first).OpenBefore(start);
        for (var index = first; index < last; index++)
            open += Page(index).Total;
        return open;
    }

    public bool Contains(Instant at)
    {
        var page = Page(IndexOf(at));
        var run = page.LastOpening(at);
        return run >= 0 && at < page.Close(run);
    }

    /// <summary>The first opening after an instant in closed time; null when there is none in reach.</summary>
    public Instant? NextOpening(Instant at)
    {
        var index = IndexOf(at);
        var run = Page(index).LastOpening(at) + 1;
        for (; index < _pages.Length; index++, run = 0)
        {
            if (run < Page(index).Count)
                return Page(index).Open(run);
        }
        return null;
    }

    /// <summary>Open time in order, cut to the two instants; what a page's edge cuts is joined again.</summary>
    public IEnumerable<Interval> Runs(Instant from, Instant to)
    {
        var (open, close) = (from, from);
        for (var index = IndexOf(from); index <= IndexOf(to); index++)
        {
            var page = Page(index);
            for (var run = Math.Max(page.LastOpening(Instant.Max(from, StartOf(index))), 0); run < page.Count && page.Open(run) < to; run++)
            {
                var (nextOpen, nextClose) = (Instant.Max(page.Open(run), from), Instant.Min(page.Close(run), to));
                if (nextOpen > close)
                {
                    if (open < close)
                        yield return new Interval(open, close);
                    open = nextOpen;
                }
                close = Instant.Max(close, nextClose);
            }
        }
        if (open < close)
            yield return new Interval(open, close);
    }

    private static int IndexOf(Instant at) => (int)((at.ToUnixTimeSeconds() - FirstSecond) / PageSeconds);

    private static Instant StartOf(int index) => Instant.FromUnixTimeSeconds(FirstSecond + index * PageSeconds);

    private OpenPage Page(int index) => Volatile.Read(ref _pages[index]) ?? Build(index);

    private OpenPage Build(int index)
    {
        var start = FirstSecond + index * PageSeconds;
        var frame = new Stretch(start, Math.Min(start + PageSeconds, LastSecond));
        // A window may reach into the page from two local days before it, and zones run ahead of UTC by up to a day.
        var firstDay = StartOf(index).InUtc().Date;
        var runs = new List<Stretch>();
        for (var day = -2; day <= PageDays; day++)
        {
            var date = firstDay.PlusDays(day);
            if (!holidays.Contains(date))
                windows.AddTo(runs, date);
        }
        Stretch.Merge(runs, frame);
        var page = new OpenPage(start, runs);
        Volatile.Write(ref _pages[index], page);
        return page;
    }
}
