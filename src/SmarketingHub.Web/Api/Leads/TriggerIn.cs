using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Leads;

namespace SmarketingHub.Web.Api.Leads;

/// <summary>The arguments of all triggers; each reads its own and refuses the others'.</summary>
// A lead's fields are the arguments of edit: null or an empty text clears, what is left out stays.
public sealed record TriggerIn : LeadBody
{
    private const int LongestWords = 10_000;

    /// <summary>To whom: <c>sales</c>, <c>team:x</c>, <c>person:x</c>, <c>partner:x</c>.</summary>
    public string? To { get; init; }
    public string? Reason { get; init; }
    public string? Words { get; init; }
    public Instant? Until { get; init; }

    /// <summary>When the meeting is to take place.</summary>
    public Instant? At { get; init; }

    /// <summary>When an attempt was made; now, unless it says otherwise.</summary>
    public Instant? OccurredAt { get; init; }
    public Money? Amount { get; init; }
    public AttemptKind? Kind { get; init; }
    public bool? Reached { get; init; }

    /// <summary>Who made the attempt: a person's id or email.</summary>
    public string? By { get; init; }

    /// <summary>Who takes the lead: a person's id or email.</summary>
    public string? Owner { get; init; }

    /// <summary>The lead to merge into.</summary>
    public long? Into { get; init; }

    /// <summary>The activity's id in the system that saw it, so that it is not counted twice.</summary>
    public string? ExternalId { get; init; }

    /// <param name="trigger">Whose arguments they are.</param>
    /// <param name="company">Whose currency counts.</param>
    /// <param name="emptied">The fields that say nothing.</param>
    internal TriggerArgs ToArgs(Trigger trigger, Company company, IReadOnlySet<string> emptied)
    {
        Arguments.Check(this, trigger);
        return new()
        {
            To = Clean(To, "to"),
            Reason = Clean(Reason, "reason"),
            Words = Clean(Words, "words", LongestWords),
            Until = Until,
            At = At,
            OccurredAt = OccurredAt,
            Amount = Amount?.In(company, "amount"),
            Kind = Kind,
            Reached = Reached ?? false,
            By = Clean(By, "by"),
            Owner = Clean(Owner, "owner"),
            Into = Into,
            ExternalId = Clean(ExternalId, "externalId"),
            Edit = trigger == Trigger.Edit ? ToEdit(company, emptied) : null,
        };
    }
}
