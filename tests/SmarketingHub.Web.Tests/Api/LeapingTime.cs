using Microsoft.Extensions.Time.Testing;

namespace SmarketingHub.Web.Tests.Api;

/// <summary>
/// A clock whose hands we move. Where they leap, a rhythm beats once, as after a machine slept, and not once for all that was leapt over:
/// in a month the hourly ones alone would look into the file some thousand times.
/// </summary>
public sealed class LeapingTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var rhythm = new Rhythm(callback, state);
        rhythm.Start(base.CreateTimer(rhythm.Beat, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan), dueTime, period);
        return rhythm;
    }

    private sealed class Rhythm(TimerCallback callback, object? state) : ITimer
    {
        private ITimer inner = null!;
        private TimeSpan period;

        internal void Start(ITimer timer, TimeSpan dueTime, TimeSpan every)
        {
            inner = timer;
            Change(dueTime, every);
        }

        internal void Beat(object? _)
        {
            // First: whoever is called may change it.
            if (period > TimeSpan.Zero)
                inner.Change(period, Timeout.InfiniteTimeSpan);
            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan every)
        {
            period = every;
            return inner.Change(dueTime, Timeout.InfiniteTimeSpan);
        }

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
