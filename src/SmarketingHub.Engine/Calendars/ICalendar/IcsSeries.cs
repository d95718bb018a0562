using NodaTime;

namespace SmarketingHub.Engine.Calendars.ICalendar;

/// <summary>The events of one UID: the series, and what replaces or cancels some of its occurrences.</summary>
internal static class IcsSeries
{
    /// <param name="events">All that can be read, in any order.</param>
    /// <param name="window">Occurrences outside of it may be among them.</param>
    /// <param name="bounds">Of the work.</param>
    /// <param name="leaveOut">Told of each event whose occurrences cannot be worked out.</param>
    public static IEnumerable<IcsOccurrence> Occurrences(IReadOnlyList<IcsWhen> events, DateInterval window, IcsBounds bounds, Action<IcsEvent, OddEvent> leaveOut)
    {
        var series = Newest(events.Where(e => e.Replaces is null));
        // Events that share a UID by mistake are no revisions of one another: that they are taken for such is told.
        if (series is [{ IsCancelled: false } newer])
            foreach (var older in events.Where(e => e.Replaces is null && !e.IsCancelled && e != newer && e.Revision.Sequence == newer.Revision.Sequence))
                if (newer.Start != older.Start && IcsWords.Name(newer.Source) != IcsWords.Name(older.Source))
                    leaveOut(older.Source, new("A newer event of the same UID counts instead of it."));
        // Who cancels a series cancels what was moved of it too.
        if (series.Any(e => e.IsCancelled))
            return [];
        var sets = series.Select(Set).OfType<IcsSet>().ToList();
        var replacing = events.Where(e => e.Replaces is not null)
            .GroupBy(e => (e.Range, Place: PlaceOf(e)))
            .Select(same => (same.Key.Range, same.Key.Place, Events: Newest(same))).ToList();
        var one = replacing.Where(r => r.Range == IcsRange.One).ToList();
        // The later of two changes of all that follow goes on from where it begins.
        var many = replacing.Where(r => r.Range != IcsRange.One).OrderBy(r => r.Place).ToList();
        var found = new List<IcsOccurrence>();
        foreach (var (_, place, with) in one)
            if (Last(place) is not { Events: [{ IsCancelled: true } cancelled, ..] } || cancelled.Revision.CompareTo(with[0].Revision) < 0)
                AddOwn(with);
        var replaced = one.SelectMany(r => sets.SelectMany(set => set.Meant(r.Events[0].Replaces!.Value))).ToHashSet();
        foreach (var (set, (at, occurrence, isGone)) in sets.SelectMany(set => set.All.Select(one => (set, one))))
        {
            bounds.CheckTime(occurrence.Source.Line);
            if (replaced.Contains(at))
                continue;
            if (Last(at) is not { } change)
            {
                if (!isGone)
                    found.Add(occurrence);
            }
            else if (!isGone || change.Place == at)
                found.AddRange(change.Events.Where(e => !e.IsCancelled && e.Rules.Count == 0).Select(e => Moved(e, set.WallAt(change.Place), set.WallAt(at))).OfType<IcsOccurrence>());
        }
        // What replaces none of these stands by itself, and what has a rule of its own goes by that.
        var known = sets.SelectMany(set => set.All).Select(one => one.At).ToHashSet();
        foreach (var (_, place, with) in many)
            AddOwn([.. with.Where(e => !known.Contains(place) || e.Rules.Count > 0)]);
        return found;

        LocalDateTime PlaceOf(IcsWhen e)
        {
            bounds.CheckTime(e.Source.Line);
            return sets.Select(set => set.Meant(e.Replaces!.Value)).FirstOrDefault(meant => meant.Count > 0)?[0]
                ?? (sets.Count > 0 ? sets[0].Place(e.Replaces!.Value) : e.Replaces!.Value.Wall);
        }

        (IcsRange Range, LocalDateTime Place, IReadOnlyList<IcsWhen> Events)? Last(LocalDateTime at)
        {
            var changes = many.Where(r => r.Range == IcsRange.AndLater ? r.Place <= at : r.Place >= at).ToList();
            return changes.Count == 0 ? null : changes[^1];
        }

        void AddOwn(IReadOnlyList<IcsWhen> with) => found.AddRange(with.Where(e => !e.IsCancelled).Select(Set).OfType<IcsSet>().SelectMany(set => set.Left));

        IcsSet? Set(IcsWhen e)
        {
            bounds.CheckTime(e.Source.Line);
            try
            {
                return new(e, window);
            }
            catch (OddEvent odd)
            {
                leaveOut(e.Source, odd);
                return null;
            }
        }
    }

    /// <summary>The highest revision; where several are, one that cancels. Events that differ and say nothing of which is newer all stand.</summary>
    private static List<IcsWhen> Newest(IEnumerable<IcsWhen> events)
    {
        var all = events.ToList();
        if (all.Count < 2)
            return all;
        var newest = all.Max(e => e.Revision);
        var highest = all.FindAll(e => e.Revision.CompareTo(newest) == 0);
        return highest.Find(e => e.IsCancelled) is { } cancelled ? [cancelled] : highest;
    }

    /// <summary>As far from what replaces the first as it was from the first; null: beyond all times.</summary>
    private static IcsOccurrence? Moved(IcsWhen with, LocalDateTime first, LocalDateTime at)
    {
        var days = Period.DaysBetween(first.Date, at.Date);
        if (with.Start.Date.Year + days / 365 is < 1 or > 9_980)
            return null;
        var wall = with.Start.Wall.PlusDays(days);
        return new(with.Source, with.Start with { Wall = with.Start.IsDate ? wall : wall.PlusTicks(at.TimeOfDay.TickOfDay - first.TimeOfDay.TickOfDay) }, with.Length);
    }
}
