using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Rules;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Replay;

/// <summary>What each event ends and calls for, by the rules of a turn, in the order of its verbs.</summary>
internal sealed partial class LeadReplay
{
    private void Happened(LeadEvent happened, Line line)
    {
        var at = line.At;
        switch (happened)
        {
            // An import closes a hand-off without a word about its clocks, which end with the lead's placing.
            case HandoffClosed when IsHistory: break;
            case TimeOutWithdrawn: Each(variant => variant.TakeBackAnswers(attempted?.OccurredAt ?? corrected ?? at, at)); break;
            // Events from before clocks went with the lead name none.
            case AddresseeChanged { Clocks: not null } e: PassOn(Lead.Handoff(e.Handoff), e.Person, at); break;
            case HandoffAccepted { Clocks: not null } e: PassOn(Lead.Handoff(e.Handoff), e.Owner, at, Promise.Accept); break;
            default: End(ClockEndings.Before(happened, Lead), at); break;
        }
        if (happened is LeadPlaced && !IsPlacedAgain())
            End([new EndedClocks("placed")], at);
        Lead.Apply(happened, at);
        switch (happened)
        {
            case HandoffClosed when IsHistory: break;
            // An import of history that proves nothing later calls for nothing.
            case LeadCaptured when index + 1 == lines.Count
                || lines[index + 1].Kind is not (nameof(ClockStarted) or nameof(Uncovered)):
                break;
            case InquiryJoined or LeadEdited when IsHistory: break;
            case InquiryJoined: JudgeAgain(line); Start(happened); break;
            case LeadEdited: JudgeAgain(line); break;
            case AttemptMade: attempted = Lead.Attempts[^1]; Judge(attempted, at); break;
            case DuplicateJoined e: Lead.Attempts.TakeLast(e.Attempts.Count).ToList().ForEach(attempt => Judge(attempt, at)); break;
            case LeadPaused: Each(variant => variant.Hold(at)); break;
            case LeadResumed: Each(variant => variant.Release(at)); break;
            case HandoffAccepted: Accepted(happened, at); break;
            default: End(ClockEndings.After(happened, Lead), at); Start(happened); break;
        }
    }

    private void PassOn(Handoff handoff, long? person, Instant at, Promise? but = null) =>
        Each(variant => variant.PassOn(handoff.To, person, handoff.ToTeam, at, but));

    private void Accepted(LeadEvent accepted, Instant at)
    {
        // Whoever accepts by trying to reach the contact did so when they tried; and it is their first touch.
        End(ClockEndings.After(accepted, Lead), at, attempted?.OccurredAt);
        Start(accepted);
        if (attempted is { } attempt)
            Judge(attempt, at);
    }

    private void End(IReadOnlyList<EndedClocks> ended, Instant at, Instant? done = null)
    {
        foreach (var clocks in ended)
            Each(variant => variant.End(clocks, at, done));
    }

    private void Start(LeadEvent happened)
    {
        ReplayedPromise? promise = null;
        foreach (var start in PromiseStarts.Of(happened, Lead, now))
        {
            // What is called for only if the one before it is not promised is the same promise.
            if (promise is null || start.Promise != promise.Promise)
                promises.Add(promise = new(start, start.OwedBy?[0] ?? Lead.Holder, Line, variants.Length));
            Each(variant => variant.Start(promise, start));
        }
    }

    private void JudgeAgain(Line line) => Each(variant => variant.JudgeAgain(line));

    private void Judge(Attempt attempt, Instant at) => Each(variant => variant.Judge(attempt, at));

    private bool IsPlacedAgain()
    {
        for (var next = index + 1; next < lines.Count && lines[next].IsOfCommand(lines[next - 1]); next++)
            if (lines[next].Kind == nameof(LeadPlaced))
                return true;
        return false;
    }
}
