using NodaTime;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Reports.Hours;

/// <summary>A stretch of a lead's life, with what says what its hours were.</summary>
/// <param name="LeadId">Which lead's.</param>
/// <param name="ReceivedAt">When the lead was received.</param>
/// <param name="From">The stretch's first instant.</param>
/// <param name="KnownAt">When it was recorded that it had begun.</param>
/// <param name="To">The first after it; of one that goes on, as far as it is known.</param>
/// <param name="Kind">As far as the lead itself tells.</param>
/// <param name="Open">When its calendar is open.</param>
/// <param name="Gone">When the person whose turn it is was absent or not active.</param>
/// <param name="Work">What that person did; null: no person has the turn.</param>
internal sealed record SplitStretch(
    long LeadId, Instant ReceivedAt, Instant From, Instant KnownAt, Instant To, StretchKind Kind, Spans Open, Spans Gone,
    PersonWork? Work);

/// <summary>
/// Cuts stretches of leads' lives into pieces, each of exactly one part: the first that fits, in the order of the methods here. Boundaries
/// are rounded down to the second, each once, so that the pieces add up to the whole.
/// </summary>
/// <remarks>Not for several threads: it remembers which stretch it is at.</remarks>
internal sealed class Splitter
{
    private readonly (long From, long To) period;
    private readonly Action<HoursPart, long, long> piece;

    // Made once: there are millions of pieces.
    private readonly Action<long, long> closed, there, free;
    private readonly Action<int, long, long> open, gone, worked;
    private SplitStretch stretch = null!;
    private long overtaken;

    /// <param name="from">What is before it is cut away …</param>
    /// <param name="until">… and what is from there on.</param>
    /// <param name="piece">Gets each piece: what it was, its first second and the one after its last.</param>
    internal Splitter(Instant from, Instant until, Action<HoursPart, long, long> piece)
    {
        (period, this.piece) = ((Spans.Second(from), Spans.Second(until)), piece);
        (closed, there, free) = ((a, b) => piece(HoursPart.Closed, a, b), There, Free);
        (open, gone, worked) = (Open, (_, a, b) => piece(HoursPart.Away, a, b), Worked);
    }

    internal void Split(SplitStretch next)
    {
        stretch = next;
        var (from, to) = (Math.Max(Spans.Second(next.From), period.From), Math.Min(Spans.Second(next.To), period.To));
        var known = Math.Clamp(Spans.Second(next.KnownAt), from, Math.Max(from, to));
        if (from < known)
            piece(HoursPart.System, from, known);
        if (known >= to)
            return;
        if (next.Kind == StretchKind.Paused)
        {
            piece(HoursPart.Paused, known, to);
            return;
        }
        // Before it was known here, nobody could have preferred another to it.
        overtaken = next.Work?.FirstTakenYounger(next.ReceivedAt, Instant.Max(next.From, next.KnownAt), next.To) is { } taken
            ? Spans.Second(taken) : long.MaxValue;
        next.Open.Cut(known, to, open, closed);
    }

    private void Open(int span, long from, long to)
    {
        if (stretch.Kind == StretchKind.Waiting)
            piece(HoursPart.Waiting, from, to);
        else if (stretch.Work is null)
            piece(HoursPart.Unexplained, from, to);
        else
            stretch.Gone.Cut(from, to, gone, there);
    }

    private void There(long from, long to) => stretch.Work!.Worked.Cut(from, to, worked, free);

    private void Worked(int span, long from, long to)
    {
        if (stretch.Work!.IsOnOther(span, stretch.LeadId))
            piece(HoursPart.Busy, from, to);
        else
            Free(from, to);
    }

    private void Free(long from, long to)
    {
        var cut = Math.Clamp(overtaken, from, to);
        if (from < cut)
            piece(HoursPart.Unexplained, from, cut);
        if (cut < to)
            piece(HoursPart.Overtaken, cut, to);
    }
}
