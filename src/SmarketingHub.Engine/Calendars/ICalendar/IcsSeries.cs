using NodaTime;

namespace SmarketingHub.Engine.Calendars.ICalendar;

/// <summary>The events of one UID: the series, and what replaces or cancels some of its occurrences.</summary>
internal static class IcsSeries
{
    /// <param name="events">All that can be read, in any order.</param>
    /// <param name="window">Occurrences outside of it may be among them.</param>
    /// <param name="bounds">Of the work.</param>
    /// <param name="leaveOut">Told of each event whose occurrences cannot be worked out.</param>
    public static IEnumerable<IcsOccurrence> Occurrences(
        IReadOnlyList<IcsWhen> events, DateInterval window, IcsBounds bounds, Action<IcsEvent, OddEvent> leaveOut)
    {
        var (series, isCancelled) = IcsRevisions.Series([.. events.Where(e => e.Replaces is null)], bounds, leaveOut);
        // Who cancels a series cancels what was moved of it too.
        if (isCancelled)
            return [];
        var sets = series.Select(Set).OfType<IcsSet>().ToList();
        var replacing = events.Where(e => e.Replaces is not null)
            .GroupBy(e => (e.Range, Place: PlaceOf(e)))
            .Select(same => (same.Key.Range, same.Key.Place, Events: IcsRevisions.Newest(same))).ToList();
        var one = replacing.Where(r => r.Range == IcsRange.One).ToList();
        // The later of two changes of all that follow goes on from where it begins.
        var many = replacing.Where(r => r.Range != IcsRange.One).OrderBy(r => r.Place).ToList();
        var found = new List<IcsOccurrence>();
        foreach (var (_, place, with) in one)
            if (Last(place) is not { Events: [{ IsCancelled: true } cancelled, ..] } || cancelled.Revision.CompareTo(with[0].Revision) < 0)
                AddOwn(with);
        var replaced = one.SelectMany(r => sets.SelectMany(set => Meant(set, r.Events[0]))).ToHashSet();
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
                AddMoved(change.Events, set.WallAt(change.Place), set.WallAt(at));
        }
        // What replaces none of these stands by itself, and what has a rule of its own goes by that.
        var known = sets.SelectMany(set => set.All).Select(one => one.At).ToHashSet();
        foreach (var (_, place, with) in many)
            AddOwn([.. with.Where(e => !known.Contains(place) || e.Rules.Count > 0)]);
        return found;

        IReadOnlyList<LocalDateTime> Meant(IcsSet set, IcsWhen e)
        {
            bounds.CheckTime(e.Source.Line);
            return set.Meant(e.Replaces!.Value);
        }

        LocalDateTime PlaceOf(IcsWhen e) => sets.Select(set => Meant(set, e)).FirstOrDefault(meant => meant.Count > 0)?[0]
            ?? (sets.Count > 0 ? sets[0].Place(e.Replaces!.Value) : e.Replaces!.Value.Wall);

        (IcsRange Range, LocalDateTime Place, IReadOnlyList<IcsWhen> Events)? Last(LocalDateTime at)
        {
            var changes = many.Where(r => r.Range == IcsRange.AndLater ? r.Place <= at : r.Place >= at).ToList();
            return changes.Count == 0 ? null : changes[^1];
        }

        void AddMoved(IReadOnlyList<IcsWhen> with, LocalDateTime first, LocalDateTime at)
        {
            foreach (var e in with.Where(e => !e.IsCancelled && e.Rules.Count == 0))
            {
                bounds.CountOccurrences(e.Source.Line, 1);
                if (Moved(e, first, at) is { } moved)
                    found.Add(moved);
            }
        }

        void AddOwn(IReadOnlyList<IcsWhen> with) =>
            found.AddRange(with.Where(e => !e.IsCancelled).Select(Set).OfType<IcsSet>().SelectMany(set => set.Left));

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

    /// <summary>As far from what replaces the first as it was from the first; null: beyond all times.</summary>
    private static IcsOccurrence? Moved(IcsWhen with, LocalDateTime first, LocalDateTime at)
    {
        var days = Period.DaysBetween(first.Date, at.Date);
        if (with.Start.Date.Year + days / 365 is < 1 or > 9_980)
            return null;
        var wall = with.Start.Wall.PlusDays(days);
        return new(with.Source,
            with.Start with { Wall = with.Start.IsDate ? wall : wall.PlusTicks(at.TimeOfDay.TickOfDay - first.TimeOfDay.TickOfDay) },
            with.Length);
    }
}
