using Stateless;

namespace SmarketingHub.Domain.Clocks;

public enum ClockTrigger
{
    Meet,
    Breach,
    Stop,
    Hold,
    Release,
    Void,
    Correct,
}

/// <summary>The life of a clock.</summary>
public static class ClockMachine
{
    [ThreadStatic]
    private static Clock? current;

    // Configured once a thread: a machine is not thread-safe, and configuring costs more than firing.
    [ThreadStatic]
    private static StateMachine<ClockState, ClockTrigger>? machine;

    /// <summary>Moves the clock, or throws when its life does not allow it.</summary>
    internal static void Fire(Clock clock, ClockTrigger trigger)
    {
        current = clock;
        (machine ??= Configure(() => current!.State, state => current!.State = state)).Fire(trigger);
    }

    public static StateMachine<ClockState, ClockTrigger> Configure(Func<ClockState> state, Action<ClockState> set)
    {
        var machine = new StateMachine<ClockState, ClockTrigger>(state, set);

        machine.Configure(ClockState.Running)
            .Permit(ClockTrigger.Meet, ClockState.Met)
            .Permit(ClockTrigger.Breach, ClockState.Breached)
            .Permit(ClockTrigger.Hold, ClockState.Paused)
            .Permit(ClockTrigger.Void, ClockState.Void);

        machine.Configure(ClockState.Paused)
            .Permit(ClockTrigger.Release, ClockState.Running)
            .Permit(ClockTrigger.Meet, ClockState.Met)
            .Permit(ClockTrigger.Void, ClockState.Void);

        // Still counting, until it is stopped; it never becomes unbreached but by evidence.
        machine.Configure(ClockState.Breached)
            .PermitReentry(ClockTrigger.Stop)
            .PermitReentry(ClockTrigger.Hold)
            .PermitReentry(ClockTrigger.Release)
            .Permit(ClockTrigger.Correct, ClockState.Met);

        machine.Configure(ClockState.Met);
        machine.Configure(ClockState.Void);
        return machine;
    }
}
