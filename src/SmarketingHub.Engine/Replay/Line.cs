using NodaTime;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Replay;

/// <summary>One line of a lead's history as the ledger has it; its body is read only if it matters.</summary>
internal readonly record struct Line(long Sequence, string Type, string Actor, Instant At, Instant RecordedAt, byte[] Body)
{
    /// <summary>The name of the event's class; of what is no lead's event its own name.</summary>
    internal string Kind => LedgerJson.TypeOf(Type)?.Name ?? Type;

    /// <summary>Written by one command: nothing of the lead fell due in between.</summary>
    internal bool IsOfCommand(Line earlier) =>
        Sequence == earlier.Sequence + 1 && RecordedAt == earlier.RecordedAt && Actor == earlier.Actor;
}

// What is read of the events of clocks: the points and the trials are the greater part, and matter to nobody here.
internal sealed record StartedLine(
    long Clock, long? Handoff, Domain.Agreements.Promise Promise, string Commitment, long Agreement, int AgreementVersion,
    string OwedBy, int Round, Instant StartedAt, Instant DueAt);

internal sealed record UncoveredLine(Domain.Agreements.Promise Promise, string OwedBy);

internal sealed record ClockLine(
    long Clock, Instant? StoppedAt, Instant? DueAt, string? Reason, string? Commitment, int? AgreementVersion, int? Version);
