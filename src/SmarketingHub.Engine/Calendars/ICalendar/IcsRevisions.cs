namespace SmarketingHub.Engine.Calendars.ICalendar;

/// <summary>
/// Which of the events of one UID count. Some programs give all of their events the same: these are no revisions of one another.
/// </summary>
internal static class IcsRevisions
{
    /// <summary>
    /// The highest revision; where several are, one that cancels. Events that differ and say nothing of which is newer all stand.
    /// </summary>
    /// <param name="events">Of one place of a series.</param>
    public static List<IcsWhen> Newest(IEnumerable<IcsWhen> events)
    {
        var highest = Highest([.. events]);
        return highest.Find(e => e.IsCancelled) is { } cancelled ? [cancelled] : highest;
    }

    /// <summary>The events of the highest revision that none of it cancels, and whether the whole UID is cancelled.</summary>
    /// <param name="events">That replace nothing.</param>
    /// <param name="bounds">Of the work.</param>
    /// <param name="leaveOut">Told of each that is passed over for others of other days and names.</param>
    public static (List<IcsWhen> Series, bool IsCancelled) Series(
        List<IcsWhen> events, IcsBounds bounds, Action<IcsEvent, OddEvent> leaveOut)
    {
        var highest = Highest(events);
        TellOlder(events, highest, bounds, leaveOut);
        var left = highest.FindAll(e => !e.IsCancelled);
        foreach (var by in highest.Where(e => e.IsCancelled && e.CancelledStart is null))
        {
            bounds.CheckTime(by.Source.Line);
            if (IcsWords.Name(by.Source) is not { } name || left.RemoveAll(e => IcsWords.Name(e.Source) == name) == 0)
                left.Clear();
        }
        var starts = highest.Where(e => e.CancelledStart is not null).Select(e => e.CancelledStart!.Value.At(e.Zones.Here)).ToHashSet();
        left.RemoveAll(e => starts.Contains(e.Start.At(e.Zones.Here)));
        return (left, highest.Count > 0 && left.Count == 0);
    }

    private static List<IcsWhen> Highest(List<IcsWhen> events)
    {
        if (events.Count < 2)
            return events;
        var newest = events.Max(e => e.Revision);
        return events.FindAll(e => e.Revision.CompareTo(newest) == 0);
    }

    private static void TellOlder(List<IcsWhen> events, List<IcsWhen> highest, IcsBounds bounds, Action<IcsEvent, OddEvent> leaveOut)
    {
        // A cancelled one that does not say when it begins means all of its UID.
        if (highest.Count == events.Count || highest.Exists(e => e.IsCancelled && e.CancelledStart is null))
            return;
        var starts = highest.Select(e => (e.CancelledStart ?? e.Start).At(e.Zones.Here)).ToHashSet();
        var names = highest.Select(e => IcsWords.Name(e.Source)).ToHashSet();
        var isCancelled = highest.TrueForAll(e => e.IsCancelled);
        var newest = highest[0].Revision;
        foreach (var older in events.Where(e => !e.IsCancelled && e.Revision.Sequence == newest.Sequence
            && e.Revision.CompareTo(newest) < 0))
        {
            bounds.CheckTime(older.Source.Line);
            if (!starts.Contains(older.Start.At(older.Zones.Here)) && !names.Contains(IcsWords.Name(older.Source)))
                leaveOut(older.Source, isCancelled ? Cancelled() : Replaced());
        }
    }

    private static OddEvent Cancelled() => new("A newer event of the same UID is cancelled, and this one with it.");

    private static OddEvent Replaced() => new("A newer event of the same UID counts instead of it.");
}
