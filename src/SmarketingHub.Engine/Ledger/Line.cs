using NodaTime;

namespace SmarketingHub.Engine.Ledger;

/// <summary>One line of a lead's history as the ledger has it; its body is read only if it matters.</summary>
internal readonly record struct Line(long Sequence, string Type, string Actor, Instant At, Instant RecordedAt, byte[] Body)
{
    /// <summary>The name of the event's class; of what is no lead's event its own name.</summary>
    internal string Kind => LedgerJson.TypeOf(Type)?.Name ?? Type;

    /// <summary>Written by one command: nothing of the lead fell due in between.</summary>
    internal bool IsOfCommand(Line earlier) =>
        Sequence == earlier.Sequence + 1 && RecordedAt == earlier.RecordedAt && Actor == earlier.Actor;

    /// <summary>When the last of some was recorded: not the last in order, where a computer's clock was set back.</summary>
    internal static Instant LastRecorded(List<Line> lines)
    {
        var last = Instant.MinValue;
        foreach (var line in lines)
            last = Instant.Max(last, line.RecordedAt);
        return last;
    }
}
