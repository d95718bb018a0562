using NodaTime;

namespace SmarketingHub.Engine.Replay;

// What is read of the events of clocks: the points and the trials are the greater part, and matter to nobody here.
internal sealed record StartedLine(
    long Clock, long? Handoff, Domain.Agreements.Promise Promise, string Commitment, long Agreement, int AgreementVersion,
    string OwedBy, int Round, Instant StartedAt, Instant DueAt);

internal sealed record UncoveredLine(Domain.Agreements.Promise Promise, string OwedBy);

internal sealed record ClockLine(
    long Clock, Instant? StoppedAt, Instant? DueAt, string? Reason, string? Commitment, int? AgreementVersion, int? Version);
