using System.Collections.Concurrent;
using NodaTime;
using SmarketingHub.Engine.Waking;

namespace SmarketingHub.Engine.Telling;

/// <summary>
/// Lets messages to one address through one after the other, with the channel's pause between them, whoever's they are; and none while the
/// address asks to be left alone. Who waits here holds up nobody else.
/// </summary>
internal sealed class Turnstiles(TimeProvider time)
{
    // Meanwhile the person may have named another address: whoever waits for longer looks again.
    private static readonly Duration LongestWait = Duration.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Place> places = [];

    /// <summary>
    /// Waits until it is this one's turn; dispose what comes back to let the next one through. Where that takes long it comes back early.
    /// </summary>
    internal async Task<Turn> Enter(string address, Duration pause, CancellationToken stopping)
    {
        var place = places.GetOrAdd(address, _ => new());
        await place.Gate.WaitAsync(stopping);
        try
        {
            if (place.FreeAt - time.Now() is var left && left > Duration.Zero)
                await Task.Delay(Duration.Min(left, LongestWait).ToTimeSpan(), time, stopping);
            return new(place, pause, time) { IsEarly = left > LongestWait };
        }
        catch
        {
            place.Gate.Release();
            throw;
        }
    }

    /// <summary>How long nothing may go to an address; zero: something may.</summary>
    internal Duration Left(string address) =>
        places.TryGetValue(address, out var place) ? Duration.Max(place.FreeAt - time.Now(), Duration.Zero) : Duration.Zero;

    internal sealed class Turn(Place place, Duration pause, TimeProvider time) : IDisposable
    {
        /// <summary>Nothing may go there yet.</summary>
        internal bool IsEarly { get; init; }

        /// <summary>What was answered; without one nothing was sent, and nobody needs to wait.</summary>
        internal Answer? Answer { get; set; }

        public void Dispose()
        {
            if (Answer is not null)
                place.FreeAt = time.Now()
                    + Duration.Max(pause, Duration.Min(Answer.RetryAfter ?? Duration.Zero, LetterSchedule.LongestAsked));
            place.Gate.Release();
        }
    }

    internal sealed class Place
    {
        internal SemaphoreSlim Gate { get; } = new(1, 1);

        internal Instant FreeAt { get; set; } = Instant.MinValue;
    }
}
