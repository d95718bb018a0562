namespace SmarketingHub.Domain.Calendars;

/// <summary>
/// Real time from one instant up to another, in seconds since the Unix epoch: every boundary of open time is a whole second.
/// </summary>
internal readonly record struct Stretch(long From, long To)
{
    /// <summary>Sorts the stretches and joins those that touch or overlap, in place; cuts them to a frame.</summary>
    public static void Merge(List<Stretch> stretches, Stretch frame)
    {
        stretches.Sort((a, b) => a.From.CompareTo(b.From));
        var kept = 0;
        for (var next = 0; next < stretches.Count; next++)
        {
            var (from, to) = stretches[next];
            var cut = new Stretch(Math.Max(from, frame.From), Math.Min(to, frame.To));
            if (cut.From >= cut.To)
                continue;
            if (kept > 0 && cut.From <= stretches[kept - 1].To)
                stretches[kept - 1] = stretches[kept - 1] with { To = Math.Max(stretches[kept - 1].To, cut.To) };
            else
                stretches[kept++] = cut;
        }
        stretches.RemoveRange(kept, stretches.Count - kept);
    }
}
