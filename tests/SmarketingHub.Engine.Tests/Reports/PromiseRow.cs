using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Tests.Reports;

/// <summary>Promises as the reports' rows have them, without the leads' lives that they come from.</summary>
internal sealed record PromiseRow
{
    internal ClockState? State { get; init; } = ClockState.Met;
    internal bool Corrected { get; init; }
    internal ExcuseReason? Excuse { get; init; }
    internal string? Commitment { get; init; } = "touch";
    internal long? Agreement { get; init; } = 1;
    internal int? Version { get; init; } = 1;
    internal string OwedBy { get; init; } = Party.Sales;
    internal long? Person { get; init; }
    internal string? Source { get; init; }
    internal string? Campaign { get; init; }
    internal string? Grade { get; init; }
    internal string? Country { get; init; }
    internal Instant StartedAt { get; init; } = Instant.FromUtc(2026, 3, 2, 8, 0);
    internal Instant? DoneAt { get; init; }

    internal static readonly PromiseRow Met = new();
    internal static readonly PromiseRow Breached = new() { State = ClockState.Breached };
    internal static readonly PromiseRow Running = new() { State = ClockState.Running };
    internal static readonly PromiseRow Without = new() { State = null, Commitment = null, Agreement = null, Version = null };

    private static long numbers = 1_000_000;

    /// <summary>Each of a lead of its own.</summary>
    internal static async Task Store(HubContext context, params IEnumerable<PromiseRow> promises)
    {
        await using var rows = context;
        foreach (var promise in promises)
        {
            var number = Interlocked.Increment(ref numbers);
            rows.ReportedLeads.Add(new()
            {
                LeadId = number,
                KnownAt = promise.StartedAt,
                ReceivedAt = promise.StartedAt,
                Holder = promise.OwedBy,
                Stage = Stage.Accepted,
            });
            rows.ReportedPromises.Add(promise.Row(number));
        }
        await rows.SaveChangesAsync();
    }

    private ReportedPromise Row(long number) => new()
    {
        Sequence = number,
        LeadId = number,
        Clock = State is null ? null : number,
        State = State,
        Promise = Promise.Touch,
        Agreement = Agreement,
        Version = Version,
        Commitment = Commitment,
        OwedBy = OwedBy,
        Person = Person,
        Round = 1,
        Source = Source,
        Campaign = Campaign,
        Grade = Grade,
        Country = Country,
        StartedAt = StartedAt,
        DoneAt = DoneAt,
        Corrected = Corrected,
        Excuse = Excuse,
    };
}
