using SmarketingHub.Engine.Board;

namespace SmarketingHub.Web.Features.Agreements.Editing;

/// <summary>Who has an agreement open, and at which sentence: known in this process, gone with the page or its line.</summary>
public sealed class PresenceTracker(ILogger<PresenceTracker> log)
{
    private readonly Lock gate = new();
    private readonly List<Presence> presences = [];
    private readonly Listeners<Action<long>> listeners = new(log);

    /// <summary>Raised with the agreement at which somebody came, moved or left.</summary>
    public event Action<long> Changed
    {
        add => listeners.Add(value);
        remove => listeners.Remove(value);
    }

    public Presence Enter(long agreement, long person, CircuitConnection connection)
    {
        var presence = new Presence(this, agreement, person, connection);
        lock (gate)
            presences.Add(presence);
        Tell(agreement);
        return presence;
    }

    /// <summary>The others, once each, the sentence that they are at first.</summary>
    public IReadOnlyList<(long Person, string? Sentence)> Others(Presence mine)
    {
        lock (gate)
            return
            [
                .. presences.Where(s => s.Agreement == mine.Agreement && s.Person != mine.Person && s.Connection.IsUp)
                    .GroupBy(s => s.Person).OrderBy(g => g.Key)
                    .Select(g => (g.Key, g.Select(s => s.Sentence).FirstOrDefault(sentence => sentence is not null))),
            ];
    }

    internal void Leave(Presence presence)
    {
        lock (gate)
            presences.Remove(presence);
        Tell(presence.Agreement);
    }

    internal void Tell(long agreement) => listeners.Tell(listener => listener(agreement));
}

/// <summary>One page of one person.</summary>
public sealed class Presence : IDisposable
{
    private readonly PresenceTracker tracker;

    internal Presence(PresenceTracker tracker, long agreement, long person, CircuitConnection connection)
    {
        (this.tracker, Agreement, Person, Connection) = (tracker, agreement, person, connection);
        connection.Changed += Tell;
    }

    public long Agreement { get; }
    public long Person { get; }
    internal CircuitConnection Connection { get; }

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
        Connection.Changed -= Tell;
        tracker.Leave(this);
    }

    private void Tell() => tracker.Tell(Agreement);
}
