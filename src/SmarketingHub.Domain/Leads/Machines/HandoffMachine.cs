using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Life;
using Stateless;
using static SmarketingHub.Domain.Leads.Machines.Guards;

namespace SmarketingHub.Domain.Leads.Machines;

/// <summary>The life of a hand-off, as one table.</summary>
public sealed class HandoffMachine
{
    /// <summary>After so many returns from one party nothing more is offered to it; a return is never refused.</summary>
    public const int BounceLimit = 3;

    [ThreadStatic]
    private static HandoffMachine? mine;

    private readonly StateMachine<HandoffState, Trigger> machine;
    private HandoffState state;

    private HandoffMachine() => machine = Configure(() => state, next => state = next);

    /// <summary>Null when the trigger is let through, or does not concern the hand-off.</summary>
    internal static string? WhyNot(GuardContext context, Trigger trigger)
    {
        var lead = context.Lead;
        if ((lead.CurrentHandoff ?? lead.Handoffs.LastOrDefault()) is not { } handoff || !Concerns(handoff, trigger))
            return null;
        var self = mine ??= new();
        self.state = handoff.State;
        Current = context;
        return self.machine.CanFire(trigger, out var unmet)
            ? null
            : unmet?.FirstOrDefault() ?? $"A hand-off that is {handoff.State} has no '{trigger.ToApi()}'.";
    }

    private static bool Concerns(Handoff handoff, Trigger trigger) => trigger switch
    {
        Trigger.Accept or Trigger.Return or Trigger.Withdraw or Trigger.Dispute or Trigger.Keep => true,
        Trigger.TimeOut or Trigger.Restore => true,
        Trigger.Nurture or Trigger.Disqualify or Trigger.Merge or Trigger.Offer => handoff.IsOpen,
        _ => false,
    };

    public static StateMachine<HandoffState, Trigger> Configure(Func<HandoffState> state, Action<HandoffState> set)
    {
        var machine = new StateMachine<HandoffState, Trigger>(state, set);

        machine.Configure(HandoffState.Offered)
            .Permit(Trigger.Accept, HandoffState.Accepted)
            .Permit(Trigger.Return, HandoffState.Returned)
            .Permit(Trigger.TimeOut, HandoffState.Returned)
            .Permit(Trigger.Withdraw, HandoffState.Closed)
            .Permit(Trigger.Disqualify, HandoffState.Closed)
            .Permit(Trigger.Merge, HandoffState.Closed);

        machine.Configure(HandoffState.Accepted)
            .Permit(Trigger.Return, HandoffState.Returned);

        machine.Configure(HandoffState.Returned)
            .Permit(Trigger.Nurture, HandoffState.Closed)
            .Permit(Trigger.Disqualify, HandoffState.Closed)
            .Permit(Trigger.Merge, HandoffState.Closed)
            .Permit(Trigger.Offer, HandoffState.Closed)
            .Permit(Trigger.Keep, HandoffState.Closed)
            .PermitIf(Trigger.Dispute, HandoffState.Offered,
                Guard(q => q.Open is { Disputed: false }, Why.DisputedOnce),
                Guard(q => q.Open is { } h && q.Lead.Bounces(h.To) < BounceLimit, Why.BouncedTooOften))
            .Permit(Trigger.Restore, HandoffState.Offered);

        machine.Configure(HandoffState.Closed);
        return machine;
    }
}
