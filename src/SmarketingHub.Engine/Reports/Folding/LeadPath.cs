using NodaTime;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Engine.Reports.Folding;

/// <summary>When a lead came so far, what was known of it then, and the amount of then.</summary>
internal sealed record Reached(Instant At, LeadFacts Facts, decimal? Amount);

/// <summary>One hand-off on the way, and how it was answered last.</summary>
internal sealed class Pass(HandoffOffered offer, Instant at, LeadFacts facts)
{
    internal long Id => offer.Handoff;
    internal string From => offer.From;
    internal string To => offer.To;
    internal decimal? Worth => offer.Worth;
    internal Instant At => at;

    /// <summary>Of the lead, when it was first offered.</summary>
    internal LeadFacts Facts => facts;
    internal bool Withdrawn { get; set; }
    internal Instant? AcceptedAt { get; set; }
    internal long? AcceptedBy { get; set; }

    /// <summary>When it was answered last; null: it waits for an answer.</summary>
    internal Instant? AnsweredAt { get; set; }

    /// <summary>Why it was given back; null with an answer: it was accepted.</summary>
    internal ReturnReason? Returned { get; set; }

    internal bool Is(string from, string to) => From == from && To == to;
}

/// <summary>A lead's way as far as periods count it, folded from its events up to a moment: what came later is not known.</summary>
internal sealed class LeadPath(long id)
{
    private LeadFacts facts = new();
    private decimal? amount;

    internal long Id => id;
    internal bool CountsAsNew { get; private set; } = true;
    internal bool IsDuplicate { get; private set; }
    internal bool IsClosed { get; private set; }
    internal List<Pass> Passes { get; } = [];

    /// <summary>The first time.</summary>
    internal Reached? Qualified { get; private set; }

    /// <summary>The first time.</summary>
    internal Reached? Converted { get; private set; }

    /// <summary>Null again once it is reopened.</summary>
    internal Reached? Won { get; private set; }

    /// <summary>The first hand-off from one party to another that was not withdrawn.</summary>
    internal Pass? First(string from, string to) => Passes.Find(p => p.Is(from, to) && !p.Withdrawn);

    /// <summary>One of the two had accepted it from the other by then.</summary>
    internal bool HadPassed(string one, string other, Instant by) =>
        Passes.Exists(p => (p.Is(one, other) || p.Is(other, one)) && p.AcceptedAt <= by);

    internal void Apply(LeadEvent happened, Instant at)
    {
        switch (happened)
        {
            case LeadCaptured e: (facts, CountsAsNew) = (e.Facts, e.CountsAsNew); break;
            case InquiryJoined e: facts = e.Facts; break;
            case LeadEdited e: facts = e.Facts; break;
            case LeadMerged: (IsDuplicate, IsClosed) = (true, true); break;
            case StageMoved e: Move(e, at); break;
            case LeadPlaced e: Place(e, at); break;
            case HandoffOffered e: Passes.Add(new(e, at, facts)); break;
            case HandoffAccepted e when Find(e.Handoff) is { } pass:
                (pass.AcceptedAt, pass.AcceptedBy, pass.AnsweredAt, pass.Returned) = (pass.AcceptedAt ?? at, e.Owner, at, null);
                break;
            case HandoffReturned e when Find(e.Handoff) is { } pass: (pass.AnsweredAt, pass.Returned) = (at, e.Reason); break;
            case HandoffDisputed e when Find(e.Handoff) is { } pass: (pass.AnsweredAt, pass.Returned) = (null, null); break;
            case TimeOutWithdrawn e when Find(e.Handoff) is { } pass: (pass.AnsweredAt, pass.Returned) = (null, null); break;
            case HandoffClosed { By: Trigger.Withdraw } e when Find(e.Handoff) is { } pass: pass.Withdrawn = true; break;
        }
    }

    private void Move(StageMoved e, Instant at)
    {
        amount = e.Amount ?? amount;
        IsClosed = e.To.IsClosed();
        Reach(e.To, at);
    }

    private void Place(LeadPlaced e, Instant at)
    {
        amount = e.Amount ?? amount;
        IsClosed = e.Stage.IsClosed();
        // Another system tells only where it was: on the way it came through the stages before.
        if (e.Stage is Stage.Opportunity or Stage.Won)
            Reach(Stage.Qualified, at);
        if (e.Stage is Stage.Won)
            Reach(Stage.Opportunity, at);
        Reach(e.Stage, at);
    }

    private void Reach(Stage stage, Instant at)
    {
        var reached = new Reached(at, facts, amount);
        Qualified ??= stage == Stage.Qualified ? reached : null;
        Converted ??= stage == Stage.Opportunity ? reached : null;
        Won = stage == Stage.Won ? reached : null;
    }

    private Pass? Find(long handoff) => Passes.Find(p => p.Id == handoff);
}
