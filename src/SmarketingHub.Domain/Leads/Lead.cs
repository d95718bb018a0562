using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Domain.Leads;

/// <summary>
/// One buying cycle of a contact. Its state is what its events say and nothing else:
/// only <see cref="Apply"/> changes it, on the way in and when the ledger is folded to verify.
/// </summary>
public sealed partial class Lead
{
    public long Id { get; init; }

    /// <summary>Rises when its own fields, stage, hand-off, holder or owner change.</summary>
    public int Version { get; private set; }
    public Stage Stage { get; private set; }

    /// <summary>The party that has it.</summary>
    public string Holder { get; private set; } = "";

    /// <summary>The person in that party; null: its queue.</summary>
    public long? Owner { get; private set; }
    public string? Team { get; private set; }
    public long ContactId { get; private set; }
    public long? AccountId { get; private set; }
    public LeadFacts Facts { get; private set; } = new();

    /// <summary>What the deal is worth, once somebody said so.</summary>
    public decimal? Amount { get; private set; }
    public Instant ReceivedAt { get; private set; }

    /// <summary>The first attempt that counts; with <see cref="ReceivedAt"/> the lead's total clock.</summary>
    public Instant? FirstTouchAt { get; private set; }

    /// <summary>The newest <c>at</c> in its history: time never goes back on a lead.</summary>
    public Instant LastAt { get; private set; }
    public Instant? ClosedAt { get; private set; }

    /// <summary>Where <c>reopen</c> goes back to.</summary>
    public Stage? ClosedFrom { get; private set; }
    public string? CloseReason { get; private set; }
    public Instant? LookAgainAt { get; private set; }
    public Instant? MeetingAt { get; private set; }
    public bool NoShow { get; private set; }
    public Instant? PausedAt { get; private set; }
    public Instant? PausedUntil { get; private set; }
    public string? PausedBy { get; private set; }

    /// <summary>The routing rule by which nobody was free, so that the lead waits; null: it does not.</summary>
    public string? HeldBy { get; private set; }

    /// <summary>To whom that rule leads: <c>sales</c>, <c>team:emea</c>.</summary>
    public string? HeldFor { get; private set; }

    /// <summary>Then it goes into their queue.</summary>
    public Instant? HeldUntil { get; private set; }
    public long? PreviousLead { get; private set; }
    public long? MergedInto { get; private set; }

    /// <summary>The import that brought it and was taken back: the lead is gone, and stands here for the record alone.</summary>
    public long? TakenBack { get; private set; }

    /// <summary>False for a customer's inquiry, and for one at an account with an open opportunity.</summary>
    public bool CountsAsNew { get; private set; } = true;

    /// <summary>Placed by an import: uncovered by any agreement until it moves.</summary>
    public bool Placed { get; private set; }

    /// <summary>The next instant at which something falls due by itself; null: nothing will.</summary>
    public Instant? NextDueAt { get; private set; }

    /// <summary>The clock that its card shows; null: none is live.</summary>
    public ShownClock? Shown { get; private set; }

    /// <summary>Everybody who owned it or was offered it by name: a ladder asks nobody twice.</summary>
    public IReadOnlyList<long> HadBy { get; private set; } = [];

    public List<Handoff> Handoffs { get; private set; } = [];
    public List<Clock> Clocks { get; private set; } = [];
    public List<Attempt> Attempts { get; private set; } = [];

    /// <summary>
    /// Offered, or returned and to be answered; not always the last: an earlier one can be returned after a later one closed.
    /// </summary>
    public Handoff? OpenHandoff => Handoffs.FindLast(h => h.IsOpen);

    public Handoff? OfferedHandoff => OpenHandoff is { State: HandoffState.Offered } offer ? offer : null;

    /// <summary>The last one that was accepted and whose receiver still holds the lead: it can be returned.</summary>
    public Handoff? AcceptedHandoff => Handoffs.FindLast(h => h.State == HandoffState.Accepted && h.To == Holder);

    /// <summary>The one that tells how the lead stands: open, else by which its holder has it; a closed one tells nothing.</summary>
    public Handoff? CurrentHandoff => OpenHandoff ?? AcceptedHandoff;

    /// <exception cref="InvalidOperationException">The lead has no such hand-off.</exception>
    public Handoff Handoff(long id) =>
        Handoffs.Find(h => h.Id == id) ?? throw new InvalidOperationException($"Lead {Id} has no hand-off {id}.");

    public bool IsOpen => !Stage.IsClosed();

    /// <summary>Not offered to anybody yet, or back again: an inquiry that joins runs the capture rules.</summary>
    public bool IsBeforeHandoff => Stage is (Stage.Captured or Stage.Nurturing or Stage.Ready) && OpenHandoff is null;

    /// <summary>Whether the party has the lead or is offered it, and the person in it; null: its queue.</summary>
    public (bool Has, long? Person) With(string party) =>
        OfferedHandoff is { } offer && offer.To == party ? (true, offer.ToPerson)
        : Holder == party ? (true, Owner)
        : (false, null);

    public bool IsPaused => PausedAt is not null;
    public IEnumerable<Clock> LiveClocks => Clocks.Where(clock => clock.IsLive);

    /// <summary>How often it came back from this party.</summary>
    public int Bounces(string party) =>
        Handoffs.Where(h => h.To == party).Sum(h => h.Bounces);

    /// <summary>This person has spoken with the contact: by an attempt, or as the owner of a lead that came as far as a meeting.</summary>
    public bool HasContact(long? person) => person is not null
        && (Attempts.Any(a => a.By == person && a.Reached)
            || person == Owner && Stage is Stage.Meeting or Stage.Qualified or Stage.Opportunity);

    /// <summary>A lead of its own that says the same. What is said by both and never changed in place is shared.</summary>
    public Lead Copy()
    {
        var copy = (Lead)MemberwiseClone();
        (copy.Handoffs, copy.Clocks, copy.Attempts) = (Handoffs.ConvertAll(h => h.Copy()), Clocks.ConvertAll(c => c.Copy()), [.. Attempts]);
        return copy;
    }
}
