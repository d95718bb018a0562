using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Machines;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Tests.Stories;
using static SmarketingHub.Domain.Tests.Stories.Sample;

namespace SmarketingHub.Domain.Tests.Leads;

/// <summary>One random move: who tries what after how long, with arguments that are right or wrong.</summary>
/// <param name="Trigger">Null: another inquiry joins.</param>
/// <param name="Eager">Not this, but the next thing that would bring the lead on, by somebody who may.</param>
/// <param name="Stopped">The hub was down meanwhile.</param>
internal sealed record Try(Trigger? Trigger, int Who, int Pick, int Minutes, bool Stopped, bool Wrong, bool Eager);

/// <summary>Plays tries on a lead and on the reference model, and holds the one against the other.</summary>
internal sealed class Play(Company company)
{
    public static readonly IReadOnlyList<Actor> Actors = [.. Everybody.Select(Actor.Of), Connector];

    private static readonly Trigger[] Onward =
    [
        Trigger.Ready, Trigger.Offer, Trigger.Accept, Trigger.Attempt, Trigger.Book, Trigger.Hold, Trigger.Qualify, Trigger.Convert,
        Trigger.Win,
        Trigger.Return, Trigger.Keep, Trigger.Dispute, Trigger.Reopen, Trigger.Assign, Trigger.Pause,
    ];

    public Story Story { get; } = new Story(company).Captured();
    public ReferenceModel Model { get; } = new();
    private Lead Lead => Story.Lead;

    public void Step(Try step)
    {
        Pass(step);
        foreach (var actor in Actors)
            Turn.Permitted(Lead, actor).ShouldBe(Model.Permitted(actor), $"permitted to {actor} of {actor.Party}");
        var (version, own) = (Lead.Version, Own());
        var before = Story.Last;
        var onward = step.Eager ? Onward.Where(t => Actors.Any(a => Model.Permits(t, a))).ToList() : [];
        if (onward.Count > 0)
            FireOnward(step, onward[step.Pick % onward.Count]);
        else if (step.Trigger is { } trigger)
            Fire(step, trigger, Actors[step.Who % Actors.Count]);
        else
            Join(step);
        var raised = Story.Last != before && Story.Last.Any(h => h.Event is InquiryJoined);
        (Lead.Version > version).ShouldBe(raised || Own() != own, "the version rises when the lead itself changes, and only then");
        AgreesWithTheModel();
    }

    // Its own fields, hand-offs, holder and owner: all but what the version does not tell of.
    private string Own() => Shape.Of(Lead, "Version", "LastAt", "NextDueAt", "FirstTouchAt", "Clocks", "Shown", "Attempts", "HadBy");

    private void Pass(Try step)
    {
        var from = Story.All.Count;
        var then = Story.Now + Duration.FromMinutes(step.Minutes);
        _ = step.Stopped ? Story.AfterStopUntil(then) : Story.At(then);
        foreach (var (happened, _) in Story.All.Skip(from))
            ByItself(happened);
        (Lead.NextDueAt <= then).ShouldBeFalse("what was due has fired");
        AgreesWithTheModel();
    }

    private void ByItself(LeadEvent happened)
    {
        switch (happened)
        {
            case StageMoved { Trigger: Trigger.LookAgain }:
                Model.Stage.ShouldBe(Stage.Nurturing);
                Model.Stage = Stage.Captured;
                break;
            case HandoffReturned { Reason: ReturnReason.TimedOut }: Model.Return(timedOut: true); break;
            case AddresseeChanged e: Readdress(e); break;
            case LeadResumed: Model.Paused = false; break;
            default:
                (happened is ClockEvent or LeadAssigned or Uncovered).ShouldBeTrue($"{happened.GetType().Name} happened by itself"); break;
        }
    }

    private void Readdress(AddresseeChanged e) => Model.Offered!.To = Model.Offered.To with { Team = e.Team, Person = e.Person };

    private void FireOnward(Try step, Trigger trigger)
    {
        var able = Actors.Where(a => Model.Permits(trigger, a)).ToList();
        Fire(step, trigger, able[step.Who % able.Count]);
    }

    private void Fire(Try step, Trigger trigger, Actor actor)
    {
        var call = new Call(Story, Model, actor, step.Pick);
        if (!Model.Permits(trigger, actor))
        {
            var refusal = Story.Refused<NotPermitted>(actor, call.Of(trigger, step.Wrong));
            refusal.Message.ShouldNotBeNullOrWhiteSpace();
            (refusal.Trigger, refusal.Permitted).ShouldBe((trigger, Turn.Permitted(Lead, actor)), Comparer);
        }
        else if (step.Wrong && Call.CanBeWrong(trigger) || call.HasNoRight(trigger))
            Story.Refused<InvalidArgument>(actor, call.Of(trigger, wrong: true)).Field.ShouldNotBeNullOrWhiteSpace();
        else if (trigger == Trigger.Offer && Model.Bounces(call.To.Party) >= 3)
            Story.Refused<NotPermitted>(actor, call.Of(trigger, wrong: false)).Message.ShouldBe(Why.BouncedTooOften);
        else
        {
            Story.As(actor, call.Of(trigger, wrong: false));
            call.Follow(trigger);
        }
    }

    private static readonly IEqualityComparer<(Trigger?, IReadOnlyList<Trigger>)> Comparer =
        EqualityComparer<(Trigger?, IReadOnlyList<Trigger>)>.Create((a, b) => a.Item1 == b.Item1 && a.Item2.SequenceEqual(b.Item2));

    private void Join(Try step)
    {
        if (!Lead.IsOpen)
            return;
        var isDemo = step.Pick % 2 == 0;
        Story.Joined(new() { Source = isDemo ? "demo-request" : "fair", Grade = step.Pick % 5 == 0 ? "A" : null });
        if (isDemo && Model.Stage is Stage.Captured or Stage.Nurturing or Stage.Ready
            && isDemo && Model.Offered is null && Model.Returned is null && Model.Holder != Party.Sales && Model.Bounces(Party.Sales) < 3)
        {
            Model.Stage = Stage.Ready;
            Model.Offer(new(Party.Sales), Story.Now);
        }
    }

    private void AgreesWithTheModel()
    {
        (Lead.Stage, Lead.Holder, Lead.IsPaused).ShouldBe((Model.Stage, Model.Holder, Model.Paused));
        Lead.Handoffs.Select(h => (h.State, h.From, h.Addressee, h.Bounces))
            .ShouldBe(Model.Handoffs.Select(h => (h.State, h.From, h.To, h.Bounces)));
        LeadLaws.Hold(Story);
    }
}
