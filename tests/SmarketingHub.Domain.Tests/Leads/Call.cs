using NodaTime;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Tests.Stories;
using static SmarketingHub.Domain.Tests.Stories.Sample;

namespace SmarketingHub.Domain.Tests.Leads;

/// <summary>A verb with arguments, and what it does to the reference model.</summary>
internal sealed class Call(Story story, ReferenceModel model, Actor actor, int pick)
{
    private static readonly Trigger[] WithoutArguments =
        [Trigger.Ready, Trigger.NoShow, Trigger.Hold, Trigger.Qualify, Trigger.Reopen, Trigger.Resume, Trigger.Keep, Trigger.Withdraw];

    private Lead Lead => story.Lead;
    private Instant Now => story.Now;

    public static bool CanBeWrong(Trigger trigger) => !WithoutArguments.Contains(trigger);

    /// <summary>Nothing it could say would be right: the lead closed too long ago, or the other lead is not theirs to see.</summary>
    public bool HasNoRight(Trigger trigger) =>
        trigger == Trigger.Attempt && Lead.ClosedAt < Now - Turn.BackdateLimit || trigger == Trigger.Merge && actor.Party == Altamar;

    public Addressee To
    {
        get
        {
            Addressee[] all =
            [
                new(Party.Sales),
                new(Party.Sales, "east"),
                new(Party.Sales, "east", Ann.Id),
                new(Altamar),
                new(Altamar, null, Pia.Id),
                new(Party.Marketing),
            ];
            return One(all.Where(to => to.Party != model.Holder));
        }
    }

    private Person? By => actor.Kind == ActorKind.Key || ReferenceModel.Backdates(actor)
        ? One([.. Everybody.Where(p => ReferenceModel.ActsFor(actor, p.Party)), null])
        : null;

    private Person? Mine => One([.. Everybody.Where(p => p.Party == model.Holder && ReferenceModel.ActsFor(actor, p.Party)
        || p.Party == model.Offered?.To.Party && ReferenceModel.ActsFor(actor, p.Party)), null]);

    private AttemptArgs Attempted
    {
        get
        {
            var at = ReferenceModel.Backdates(actor) ? Now - Duration.FromMinutes(pick % 7 * 397L) : Now;
            return new(One(Enum.GetValues<AttemptKind>()), pick % 6 == 0, Instant.Min(at, Lead.ClosedAt ?? at), By?.Id);
        }
    }

    public Action<Turn> Of(Trigger trigger, bool wrong) => trigger switch
    {
        Trigger.Nurture => t => t.Nurture(wrong ? Now : Now + Duration.FromHours(1 + pick)),
        Trigger.Ready => t => t.Ready(),
        Trigger.Attempt => t => t.Attempt(wrong ? new(null) : Attempted),
        Trigger.Book => t => t.Book(wrong ? null : Now + Duration.FromDays(1)),
        Trigger.NoShow => t => t.NoShow(),
        Trigger.Hold => t => t.Hold(),
        Trigger.Qualify => t => t.Qualify(),
        Trigger.Convert => t => t.Convert(wrong ? null : pick),
        Trigger.Win => t => t.Win(wrong ? -1 : pick),
        Trigger.Lose => t => t.Lose(wrong ? "" : "price"),
        Trigger.Disqualify => t => t.Disqualify(wrong ? new('x', 61) : "spam"),
        Trigger.Reopen => t => t.Reopen(),
        Trigger.Assign => t => t.Assign(wrong ? 999 : Mine?.Id),
        Trigger.Edit => t => t.Edit(new() { Grade = wrong ? "Z" : One(["A", "B", null]), Source = "web-form" }, null, null),
        Trigger.Note => t => t.Note(wrong ? " " : "a word"),
        Trigger.Pause => t => t.Pause(wrong ? Now : Now + Duration.FromHours(1 + pick), "fair"),
        Trigger.Resume => t => t.Resume(),
        Trigger.Merge => t => t.MergeInto(wrong ? t : Another(), null),
        Trigger.Offer => t => t.Offer(wrong ? null : To),
        Trigger.Accept => t => t.Accept(wrong ? 999 : null),
        Trigger.Return =>
            t => t.Return(wrong ? ReturnReason.TimedOut : One(ReturnReasons.Choices.Where(r => r != ReturnReason.Unresponsive))),
        Trigger.Keep => t => t.Keep(),
        Trigger.Dispute => t => t.Dispute(wrong ? null : "no"),
        Trigger.Withdraw => t => t.Withdraw(),
        _ => throw new InvalidOperationException($"{trigger} is nobody's to fire."),
    };

    public void Follow(Trigger trigger)
    {
        if (ReferenceModel.Moves.TryGetValue(trigger, out var move))
            Go(move.To);
        switch (trigger)
        {
            case Trigger.Nurture: model.Answer(); model.Stage = Stage.Nurturing; break;
            case Trigger.Disqualify: model.Close(Stage.Disqualified); break;
            case Trigger.Merge: model.Close(Stage.Disqualified); model.Merged = true; break;
            case Trigger.Reopen: model.Stage = model.ClosedFrom!.Value; break;
            case Trigger.Pause: model.Paused = true; break;
            case Trigger.Resume: model.Paused = false; break;
            case Trigger.Offer: model.Offer(To, Now); break;
            case Trigger.Accept: model.Accept(); break;
            case Trigger.Return: model.Return(timedOut: false); break;
            case Trigger.Keep: model.Answer(); break;
            case Trigger.Withdraw: model.Offered!.State = HandoffState.Closed; break;
            case Trigger.Dispute:
                (model.Returned!.OfferedAt, model.Returned.Disputed, model.Returned.State) = (Now, true, HandoffState.Offered); break;
            case Trigger.Assign: FollowAddressee(); break;
            case Trigger.Attempt: FollowAttempt(); break;
            default: break;
        }
    }

    private void Go(Stage to)
    {
        if (to is Stage.Won or Stage.Lost)
            model.Close(to);
        else
            model.Stage = to;
    }

    private void FollowAddressee()
    {
        foreach (var e in story.Last.Select(h => h.Event).OfType<AddresseeChanged>())
            model.Offered!.To = model.Offered.To with { Team = e.Team, Person = e.Person };
    }

    // It accepts when it is by the one it is offered to, since it was; late evidence may bring the offer back first.
    private void FollowAttempt()
    {
        if (story.Last.Any(h => h.Event is TimeOutWithdrawn))
        {
            model.Returned.ShouldNotBeNull().TimedOut.ShouldBeTrue();
            model.Returned!.State = HandoffState.Offered;
        }
        FollowAddressee();
        var made = Lead.Attempts[^1];
        var counts = made.Kind != AttemptKind.Sequence;
        var accepts = counts && Everybody.SingleOrDefault(p => p.Id == made.By) is { } person && model.IsFor(person)
            && made.OccurredAt >= model.Offered!.OfferedAt;
        story.Last.Any(h => h.Event is HandoffAccepted).ShouldBe(accepts);
        if (accepts)
            model.Accept();
        var waits = model.Offered is not null || model.Returned is not null;
        if (model.Stage == Stage.Accepted && !waits && counts && made.Party == model.Holder)
            model.Stage = Stage.Working;
    }

    private Turn Another()
    {
        var other = new Turn(new() { Id = 2 }, Actor.System, Now, story.Company, story.Services);
        other.Capture(7, null, 9, new(), Now, null, heldBySales: true, Ann.Id, null);
        return other;
    }

    private T One<T>(IEnumerable<T> all) => all.ElementAt(pick % all.Count());
}
