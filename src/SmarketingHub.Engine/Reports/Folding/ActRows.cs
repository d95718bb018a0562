using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Reports.Folding;

/// <summary>What people did about the lead: one a step. An attempt is whose it says, and when it was made.</summary>
internal sealed class ActRows
{
    private readonly HashSet<long> took = [];

    internal List<LeadAct> All { get; } = [];

    /// <param name="attempted">What the step tells of; null: no attempt.</param>
    /// <param name="had">Whose turn it was before, by name …</param>
    /// <param name="has">… and whose it is now.</param>
    internal void Take(Step step, AttemptMade? attempted, Lead lead, long? had, long? has)
    {
        // It came to somebody anew.
        if (has is { } now && has != had)
            took.Remove(now);
        // What a program sends by itself, nobody did.
        if (attempted is { Kind: AttemptKind.Sequence } || (attempted?.By ?? step.Person) is not { } person)
            return;
        All.Add(new()
        {
            Sequence = step.Sequence,
            LeadId = lead.Id,
            Person = person,
            At = attempted?.By == person ? attempted.OccurredAt : step.At,
            Takes = (person == had || person == has) && took.Add(person),
            ReceivedAt = lead.ReceivedAt,
        });
    }
}
