using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Engine.Replay;

/// <summary>What each event asks for and ends: the verbs of <see cref="Turn"/>, read from what they left in the ledger.</summary>
internal sealed partial class LeadReplay
{
    private void Happened(LeadEvent happened, Line line)
    {
        var at = line.At;
        // What is ended by an event is ended as the lead was before it.
        switch (happened)
        {
            case HandoffClosed e: Closing(e, at); break;
            case HandoffDisputed: Each(run => run.Stop(Promise.Answer, at)); break;
            case TimeOutWithdrawn: Each(run => run.TakeBackAnswers(at)); break;
            case LeadMerged: Each(run => run.EndAll(at)); break;
            case LeadPlaced e: Placing(e, at); break;
            // Events from before clocks went with the lead name none.
            case LeadAssigned { Clocks: not null } e: Each(run => run.PassOn(Lead.Holder, e.Owner, Lead.Team, at)); break;
            case AddresseeChanged { Clocks: not null } e when Lead.Handoff(e.Handoff) is var h: Each(run => run.PassOn(h.To, e.Person, h.ToTeam, at)); break;
            case HandoffAccepted { Clocks: not null } e when Lead.Handoff(e.Handoff) is var h: Each(run => run.PassOn(h.To, e.Owner, h.ToTeam, at, Promise.Accept)); break;
        }
        Lead.Apply(happened, at);
        switch (happened)
        {
            case LeadCaptured e: Captured(e); break;
            case InquiryJoined e: Joined(e, line); break;
            case LeadEdited when !IsHistory: Each(run => run.JudgeAgain(line)); break;
            case StageMoved e: Moved(e, at); break;
            case AttemptMade: Attempted(Lead.Attempts[^1], at); break;
            case DuplicateJoined e:
                foreach (var attempt in Lead.Attempts.TakeLast(e.Attempts.Count).ToList())
                    Each(run => run.Judge(attempt, at));
                break;
            case LeadPaused: Each(run => run.Hold(at)); break;
            case LeadResumed: Each(run => run.Release(at)); break;
            case HandoffOffered e: Offered(Lead.Handoff(e.Handoff)); break;
            case HandoffDisputed e: Offered(Lead.Handoff(e.Handoff)); break;
            case HandoffAccepted e: Accepted(Lead.Handoff(e.Handoff), at); break;
            case HandoffReturned e: Returned(Lead.Handoff(e.Handoff), e.Reason, at); break;
        }
    }

    private void Captured(LeadCaptured e)
    {
        // An import of history that proves nothing later asks for nothing.
        if (index + 1 == lines.Count || lines[index + 1].Type is not ("clockStarted" or "uncovered"))
            return;
        var from = e.ClocksFrom ?? e.ReceivedAt;
        if (e.Stage == Stage.Accepted)
        {
            var touch = NewAsk(Promise.Touch, Party.Sales, null, null, from);
            var later = new Ask(Promise.Touch, Party.Sales, null, null, now, Line, runs.Length);
            Each(run => run.StartTouch(touch, e.Facts, [Party.Sales]));
            Each(run =>
            {
                if (!run.HasTouch)
                    run.StartOr(later, StartsAt.Acceptance, null);
            });
            touch.Take(later);
            return;
        }
        AskFor(Promise.Decide, StartsAt.Receipt, Lead.Holder, null, from);
        AskForTouch(e.Facts, from, null);
    }

    private void Joined(InquiryJoined e, Line line)
    {
        if (IsHistory)
            return;
        Each(run => run.JudgeAgain(line));
        var isAhead = Lead.Stage is Stage.Captured or Stage.Nurturing or Stage.Ready && Lead.OpenHandoff is null;
        string[] involved = Lead.OfferedHandoff is { } offer ? [Lead.Holder, offer.To] : [Lead.Holder];
        var asked = e.Source is { } source ? Lead.Facts with { Source = source.Length == 0 ? null : source } : Lead.Facts;
        AskForTouch(asked, e.ClocksFrom ?? e.ReceivedAt, isAhead ? null : involved);
    }

    private void AskForTouch(LeadFacts facts, Instant from, string[]? owedBy)
    {
        var ask = NewAsk(Promise.Touch, Lead.Holder, null, null, from);
        Each(run => run.StartTouch(ask, facts, owedBy));
    }

    private void Moved(StageMoved e, Instant at)
    {
        if (e.Trigger is Trigger.Ready or Trigger.Nurture or Trigger.Disqualify)
            Each(run => run.Stop(Promise.Decide, at));
        if (e.To.IsClosed() || e.Trigger == Trigger.Nurture)
            Each(run => run.EndAll(at));
        if (e.Trigger is Trigger.Book or Trigger.Hold or Trigger.Qualify)
            Each(run => run.Reached(at));
        if (e.Trigger == Trigger.LookAgain || e.Trigger == Trigger.Reopen && e.To is Stage.Captured or Stage.Nurturing)
            AskFor(Promise.Decide, StartsAt.Receipt, Lead.Holder, null, now);
        else if (e.Trigger == Trigger.Reopen && e.To.IsSelling())
        {
            var giver = Lead.AcceptedHandoff?.From;
            AskFor(Promise.Touch, StartsAt.Acceptance, Lead.Holder, giver, now);
            AskFor(Promise.Effort, StartsAt.Acceptance, Lead.Holder, giver, now);
        }
    }

    private void Attempted(Attempt attempt, Instant at)
    {
        attempted = attempt;
        Each(run => run.Judge(attempt, at));
    }

    private void Offered(Handoff handoff) =>
        AskFor(Promise.Accept, StartsAt.Offer, handoff.To, handoff.From, now, handoff, handoff.ToPerson);

    private void Accepted(Handoff handoff, Instant at)
    {
        // Whoever accepts by trying to reach the contact did so when they tried.
        var done = attempted?.OccurredAt ?? at;
        Each(run =>
        {
            run.Stop(Promise.Accept, done);
            run.End(handoff.To, ofOthers: true, at);
        });
        var touch = NewAsk(Promise.Touch, Lead.Holder, handoff.Id, null, now);
        Each(run =>
        {
            if (!run.IsTouchPromised(handoff))
                run.StartOr(touch, StartsAt.Acceptance, handoff.From);
        });
        AskFor(Promise.Effort, StartsAt.Acceptance, Lead.Holder, handoff.From, now, handoff);
        if (attempted is { } attempt)
            Each(run => run.Judge(attempt, at));
    }

    private void Returned(Handoff handoff, ReturnReason reason, Instant at)
    {
        Each(run =>
        {
            if (reason != ReturnReason.TimedOut)
                run.Stop(Promise.Accept, at);
            run.End(handoff.To, ofOthers: false, at);
        });
        AskFor(Promise.Answer, StartsAt.Return, handoff.From, handoff.To, now, handoff);
    }

    private void Closing(HandoffClosed e, Instant at)
    {
        if (IsHistory)
            return;
        var handoff = Lead.Handoff(e.Handoff);
        Each(run =>
        {
            if (handoff.State == HandoffState.Returned)
                run.Stop(Promise.Answer, at);
            if (e.By is Trigger.Withdraw or Trigger.Disqualify or Trigger.Merge)
                run.End(handoff.To, ofOthers: false, at);
        });
    }

    private void Placing(LeadPlaced e, Instant at)
    {
        Each(run =>
        {
            if (e.Dated == true && e.Stage != Stage.Captured)
                run.Stop(Promise.Decide, at);
            if (e.Dated == true && e.Stage is >= Stage.Working and <= Stage.Won)
                run.Stop(Promise.Touch, at);
            if (!IsPlacedAgain())
                run.EndAll(at);
        });
    }

    private bool IsPlacedAgain()
    {
        for (var next = index + 1; next < lines.Count && lines[next].IsOfCommand(lines[next - 1]); next++)
            if (lines[next].Type == "leadPlaced")
                return true;
        return false;
    }
}
