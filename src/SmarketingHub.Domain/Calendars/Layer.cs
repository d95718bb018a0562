using NodaTime;

namespace SmarketingHub.Domain.Calendars;

/// <summary>Intervals, sorted and apart from each other, read once beside others, at instants that only grow.</summary>
internal sealed class Layer(IEnumerable<Interval> intervals) : IDisposable
{
    private readonly IEnumerator<Interval> _rest = intervals.GetEnumerator();
    private Interval? _current;
    private bool _ended;

    public bool Covers(Instant at) => MoveTo(at) is { } interval && interval.Start <= at;

    /// <summary>The next instant after this one at which the answer of <see cref="Covers"/> differs.</summary>
    public Instant NextChange(Instant at) => MoveTo(at) switch
    {
        null => Instant.MaxValue,
        { } interval when interval.Start <= at => interval.End,
        { } interval => interval.Start,
    };

    public void Dispose() => _rest.Dispose();

    private Interval? MoveTo(Instant at)
    {
        while (!_ended && (_current is not { } current || current.End <= at))
        {
            _ended = !_rest.MoveNext();
            _current = _ended ? null : _rest.Current;
        }
        return _current;
    }
}
