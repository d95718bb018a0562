using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Leads.Rules;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Replay;

/// <summary>A promise that an event of the past called for: what becomes of it in each variant, and what really did.</summary>
/// <param name="owedBy">Who would owe it if nothing else is found.</param>
internal sealed class ReplayedPromise(PromiseStart start, string owedBy, Line line, int variants)
{
    internal Promise Promise { get; } = start.Promise;
    internal string OwedBy { get; } = owedBy;
    internal long? Handoff { get; } = start.Handoff?.Id;

    /// <summary>Who was asked; null: the queue, or the team.</summary>
    internal long? Person { get; } = start.Person;
    internal Instant From { get; } = start.From;
    internal Line Line { get; } = line;

    internal ReplayedClock?[] Clocks { get; } = new ReplayedClock?[variants];
    internal bool[] Uncovered { get; } = new bool[variants];

    /// <summary>The agreement in question was asked in this variant.</summary>
    internal bool[] Concerns { get; } = new bool[variants];

    internal RealClock? Was { get; set; }
    internal bool WasUncovered { get; set; }

    internal Verdict VerdictIn(int variant) => Clocks[variant]?.Verdict ?? Verdict.Uncovered;

    internal Verdict WasVerdict(Instant asOf) => Was?.VerdictAsOf(asOf) ?? Verdict.Uncovered;
}
