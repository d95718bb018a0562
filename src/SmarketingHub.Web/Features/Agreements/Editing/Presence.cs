using SmarketingHub.Engine.Board;

namespace SmarketingHub.Web.Features.Agreements.Editing;

/// <summary>Who has an agreement open, and at which sentence: known in this process, gone with the page or its line.</summary>
public sealed class Presence(ILogger<Presence> log)
{
    private readonly Lock gate = new();
    private readonly List<Seat> seats = [];
    private readonly Listeners<Action<long>> listeners = new(log);

    /// <summary>With the agreement at which somebody came, moved or left.</summary>
    public event Action<long> Changed
    {
        add => listeners.Add(value);
        remove => listeners.Remove(value);
    }

    public Seat Enter(long agreement, long person, CircuitLine line)
    {
        var seat = new Seat(this, agreement, person, line);
        lock (gate)
            seats.Add(seat);
        Tell(agreement);
        return seat;
    }

    /// <summary>The others, once each, the sentence that they are at first.</summary>
    public IReadOnlyList<(long Person, string? Sentence)> Others(Seat mine)
    {
        lock (gate)
            return
            [
                .. seats.Where(s => s.Agreement == mine.Agreement && s.Person != mine.Person && s.Line.IsUp)
                    .GroupBy(s => s.Person).OrderBy(g => g.Key)
                    .Select(g => (g.Key, g.Select(s => s.Sentence).FirstOrDefault(sentence => sentence is not null))),
            ];
    }

    internal void Leave(Seat seat)
    {
        lock (gate)
            seats.Remove(seat);
        Tell(seat.Agreement);
    }

    internal void Tell(long agreement) => listeners.Tell(listener => listener(agreement));
}

/// <summary>One page of one person.</summary>
public sealed class Seat : IDisposable
{
    private readonly Presence presence;

    internal Seat(Presence presence, long agreement, long person, CircuitLine line)
    {
        (this.presence, Agreement, Person, Line) = (presence, agreement, person, line);
        line.Changed += Tell;
    }

    public long Agreement { get; }
    public long Person { get; }
    internal CircuitLine Line { get; }

    /// <summary>Where they are typing; null: nowhere.</summary>
    public string? Sentence { get; private set; }

    public void At(string? sentence)
    {
        if (Sentence == sentence)
            return;
        Sentence = sentence;
        Tell();
    }

    public void Dispose()
    {
        Line.Changed -= Tell;
        presence.Leave(this);
    }

    private void Tell() => presence.Tell(Agreement);
}
